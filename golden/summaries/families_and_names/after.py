"""TF1 makes tags of scopes, families and names: characters are replaced, a name that is used twice gets a number."""
import numpy as np
import tensorflow as tf

scale = tf.Variable(2.0, name="scale")


@tf.function(
    input_signature=[
        tf.TensorSpec([4], tf.float32),
        tf.TensorSpec([], tf.int64),
    ],
    autograph=False,
)
def write_summaries(x, step):
    y = x * scale
    total = tf.reduce_sum(y)
    tf.summary.scalar("outer/total", total, step=step)
    tf.summary.scalar("outer/inner/total", total * 2.0, step=step)
    tf.summary.scalar("sums/outer/inner/sums/in_family", total, step=step)
    tf.summary.scalar("outer/inner_1/again", total, step=step)
    tf.summary.scalar("mean_value__all_", tf.reduce_mean(y), step=step)
    tf.summary.scalar("total", total + 1.0, step=step)
    tf.summary.scalar("total_1", total + 2.0, step=step)
    tf.summary.scalar("sums/sums/grouped", total, step=step)


@tf.function(input_signature=[tf.TensorSpec([4], tf.float32)], autograph=False)
def compute_total(x):
    y = x * scale
    total = tf.reduce_sum(y)
    return total


writer = tf.summary.create_file_writer("logs")
for number in range(3):
    with writer.as_default():
        write_summaries(np.arange(4.0) + number, number)
writer.close()
print(compute_total(np.ones(4)).numpy())
