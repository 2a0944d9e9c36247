# tf2
import tensorflow as tf

first, second = tf.distribute.MirroredStrategy(["CPU:0"]), tf.distribute.MirroredStrategy(["CPU:0"])
with first.scope():
    with second.scope():
        tf.Variable(1.0)
