# tf2
import tensorflow as tf

tf.keras.layers.Lambda(lambda x: x * 2 if tf.reduce_sum(x) > 0 else x)(tf.keras.Input([2]))
