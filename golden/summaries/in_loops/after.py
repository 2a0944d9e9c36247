"""Summaries in loops that do nothing else, under tags that are computed: each turn logs its own."""
import numpy as np
import tensorflow as tf

inner = tf.Variable(tf.ones([2, 2]) * 0.1)
outer = tf.Variable(tf.ones([2, 2]) * [[0.2, 0.3]])

optimizer = tf.keras.optimizers.SGD(0.1)
optimizer.build([inner, outer])


def forward(x):
    first = tf.tanh(tf.matmul(x, inner))
    second = tf.tanh(tf.matmul(first, outer))
    output = tf.reduce_sum(second, axis=1)
    return first, second, output


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 2], tf.float32),
        tf.TensorSpec([], tf.int64),
    ],
    autograph=False,
)
def train_step(x, step):
    with tf.GradientTape() as tape:
        first, second, output = forward(x)
        loss = tf.reduce_mean(tf.square(output - 1.0))

    for i, layer in enumerate([first, second]):
        tf.summary.histogram("layer_%d" % i, layer, step=step)
        tf.summary.scalar("average_{}".format(i), tf.reduce_mean(layer), step=step)
    for name, value in zip(["largest", "Smallest"], [tf.reduce_max(output), tf.reduce_min(output)]):
        tf.summary.scalar("output/" + name, value, step=step)
    tf.summary.scalar("loss", loss, step=step)
    optimizer.minimize(loss, [inner, outer], tape=tape)
    return loss


@tf.function(input_signature=[tf.TensorSpec([None, 2], tf.float32)], autograph=False)
def predict(x):
    first, second, output = forward(x)
    return output


data = np.sin(np.arange(20.0)).reshape(10, 2)
writer = tf.summary.create_file_writer("logs")
for step in range(3):
    with writer.as_default():
        value = train_step(data, step).numpy()
    print(value)
print(predict(data).numpy()[:2])
writer.close()
