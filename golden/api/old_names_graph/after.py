"""Names of TensorFlow 0.x, which TF 1.15 no longer knew."""
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

x = tf.constant([[1.0, 2.0], [3.0, 4.0]])
y = tf.multiply(tf.subtract(x, 1.0), 2.0)
z = tf.stack([tf.negative(x), tf.matmul(x, y)])
with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.initialize_all_variables())
    print(sess.run([y, z]))
