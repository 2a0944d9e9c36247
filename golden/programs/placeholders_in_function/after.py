"""A function makes the whole graph, with its placeholders; another one makes the one for dropout beside its layers."""
import numpy as np
import tensorflow as tf


rng = np.random.RandomState(0)
data, labels = rng.rand(6, 4), rng.randint(0, 3, 6)
size = 4
rate = 0.5
# What the network is made of.
# Return the scores of each class, and the placeholder for dropout.
#
# Dropout is the only thing here that needs to know whether it trains.
hidden = 5
classes = 3
inputs_w1 = tf.Variable(tf.random.truncated_normal([4, hidden], stddev=0.3))
w2 = tf.Variable(tf.random.truncated_normal([hidden, classes], stddev=0.3))
optimizer = tf.keras.optimizers.SGD(rate)
optimizer.build([inputs_w1, w2])


@tf.function(
    input_signature=[
        tf.TensorSpec([None, size], tf.float32),
        tf.TensorSpec([None], tf.int64),
        tf.TensorSpec(None, tf.float32),
    ],
    autograph=False,
)
def train_step(inputs, targets, keep):
    with tf.GradientTape() as tape:
        features = tf.nn.relu(tf.matmul(inputs, inputs_w1))
        features = tf.nn.dropout(features, rate=1 - keep)
        logits = tf.matmul(features, w2)
        total = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=targets, logits=logits))
    optimizer.minimize(total, [inputs_w1, w2], tape=tape)
    return total


for w1 in range(3):
    loss = train_step(data, labels, 1.0).numpy()
    print(w1, loss)
