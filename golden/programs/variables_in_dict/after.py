"""Variables stand in dicts and a list, one of them unused, and RMSProp's slots start at one for all."""
import numpy as np
import tensorflow as tf

data = np.random.RandomState(0).rand(8, 6)
weights = {
    "encoder": tf.Variable(tf.random.normal([6, 3])),
    "decoder": tf.Variable(tf.random.normal([3, 6])),
    "unused": tf.Variable(tf.random.normal([2])),
}
biases = [tf.Variable(tf.random.normal([3])), tf.Variable(tf.random.normal([6]))]


def encoder(x):
    return tf.nn.sigmoid(tf.add(tf.matmul(x, weights["encoder"]), biases[0]))


def decoder(x):
    return tf.nn.sigmoid(tf.add(tf.matmul(x, weights["decoder"]), biases[1]))


optimizer = tf.keras.optimizers.RMSprop(0.05, epsilon=1e-10)
optimizer.build([*weights.values(), *biases])
for velocity in optimizer._velocities:  # TF1 starts the mean square at 1
    velocity.assign(tf.ones_like(velocity))


@tf.function(input_signature=[tf.TensorSpec([None, 6], tf.float32)], autograph=False)
def train_step(X):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.pow(X - decoder(encoder(X)), 2))
    optimizer.minimize(loss, [*weights.values(), *biases], tape=tape)
    return loss


for step in range(3):
    print(step, train_step(data).numpy())
print(weights["unused"].numpy(), biases[0].numpy())
