"""Flags with the old names of their arguments."""
import tensorflow as tf

flags = tf.app.flags
flags.DEFINE_string("name", "start", "docs")
flags.DEFINE_integer("steps", default_value=3, docstring="how many")
flags.DEFINE_float("rate", 0.5, "rate")
flags.DEFINE_boolean("verbose", False, "talk")
FLAGS = flags.FLAGS


def main(_):
    for step in range(FLAGS.steps):
        print(FLAGS.name, step, FLAGS.rate, FLAGS.verbose)


if __name__ == "__main__":
    tf.app.run()
