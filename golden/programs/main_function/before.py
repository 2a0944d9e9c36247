"""The whole program is the body of main(): its functions stand in it, where its variables are."""
import numpy as np
import tensorflow as tf


def make_data(count):
    """Return points of a line."""
    xs = np.linspace(-1.0, 1.0, count).astype(np.float32)
    return xs, 3.0 * xs - 1.0


def main():
    """Fit a line."""
    steps = 20
    xs, ys = make_data(16)

    # the inputs
    x = tf.placeholder(tf.float32, [None], name="x")
    y = tf.placeholder(tf.float32, [None], name="y")

    # the model
    slope = tf.Variable(0.5, name="slope")
    offset = tf.Variable(0.0, name="offset")
    prediction = slope * x + offset
    loss = tf.reduce_mean(tf.square(prediction - y))
    train = tf.train.GradientDescentOptimizer(0.3).minimize(loss)

    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for step in range(steps):
            _, value = sess.run([train, loss], feed_dict={x: xs, y: ys})
            if step % 5 == 0:
                print("step %d loss %.6f" % (step, value))
        print("slope", sess.run(slope), "offset", sess.run(offset))
        print(sess.run(prediction, feed_dict={x: [0.0, 2.0]}))


if __name__ == "__main__":
    main()
