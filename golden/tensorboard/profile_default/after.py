"""TF 1.15's callback profiles the second batch unless told otherwise: a trace lies below plugins/profile after fit."""
import os

import numpy as np
import tensorflow as tf

tf.random.set_seed(4)
random = np.random.RandomState(4)
x = random.rand(32, 3).astype(np.float32)
y = x.sum(axis=1, keepdims=True)


def traces(folder):
    profiles = os.path.join(folder, "plugins", "profile")
    return len(os.listdir(profiles)) if os.path.isdir(profiles) else 0


def build():
    model = tf.keras.Sequential([tf.keras.layers.Dense(1, input_shape=(3,))])
    model.compile(optimizer=tf.keras.optimizers.SGD(0.1), loss="mse")
    return model


model = build()
board = tf.keras.callbacks.TensorBoard("logs", profile_batch=2)
history = model.fit(x, y, batch_size=8, epochs=2, shuffle=False, verbose=0, callbacks=[board])
print(history.history["loss"], traces("logs"))

model = build()
callbacks = [
    tf.keras.callbacks.TerminateOnNaN(),
    tf.keras.callbacks.TensorBoard(
        log_dir="later",
        histogram_freq=0,  # they are large
        profile_batch=2,
    ),
]
history = model.fit(x, y, batch_size=16, epochs=2, shuffle=False, verbose=0, callbacks=callbacks)
print(history.history["loss"], traces("later"))

model = build()
quiet = tf.keras.callbacks.TensorBoard("quiet", write_graph=False, profile_batch=0)
history = model.fit(x, y, batch_size=16, epochs=2, shuffle=False, verbose=0, callbacks=[quiet])
print(history.history["loss"], traces("quiet"))
