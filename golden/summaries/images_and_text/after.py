"""Images of bytes stay as they are, images of floats are brightness in TF2, and text stays text."""
import numpy as np
import tensorflow as tf

gain = tf.Variable(1.0)


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 4, 4, 1], tf.float32),
        tf.TensorSpec([], tf.int64),
    ],
    autograph=False,
)
def write_summaries(pixels, step):
    brighter = tf.minimum(pixels * gain, 1.0)
    tf.summary.image("bytes", tf.cast(brighter * 255.0, tf.uint8), step=step, max_outputs=2)
    tf.summary.image("floats", brighter, step=step)
    tf.summary.text("note", tf.constant("two pictures"), step=step)


@tf.function(input_signature=[tf.TensorSpec([None, 4, 4, 1], tf.float32)], autograph=False)
def compute_brighter(pixels):
    brighter = tf.minimum(pixels * gain, 1.0)
    return brighter


pictures = np.linspace(0.0, 1.0, 32, dtype=np.float32).reshape(2, 4, 4, 1)
pictures[0, 0, 0] = 1.0  # the brightest one of each is white
writer = tf.summary.create_file_writer("logs")
with writer.as_default():
    tf.summary.graph(write_summaries.get_concrete_function().graph)
with writer.as_default():
    write_summaries(pictures, 0)
writer.close()
print(compute_brighter(pictures).numpy().sum())
