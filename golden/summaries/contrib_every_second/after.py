"""Records at every second step, and not at all in between."""
import tensorflow as tf

tf.compat.v1.enable_eager_execution()
step = tf.compat.v1.train.get_or_create_global_step()
writer = tf.summary.create_file_writer("logs")
value = tf.compat.v1.Variable(1.0)
with writer.as_default():
    with tf.summary.record_if(lambda: step % 2 == 0):
        for _ in range(5):
            step.assign_add(1)
            value.assign(value * 1.5)
            tf.summary.scalar("value", value, step=step)
    with tf.summary.record_if(False):
        tf.summary.scalar("hidden", value, step=step)
print(value.numpy(), int(step))
