# tf2
import tensorflow as tf

optimizer = tf.keras.optimizers.Adam(0.01)
first, second = tf.Variable(1.0), tf.Variable(2.0)
optimizer.apply_gradients([(tf.constant(0.1), first)])
optimizer.apply_gradients([(tf.constant(0.1), second)])
