"""Back-propagation by hand: a list of assignments is fetched, with its values and for its effect alone."""
import numpy as np
import tensorflow as tf

x_data = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]], dtype=np.float32)
y_data = np.array([[0.0], [1.0], [1.0], [1.0]], dtype=np.float32)

W = tf.Variable(tf.random.truncated_normal([2, 1], seed=3), name="weight")
b = tf.Variable(0.5, name="bias")

learning_rate = 0.5


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 2], tf.float32),
        tf.TensorSpec([None, 1], tf.float32),
    ],
    autograph=False,
)
def train_step_with_cost(X, Y):
    # forward
    y_pred = tf.sigmoid(tf.matmul(X, W) + b)
    assert y_pred.shape.as_list() == Y.shape.as_list()
    diff = y_pred - Y

    # backward, by the chain rule
    d_layer = diff * y_pred * (1.0 - y_pred)
    d_W = tf.matmul(tf.transpose(X), d_layer)
    print(X, d_W)
    cost = tf.reduce_mean(tf.square(diff))
    # the update
    step = [
        W.assign(W - learning_rate * d_W),
        b.assign(b - learning_rate * tf.reduce_mean(d_layer)),
    ]
    return [step, cost]


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 2], tf.float32),
        tf.TensorSpec([None, 1], tf.float32),
    ],
    autograph=False,
)
def train_step(X, Y):
    # forward
    y_pred = tf.sigmoid(tf.matmul(X, W) + b)
    diff = y_pred - Y

    # backward, by the chain rule
    d_layer = diff * y_pred * (1.0 - y_pred)
    d_W = tf.matmul(tf.transpose(X), d_layer)
    # the update
    W.assign(W - learning_rate * d_W)
    b.assign(b - learning_rate * tf.reduce_mean(d_layer))


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 2], tf.float32),
        tf.TensorSpec([None, 1], tf.float32),
    ],
    autograph=False,
)
def evaluate(X, Y):
    # forward
    y_pred = tf.sigmoid(tf.matmul(X, W) + b)
    diff = y_pred - Y
    cost = tf.reduce_mean(tf.square(diff))
    return cost


for i in range(4):
    print(i, tf.nest.map_structure(lambda value: value.numpy(), train_step_with_cost(x_data, y_data)))
for i in range(20):
    train_step(x_data, y_data)
print([W.numpy(), b.numpy()], evaluate(x_data, y_data).numpy())
