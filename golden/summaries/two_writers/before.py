"""One merged summary, two writers: what is logged while training, and what is logged on other data."""
import numpy as np
import tensorflow as tf

random = np.random.RandomState(1)
x_train, x_test = random.rand(16, 2).astype(np.float32), random.rand(8, 2).astype(np.float32)

x = tf.placeholder(tf.float32, [None, 2])
w = tf.Variable([[0.5], [-0.5]], name="weights")
loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - 1.0))
tf.summary.scalar("loss", loss)
merged = tf.summary.merge_all()
train_op = tf.train.AdamOptimizer(0.1).minimize(loss)

sess = tf.Session()
sess.run(tf.global_variables_initializer())
train_writer = tf.summary.FileWriter("logs/train", sess.graph)
test_writer = tf.summary.FileWriter("logs/test")
for i in range(6):
    summary, _ = sess.run([merged, train_op], feed_dict={x: x_train})
    train_writer.add_summary(summary, i)
    if i % 2 == 0:
        # how well it does on other data
        summary, value = sess.run([merged, loss], feed_dict={x: x_test})
        test_writer.add_summary(summary, global_step=i)
        print("test loss at step %d: %.5f" % (i, value))
train_writer.close()
test_writer.close()
sess.close()
