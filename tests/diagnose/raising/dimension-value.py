# tf2
import tensorflow as tf

print(tf.zeros([2, 3]).shape[1].value)
