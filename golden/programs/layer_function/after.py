"""A function makes the weights of a layer and applies them: called once for each layer, it returns what applies them."""
import numpy as np
import tensorflow as tf


def add_layer(in_size, out_size, activation=None):
    """Add a fully connected layer."""
    # weights and biases
    weights = tf.Variable(tf.random.normal([in_size, out_size], stddev=0.4, seed=out_size))
    biases = tf.Variable(tf.zeros([1, out_size]) + 0.1)

    def apply(inputs):
        # their product
        product = tf.matmul(inputs, weights) + biases
        if activation is None:
            outputs = product
        else:
            outputs = activation(product)
        return outputs

    return apply


x_data = np.linspace(-1, 1, 20)[:, np.newaxis].astype(np.float32)
y_data = np.square(x_data) - 0.5

l1_layer = add_layer(1, 10, activation=tf.nn.relu)
prediction_layer = add_layer(10, 1)

optimizer = tf.keras.optimizers.SGD(0.1)


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 1], tf.float32),
        tf.TensorSpec([None, 1], tf.float32),
    ],
    autograph=False,
)
def train_step(xs, ys):
    with tf.GradientTape() as tape:
        # the network
        l1 = l1_layer(xs)
        prediction = prediction_layer(l1)

        loss = tf.reduce_mean(tf.reduce_sum(tf.square(ys - prediction), axis=1))
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 1], tf.float32),
        tf.TensorSpec([None, 1], tf.float32),
    ],
    autograph=False,
)
def evaluate(xs, ys):
    # the network
    l1 = l1_layer(xs)
    prediction = prediction_layer(l1)

    loss = tf.reduce_mean(tf.reduce_sum(tf.square(ys - prediction), axis=1))
    return loss


@tf.function(input_signature=[tf.TensorSpec([None, 1], tf.float32)], autograph=False)
def predict(xs):
    # the network
    l1 = l1_layer(xs)
    prediction = prediction_layer(l1)
    return prediction


for i in range(30):
    train_step(x_data, y_data)
    if i % 10 == 0:
        print("%.5f" % evaluate(x_data, y_data).numpy())
print(predict(x_data[:3]).numpy())
