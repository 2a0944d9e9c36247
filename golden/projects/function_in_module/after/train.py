"""Functions of another file build the graph: one makes variables and computes, the other only computes."""
import numpy as np
import tensorflow as tf
from network import build_network, mean_loss

rows = np.random.RandomState(0).rand(10, 3)
labels = np.eye(2)[np.arange(10) % 2]

network = build_network(5, 2)
optimizer = tf.keras.optimizers.SGD(0.5)


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 3], tf.float32),
        tf.TensorSpec([None, 2], tf.float32),
    ],
    autograph=False,
)
def train_step(x, y):
    with tf.GradientTape() as tape:
        logits = network(x)
        loss = mean_loss(logits, y)
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 3], tf.float32),
        tf.TensorSpec([None, 2], tf.float32),
    ],
    autograph=False,
)
def evaluate(x, y):
    logits = network(x)
    correct = tf.reduce_mean(tf.cast(tf.equal(tf.argmax(logits, 1), tf.argmax(y, 1)), tf.float32))
    return correct


for step in range(5):
    value = train_step(rows, labels).numpy()
    print(step, "%.5f" % value)
print("accuracy", evaluate(rows, labels).numpy())
