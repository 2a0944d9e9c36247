"""Both files define flags under the same names, and the class has another name here."""
import numpy as np
import tensorflow as tf

from model import RNN as Net

flags = tf.app.flags
flags.DEFINE_integer("steps", 3, "steps")
FLAGS = flags.FLAGS


def main(_):
    net = Net(5, 3)
    data = np.random.RandomState(0).rand(4, 5, 3)
    y = data.sum(axis=(1, 2))[:, None]
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for _ in range(FLAGS.steps):
            loss, _ = sess.run([net.loss, net.op], {net.x: data, net.t: y})
            print("%.5f" % loss)


if __name__ == "__main__":
    tf.app.run()
