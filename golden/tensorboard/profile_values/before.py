"""What TF 1.15 compared with the number of batches, TF2 checks first: numbers below zero and floats are refused there."""
import os

import numpy as np
import tensorflow as tf

tf.set_random_seed(4)
random = np.random.RandomState(4)
x = random.rand(32, 3).astype(np.float32)
y = x.sum(axis=1, keepdims=True)


def train(board):
    model = tf.keras.Sequential([tf.keras.layers.Dense(1, input_shape=(3,))])
    model.compile(optimizer=tf.keras.optimizers.SGD(0.1), loss="mse")
    model.fit(x, y, batch_size=8, epochs=2, shuffle=False, verbose=0, callbacks=[board])
    profiles = os.path.join(board.log_dir, "plugins", "profile")
    traces = len(os.listdir(profiles)) if os.path.isdir(profiles) else 0
    print(board.log_dir, model.evaluate(x, y, verbose=0), traces)


train(tf.keras.callbacks.TensorBoard("never", write_graph=False, profile_batch=-1))
train(tf.keras.callbacks.TensorBoard("second", profile_batch=2.0))
train(tf.keras.callbacks.TensorBoard("between", write_graph=False, profile_batch=2.5))
train(tf.keras.callbacks.TensorBoard("first", profile_batch=1))
train(tf.keras.callbacks.TensorBoard("second_epoch", profile_batch=7))
