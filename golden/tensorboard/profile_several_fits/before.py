"""One callback for several calls of fit: TF 1.15 counts their batches together, TF2 anew; a finding says so.

The first batch of each call is profiled in both, which is what this program asks for in its second part. The logs lie in a
folder of their own: TF 1.15 names an event file by the second, and overwrites that of the call before.
"""
import os
import tempfile
import time

import numpy as np
import tensorflow as tf

tf.set_random_seed(4)
folder = tempfile.mkdtemp()
random = np.random.RandomState(4)
x = random.rand(24, 3).astype(np.float32)
y = x.sum(axis=1, keepdims=True)
model = tf.keras.Sequential([tf.keras.layers.Dense(1, input_shape=(3,))])
model.compile(optimizer=tf.keras.optimizers.SGD(0.1), loss="mse")

board = tf.keras.callbacks.TensorBoard(os.path.join(folder, "logs"), profile_batch=2)
for rounds in range(3):
    history = model.fit(x, y, batch_size=8, epochs=1, shuffle=False, verbose=0, callbacks=[board])
    print(history.history["loss"])

first = tf.keras.callbacks.TensorBoard(os.path.join(folder, "first"), profile_batch=1)
model.fit(x, y, batch_size=8, epochs=1, shuffle=False, verbose=0, callbacks=[first])
time.sleep(1.0)  # the folder of a trace is named by the second
model.fit(x, y, batch_size=8, epochs=1, shuffle=False, verbose=0, callbacks=[first])
print(len(os.listdir(os.path.join(folder, "first", "plugins", "profile"))))
