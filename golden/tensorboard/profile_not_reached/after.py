"""A batch that the run never reaches is not profiled, in both versions, and training goes on as ever."""
import os

import numpy as np
import tensorflow as tf

tf.random.set_seed(4)
random = np.random.RandomState(4)
x = random.rand(24, 3).astype(np.float32)
y = x.sum(axis=1, keepdims=True)
model = tf.keras.Sequential([tf.keras.layers.Dense(1, input_shape=(3,))])
model.compile(optimizer=tf.keras.optimizers.SGD(0.1), loss="mse")
board = tf.keras.callbacks.TensorBoard(log_dir="logs", histogram_freq=0, profile_batch=100)
history = model.fit(x, y, batch_size=8, epochs=3, shuffle=False, verbose=0, callbacks=[board])
print(history.history["loss"])
print(os.path.exists(os.path.join("logs", "plugins")))
