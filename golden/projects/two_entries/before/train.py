"""One of two scripts that share a model: each opens a session of its own, and uses another part of the class."""
import numpy as np
import tensorflow as tf
from model import Model


def main():
    rows = np.random.RandomState(1).rand(10, 3)
    labels = (rows[:, 0] > rows[:, 1]).astype(int)
    model = Model(3)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for step in range(5):
            print(step, "%.5f" % model.train(sess, rows, labels))
        print(sess.run(model.accuracy, {model.inputs: rows, model.labels: labels}))


if __name__ == "__main__":
    main()
