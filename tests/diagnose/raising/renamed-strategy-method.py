# tf2
import tensorflow as tf

strategy = tf.distribute.MirroredStrategy(["CPU:0"])
strategy.experimental_run_v2(lambda: 1)
