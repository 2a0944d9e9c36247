# tf2
import tensorflow as tf

weight = tf.Variable(1.0)
tf.compat.v1.train.GradientDescentOptimizer(0.1).minimize(weight * 2.0)
