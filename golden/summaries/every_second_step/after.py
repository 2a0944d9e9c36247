"""The summary is run at each step and added at every second one; the function is told when to record."""
import numpy as np
import tensorflow as tf

data = np.linspace(-1.0, 1.0, 10, dtype=np.float32).reshape(5, 2)

rate = 0.1
bias = tf.Variable(0.0, name="bias")
slope = tf.Variable(1.0, name="slope")
optimizer = tf.keras.optimizers.SGD(rate)
optimizer.build([bias, slope])


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 2], tf.float32),
        tf.TensorSpec([], tf.int64),
        tf.TensorSpec([], tf.bool),
    ],
    autograph=False,
)
def train_step(inputs, step, record):
    with tf.GradientTape() as tape:
        output = inputs * slope + bias
        cost = tf.reduce_mean(tf.square(output - 2.0))
    optimizer.minimize(cost, [bias, slope], tape=tape)
    with tf.summary.record_if(record):
        tf.summary.scalar("metrics/cost", cost, step=step)
        tf.summary.histogram("metrics/output", output, step=step)
    return cost


writer = tf.summary.create_file_writer("./logs")
with writer.as_default():
    tf.summary.graph(train_step.get_concrete_function().graph)
for step in range(7):
    with writer.as_default():
        value = train_step(data, step, step % 2 == 0).numpy()
print(value)
writer.flush()
