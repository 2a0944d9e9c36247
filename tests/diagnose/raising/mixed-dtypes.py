# tf2
import tensorflow as tf

x = tf.constant([1, 2])
print(x * 0.5)
