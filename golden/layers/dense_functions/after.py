"""Layers by function: each makes its weights once."""
import numpy as np
import tensorflow as tf

np.random.seed(7)
images = np.random.rand(6, 8, 8, 1).astype(np.float32)
targets = np.random.randint(0, 3, 6)

features = tf.keras.layers.Conv2D(4, [3, 3], activation=tf.nn.relu, name="features")
max_pooling2d = tf.keras.layers.MaxPooling2D([2, 2], [2, 2])
flatten = tf.keras.layers.Flatten()
dense = tf.keras.layers.Dense(10, activation=tf.tanh)
dense_layer = tf.keras.layers.Dense(3, kernel_initializer=tf.random_normal_initializer(stddev=0.1))

optimizer = tf.keras.optimizers.Adam(0.01, epsilon=1e-8)


def forward(x):
    # a small convolution
    net = features(x)
    net = max_pooling2d(net)
    net = flatten(net)
    hidden = dense(net)
    logits = dense_layer(hidden)  # one for each class
    return logits


with tf.GradientTape() as tape:  # makes the variables, so that the functions are traced once
    forward(tf.zeros([1, 8, 8, 1]))
optimizer.build(tape.watched_variables())


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 8, 8, 1], tf.float32),
        tf.TensorSpec([None], tf.int32),
    ],
    autograph=False,
)
def train_step(x, labels):
    with tf.GradientTape() as tape:
        logits = forward(x)

        loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits))
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


@tf.function(input_signature=[tf.TensorSpec([None, 8, 8, 1], tf.float32)], autograph=False)
def predict(x):
    logits = forward(x)
    return logits


for step in range(8):
    value = train_step(images, targets).numpy()
    print(step, "%.6f" % value)
print(predict(images[:2]).numpy())
