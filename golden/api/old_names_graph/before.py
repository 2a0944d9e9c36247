"""Names of TensorFlow 0.x, which TF 1.15 no longer knew."""
import tensorflow as tf

x = tf.constant([[1.0, 2.0], [3.0, 4.0]])
y = tf.mul(tf.sub(x, 1.0), 2.0)
z = tf.pack([tf.neg(x), tf.batch_matmul(x, y)])
with tf.Session() as sess:
    sess.run(tf.initialize_all_variables())
    print(sess.run([y, z]))
