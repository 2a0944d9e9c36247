# tf2
import tensorflow as tf

total = tf.Variable(0.0)


@tf.function
def count():
    global total
    total += 1.0


total += 1.0
