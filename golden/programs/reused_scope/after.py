"""A network is built twice, for training and for testing, and its variables are reused."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
x_data = rng.rand(16, 3).astype(np.float32)
y_data = x_data.dot([[1.0], [-2.0], [0.5]]).astype(np.float32) + 0.3


def net():
    w = tf.Variable(tf.random_normal_initializer(stddev=0.5, seed=1)([3, 4]), name="w")
    b = tf.Variable(tf.zeros_initializer()([4]), name="b")
    v = tf.Variable(tf.random_normal_initializer(stddev=0.5, seed=2)([4, 1]), name="v")

    def apply(x):
        hidden = tf.nn.tanh(tf.matmul(x, w) + b)
        return tf.matmul(hidden, v)

    return apply


shared_net = net()
optimizer = tf.keras.optimizers.SGD(0.1)


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 3], tf.float32),
        tf.TensorSpec([None, 1], tf.float32),
    ],
    autograph=False,
)
def train_step(x, y):
    with tf.GradientTape() as tape:
        output = shared_net(x)
        loss = tf.reduce_mean(tf.square(output - y))
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


@tf.function(input_signature=[tf.TensorSpec([None, 3], tf.float32)], autograph=False)
def predict(x_test):
    test_output = shared_net(x_test)
    return test_output


for step in range(4):
    value = train_step(x_data, y_data).numpy()
    print(value)
print(predict(x_data[:2]).numpy())
