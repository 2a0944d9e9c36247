# tf2
import tensorflow as tf

weight = tf.Variable(1.0)
tf.keras.optimizers.SGD(0.1).minimize(weight * 2.0, [weight])
