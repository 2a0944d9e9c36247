# tf2
import tensorflow as tf

writer = tf.summary.create_file_writer("logs")
tf.summary.trace_on(graph=True, profiler=True)
with writer.as_default():
    tf.summary.trace_export("step", step=0)
