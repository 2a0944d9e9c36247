"""One name for two modules: what is reached through it is left alone."""
import tensorflow as tf

OLD_LOSSES = False

if OLD_LOSSES:
    losses = tf.losses
else:
    losses = tf.keras.losses

x = tf.placeholder(tf.float32, [None, 2])
loss = losses.mean_squared_error(tf.ones_like(x), x)
total = tf.reduce_sum(loss, keep_dims=True)

with tf.Session() as sess:
    print(sess.run(total, feed_dict={x: [[1.0, 2.0], [3.0, 5.0]]}))
