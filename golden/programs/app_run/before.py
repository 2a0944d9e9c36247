"""tf.app.run calls main(_), which builds and trains."""
import numpy as np
import tensorflow as tf


def main(_):
    images = np.linspace(0.0, 1.0, 24).reshape(6, 4).astype(np.float32)
    answers = np.eye(3, dtype=np.float32)[[0, 1, 2, 0, 1, 2]]

    x = tf.placeholder(tf.float32, [None, 4])
    y_ = tf.placeholder(tf.float32, [None, 3])
    W = tf.Variable(tf.zeros([4, 3]))
    b = tf.Variable(tf.zeros([3]))
    y = tf.matmul(x, W) + b
    cross_entropy = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(labels=y_, logits=y))
    train_step = tf.train.GradientDescentOptimizer(0.5).minimize(cross_entropy)

    sess = tf.InteractiveSession()
    tf.global_variables_initializer().run()
    for _ in range(10):
        sess.run(train_step, feed_dict={x: images, y_: answers})

    correct = tf.equal(tf.argmax(y, 1), tf.argmax(y_, 1))
    accuracy = tf.reduce_mean(tf.cast(correct, tf.float32))
    print(sess.run([cross_entropy, accuracy], feed_dict={x: images, y_: answers}))


if __name__ == "__main__":
    tf.app.run()
