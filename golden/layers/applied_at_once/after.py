"""Layers of Keras and of tf.layers that are made and applied in one expression, some of them in a loop or a branch."""
import tensorflow as tf

dense_layers = [
    tf.keras.layers.Dense(units, kernel_initializer=tf.ones_initializer())
    for units in [4, 3]
]
sequential = tf.keras.Sequential([
    tf.keras.layers.Dense(3, kernel_initializer="ones"),
    tf.keras.layers.Dense(2, kernel_initializer="ones"),
])

scores_layer = tf.keras.layers.Dense(2, kernel_initializer="ones", name="scores")
dense = tf.keras.layers.Dense(2, kernel_initializer="zeros", bias_initializer="ones")
optimizer = tf.keras.optimizers.SGD(1e-6)


def forward(x):
    # the body
    h = x
    for dense_layer in dense_layers:
        h = dense_layer(h)
        h = tf.keras.layers.LeakyReLU(0.1)(h)  # has no weights
    h = sequential(h)

    # the head
    scores = scores_layer(h)
    return scores


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 3], tf.float32),
        tf.TensorSpec([None, 2], tf.float32),
    ],
    autograph=False,
)
def train_step(x, target):
    with tf.GradientTape() as tape:
        scores = forward(x)
        loss = tf.reduce_mean(tf.square(scores - target))
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


@tf.function(input_signature=[tf.TensorSpec([None, 3], tf.float32)], autograph=False)
def compute_shifted(x):
    scores = forward(x)
    shifted = tf.cond(
        tf.reduce_sum(x) > 0, lambda: dense(scores),
        lambda: scores)
    return shifted


feed = {"x": [[1.0, -2.0, 0.5], [0.0, 1.0, 1.0]], "target": [[1.0, 0.0], [0.0, 1.0]]}
for _ in range(3):
    value = train_step(**feed).numpy()
    print(value)
print(compute_shifted([[1.0, 1.0, 1.0]]).numpy())
print(compute_shifted([[-1.0, 1.0, -1.0]]).numpy())
