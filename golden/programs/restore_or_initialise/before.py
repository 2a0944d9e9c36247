"""Training goes on where a checkpoint was left, or begins anew; the files are numbered by the step."""
import numpy as np
import tensorflow as tf

x_data = np.array([[1.0, 2.0], [3.0, 1.0], [0.5, 0.5]], dtype=np.float32)
y_data = np.array([[1.0], [2.0], [0.0]], dtype=np.float32)

step = tf.Variable(0, trainable=False, name="step")
x = tf.placeholder(tf.float32)
y = tf.placeholder(tf.float32)
w = tf.Variable(tf.random_uniform([2, 1], -1.0, 1.0))
loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - y))
train = tf.train.AdamOptimizer(0.05).minimize(loss, global_step=step)

sess = tf.Session()
saver = tf.train.Saver(tf.global_variables(), max_to_keep=2)
found = tf.train.get_checkpoint_state("./model")
if found and tf.train.checkpoint_exists(found.model_checkpoint_path):
    saver.restore(sess, found.model_checkpoint_path)
else:
    # the first time
    sess.run(tf.global_variables_initializer())

for _ in range(3):
    sess.run(train, feed_dict={x: x_data, y: y_data})
    saver.save(sess, "./model/net.ckpt", global_step=step)
    print(sess.run(step), sess.run(loss, feed_dict={x: x_data, y: y_data}))
print(tf.train.latest_checkpoint("./model"))
latest = tf.train.latest_checkpoint("./model")
sess.run(train, feed_dict={x: x_data, y: y_data})
saver.restore(sess, latest)
print(sess.run([step, w]))
