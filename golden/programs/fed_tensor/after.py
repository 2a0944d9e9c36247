"""A tensor in the middle of a network is fed: the function starts from it."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
x_data = rng.rand(16, 3).astype(np.float32)
y_data = x_data.dot([[1.0], [-2.0], [0.5]]).astype(np.float32) + 0.3

w = tf.Variable(tf.random.normal([3, 4], seed=1))
v = tf.Variable(tf.random.normal([4, 1], seed=2))
optimizer = tf.keras.optimizers.SGD(0.1)
optimizer.build([w, v])


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 3], tf.float32),
        tf.TensorSpec([None, 1], tf.float32),
    ],
    autograph=False,
)
def train_step(x, y):
    with tf.GradientTape() as tape:
        code = tf.nn.tanh(tf.matmul(x, w))
        output = tf.matmul(code, v)
        loss = tf.reduce_mean(tf.square(output - y))
    optimizer.minimize(loss, [w, v], tape=tape)


@tf.function(autograph=False)
def predict_from_code(code):
    output = tf.matmul(code, v)
    return output


@tf.function(input_signature=[tf.TensorSpec([None, 3], tf.float32)], autograph=False)
def predict(x):
    code = tf.nn.tanh(tf.matmul(x, w))
    output = tf.matmul(code, v)
    return output


@tf.function(input_signature=[tf.TensorSpec([None, 3], tf.float32)], autograph=False)
def compute_code(x):
    code = tf.nn.tanh(tf.matmul(x, w))
    return code


@tf.function(autograph=False)
def evaluate_from_code(y, code):
    output = tf.matmul(code, v)
    loss = tf.reduce_mean(tf.square(output - y))
    return loss, output


for step in range(4):
    train_step(x_data, y_data)
# decode a code of one's own
print(predict_from_code(
    tf.constant([[1.0, 0.0, 0.0, 0.0], [0.0, 0.0, 1.0, 0.0]], tf.float32)
).numpy())
print(predict(x_data[:2]).numpy())
hidden = compute_code(x_data[:2]).numpy()
hidden[:, 0] = 0.0
print([
    value.numpy()
    for value in evaluate_from_code(
        tf.constant(y_data[:2], tf.float32), tf.constant(hidden, tf.float32)
    )
])
