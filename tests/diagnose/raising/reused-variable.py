# tf1
import tensorflow as tf

tf.get_variable("w", [1])
tf.get_variable("w", [1])
