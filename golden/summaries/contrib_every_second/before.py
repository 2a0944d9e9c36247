"""Records at every second step, and not at all in between."""
import tensorflow as tf

tf.enable_eager_execution()
step = tf.train.get_or_create_global_step()
writer = tf.contrib.summary.create_file_writer("logs")
value = tf.Variable(1.0)
with writer.as_default():
    with tf.contrib.summary.record_summaries_every_n_global_steps(2):
        for _ in range(5):
            step.assign_add(1)
            value.assign(value * 1.5)
            tf.contrib.summary.scalar("value", value)
    with tf.contrib.summary.never_record_summaries():
        tf.contrib.summary.scalar("hidden", value)
print(value.numpy(), int(step))
