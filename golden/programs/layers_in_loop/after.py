"""Layers are applied in a loop."""
import numpy as np
import tensorflow as tf

dense_layers = [tf.keras.layers.Dense(units, activation=tf.nn.tanh) for units in [8, 6, 4]]
dropout = tf.keras.layers.Dropout(0.0)
dense = tf.keras.layers.Dense(2)
optimizer = tf.keras.optimizers.Adam(0.01, epsilon=1e-8)


def forward(x):
    hidden = x
    for dense_layer in dense_layers:
        hidden = dense_layer(hidden)
        hidden = dropout(hidden, training=True)
    logits = dense(hidden)
    return logits


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 5], tf.float32),
        tf.TensorSpec([None], tf.int64),
    ],
    autograph=False,
)
def train_step(x, y):
    with tf.GradientTape() as tape:
        logits = forward(x)
        loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=y, logits=logits))
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


@tf.function(input_signature=[tf.TensorSpec([None, 5], tf.float32)], autograph=False)
def predict(x):
    logits = forward(x)
    return tf.argmax(logits, 1)


data = np.random.RandomState(0).rand(12, 5)
labels = (data.sum(axis=1) > 2.5).astype(np.int64)
for _ in range(5):
    value = train_step(data, labels).numpy()
print(value)
print(predict(data).numpy())
