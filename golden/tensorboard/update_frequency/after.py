"""update_freq counts samples on TF 1.15 and batches on TF2, and logs other values for a batch: findings say so.

Training is the same. The logs lie in a folder of their own, which is not compared.
"""
import os
import tempfile

import numpy as np
import tensorflow as tf

tf.random.set_seed(4)
random = np.random.RandomState(4)
x = random.rand(32, 3).astype(np.float32)
y = x.sum(axis=1, keepdims=True)
folder = tempfile.mkdtemp()

boards = [
    tf.keras.callbacks.TensorBoard(os.path.join(folder, "batches"), update_freq="batch", profile_batch=2),
    tf.keras.callbacks.TensorBoard(
        os.path.join(folder, "samples"),
        write_graph=False,
        update_freq=16,
        profile_batch=0,
    ),
    tf.keras.callbacks.TensorBoard(os.path.join(folder, "epochs"), update_freq="epoch", profile_batch=0),
]
for board in boards:
    model = tf.keras.Sequential([tf.keras.layers.Dense(1, input_shape=(3,))])
    model.compile(optimizer=tf.keras.optimizers.SGD(0.1), loss="mse")
    history = model.fit(x, y, batch_size=8, epochs=2, shuffle=False, verbose=0, callbacks=[board])
    print(history.history["loss"])
print(sorted(os.listdir(folder)))
