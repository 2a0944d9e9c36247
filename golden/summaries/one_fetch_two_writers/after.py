"""The same summary goes to one writer in training and to another one in testing: a function belongs to one writer."""
import numpy as np
import tensorflow as tf

w = tf.Variable([[1.0], [0.5]])
optimizer = tf.keras.optimizers.SGD(0.3)
optimizer.build([w])


@tf.function(input_signature=[tf.TensorSpec([None, 2], tf.float32)], autograph=False)
def train_step(x):
    with tf.GradientTape() as tape:
        distance = tf.reduce_mean(tf.abs(tf.matmul(x, w) - 2.0))
    optimizer.minimize(distance, [w], tape=tape)


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 2], tf.float32),
        tf.TensorSpec([], tf.int64),
    ],
    autograph=False,
)
def write_summaries(x, step):
    distance = tf.reduce_mean(tf.abs(tf.matmul(x, w) - 2.0))
    tf.summary.scalar("distance", distance, step=step)


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 2], tf.float32),
        tf.TensorSpec([], tf.int64),
    ],
    autograph=False,
)
def write_summary_op(x, step):
    distance = tf.reduce_mean(tf.abs(tf.matmul(x, w) - 2.0))
    tf.summary.scalar("distance", distance, step=step)


near, far = np.ones((3, 2), np.float32), 3.0 * np.ones((2, 2), np.float32)
near_writer = tf.summary.create_file_writer("logs/near")
far_writer = tf.summary.create_file_writer("logs/far")
for turn in range(3):
    train_step(near)
    with near_writer.as_default():
        write_summaries(near, turn)
    with far_writer.as_default():
        write_summary_op(far, turn)
print(w.numpy().ravel())
near_writer.close()
far_writer.close()
