"""The run stands inside add_summary; one summary is merged by hand, another one is run on its own."""
import numpy as np
import tensorflow as tf

w = tf.Variable([0.1, 0.2, 0.3])
optimizer = tf.keras.optimizers.Adagrad(0.5)
optimizer.build([w])


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 3], tf.float32),
        tf.TensorSpec([None], tf.float32),
    ],
    autograph=False,
)
def train_step(x, y):
    with tf.GradientTape() as tape:
        prediction = tf.reduce_sum(x * w, axis=1)
        error = tf.reduce_mean(tf.abs(prediction - y))
    optimizer.minimize(error, [w], tape=tape)


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 3], tf.float32),
        tf.TensorSpec([None], tf.float32),
        tf.TensorSpec([], tf.int64),
    ],
    autograph=False,
)
def write_summaries(x, y, step):
    prediction = tf.reduce_sum(x * w, axis=1)
    error = tf.reduce_mean(tf.abs(prediction - y))

    tf.summary.scalar("error", error, step=step)
    tf.summary.histogram("output", prediction, step=step)
    tf.summary.histogram("w", w, step=step)


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 3], tf.float32),
        tf.TensorSpec([None], tf.float32),
        tf.TensorSpec([], tf.int64),
    ],
    autograph=False,
)
def write_error_summary(x, y, step):
    prediction = tf.reduce_sum(x * w, axis=1)
    error = tf.reduce_mean(tf.abs(prediction - y))

    tf.summary.scalar("error", error, step=step)


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 3], tf.float32),
        tf.TensorSpec([None], tf.float32),
    ],
    autograph=False,
)
def evaluate(x, y):
    prediction = tf.reduce_sum(x * w, axis=1)
    error = tf.reduce_mean(tf.abs(prediction - y))
    return error


random = np.random.RandomState(7)
data = random.rand(10, 3).astype(np.float32)
target = data.sum(axis=1)
writer = tf.summary.create_file_writer("log", flush_millis=10 * 1000)
for epoch in range(4):
    train_step(data, target)
    with writer.as_default():
        write_summaries(data, target, epoch)
with writer.as_default():
    write_error_summary(data[:3], target[:3], 100)
print(evaluate(data, target).numpy())
