"""A program whose main is found by tf.app.run, around a session at the top."""
import tensorflow as tf
import absl.flags
import absl.app

absl.flags.DEFINE_float("factor", 2.0, "factor")
FLAGS = absl.flags.FLAGS


@tf.function(input_signature=[tf.TensorSpec([2], tf.float32)], autograph=False)
def compute_y(x):
    y = tf.math.log(x)
    return y


print(compute_y([1.0, 2.0]).numpy())


def main(_):
    print(FLAGS.factor)


if __name__ == "__main__":
    absl.app.run(main)
