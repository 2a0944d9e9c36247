# tf2
import tensorflow as tf

strategy = tf.distribute.MirroredStrategy(num_gpus=2)
