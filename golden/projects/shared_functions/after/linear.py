"""A star brings variables from a module that another script uses as well."""
import tensorflow as tf
from libs.utils import *

W = weight_variable([3, 2])
b = bias_variable([2])
optimizer = tf.keras.optimizers.Adam(0.1, epsilon=1e-8)
optimizer.build([W, b])


@tf.function(input_signature=[tf.TensorSpec([None, 3], tf.float32)], autograph=False)
def train_step(x):
    with tf.GradientTape() as tape:
        y = tf.matmul(x, W) + b
        loss = tf.reduce_mean(tf.pow(y - 1.0, 2))
    optimizer.minimize(loss, [W, b], tape=tape)


@tf.function(input_signature=[tf.TensorSpec([None, 3], tf.float32)], autograph=False)
def evaluate(x):
    y = tf.matmul(x, W) + b
    loss = tf.reduce_mean(tf.pow(y - 1.0, 2))
    return loss


for _ in range(4):
    train_step(rows(5))
print(evaluate(rows(5)).numpy())
print(W.numpy())
