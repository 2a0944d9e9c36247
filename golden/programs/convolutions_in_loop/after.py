"""Convolutions in a loop: blocks with pooling, counted in their names."""
import numpy as np
import tensorflow as tf

conv2d_layers = [
    tf.keras.layers.Conv2D(filters, 3, padding='same', activation=tf.nn.relu)
    for filters in [2, 4]
]
batch_normalization_layers = [tf.keras.layers.BatchNormalization() for _ in [2, 4]]
max_pooling2d = tf.keras.layers.MaxPooling2D(2, 2)
flatten = tf.keras.layers.Flatten()
dense_layers = [tf.keras.layers.Dense(5, activation=tf.nn.relu) for _ in range(2)]
dense = tf.keras.layers.Dense(2)
optimizer = tf.keras.optimizers.Adam(0.01, epsilon=1e-8)


def forward(x, is_training):
    net = x
    for conv2d_layer, batch_normalization_layer in zip(conv2d_layers, batch_normalization_layers):
        net = conv2d_layer(net)
        net = batch_normalization_layer(net, training=is_training)
        net = max_pooling2d(net)
    net = flatten(net)
    for dense_layer in dense_layers:
        net = dense_layer(net)
    logits = dense(net)
    return logits


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 8, 8, 1], tf.float32),
        tf.TensorSpec([None], tf.int64),
        tf.TensorSpec(None, tf.bool),
    ],
    autograph=False,
)
def train_step(x, y, is_training):
    with tf.GradientTape() as tape:
        logits = forward(x, is_training)
        loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=y, logits=logits))
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 8, 8, 1], tf.float32),
        tf.TensorSpec(None, tf.bool),
    ],
    autograph=False,
)
def predict(x, is_training):
    logits = forward(x, is_training)
    return logits


data = np.random.RandomState(0).rand(12, 8, 8, 1)
labels = (data.sum(axis=(1, 2, 3)) > 32).astype(np.int64)
for _ in range(5):
    value = train_step(data, labels, True).numpy()
print(value)
print(predict(data, False).numpy())
