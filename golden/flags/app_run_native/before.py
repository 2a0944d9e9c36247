"""A program whose main is found by tf.app.run, around a session at the top."""
import tensorflow as tf

tf.app.flags.DEFINE_float("factor", 2.0, "factor")
FLAGS = tf.app.flags.FLAGS
x = tf.placeholder(tf.float32, [2])
y = tf.log(x)
with tf.Session() as sess:
    print(sess.run(y, {x: [1.0, 2.0]}))


def main(_):
    print(FLAGS.factor)


if __name__ == "__main__":
    tf.app.run()
