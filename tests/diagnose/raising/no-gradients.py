# tf2
import tensorflow as tf

weight = tf.Variable(1.0)
with tf.GradientTape() as tape:
    loss = tf.constant(2.0)
tf.keras.optimizers.SGD(0.1).apply_gradients([(tape.gradient(loss, weight), weight)])
