"""The script opens the session and hands it to the model of another file; it also runs what the model holds itself."""
import numpy as np
import tensorflow as tf

from model import Model


def batches(count):
    random = np.random.RandomState(3)
    for _ in range(count):
        rows = random.rand(8, 4).astype(np.float32)
        yield rows, rows.argmax(axis=1) % 3


def main():
    model = Model(4, 3, rate=0.05)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for step, (rows, labels) in enumerate(batches(6)):
            print(step, "%.5f" % model.train(sess, rows, labels))
        print(sess.run(model.probabilities, feed_dict={model.inputs: rows[:2]}))


if __name__ == "__main__":
    main()
