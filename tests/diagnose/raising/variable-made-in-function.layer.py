# tf2
import tensorflow as tf

made = []


@tf.function
def score(x):
    layer = tf.keras.layers.Dense(1)
    return layer(x)


score(tf.ones([2, 2]))
score(tf.ones([3, 2]))
