"""Flags with the old names of their arguments."""
import tensorflow as tf
import absl.flags

tf.compat.v1.disable_v2_behavior()

absl.flags.DEFINE_string("name", "start", "docs")
absl.flags.DEFINE_integer("steps", default=3, help="how many")
absl.flags.DEFINE_float("rate", 0.5, "rate")
absl.flags.DEFINE_bool("verbose", False, "talk")
FLAGS = absl.flags.FLAGS


def main(_):
    for step in range(FLAGS.steps):
        print(FLAGS.name, step, FLAGS.rate, FLAGS.verbose)


if __name__ == "__main__":
    tf.compat.v1.app.run()
