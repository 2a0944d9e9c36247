"""A network of four layers: the optimizer trains more variables than fit in a call, and starts their mean squares at one."""
import numpy as np
import tensorflow as tf

np.random.seed(0)
x_data = np.random.rand(8, 3).astype(np.float32)
y_data = x_data.sum(axis=1, keepdims=True)

W1 = tf.Variable(tf.random.normal([3, 5], stddev=0.5, seed=1))
b1 = tf.Variable(tf.zeros([5]))
W2 = tf.Variable(tf.random.normal([5, 4], stddev=0.5, seed=2))
b2 = tf.Variable(tf.zeros([4]))
W3 = tf.Variable(tf.random.normal([4, 4], stddev=0.5, seed=3))
b3 = tf.Variable(tf.zeros([4]))
W4 = tf.Variable(tf.random.normal([4, 1], stddev=0.5, seed=4))
b4 = tf.Variable(tf.zeros([1]))

optimizer = tf.keras.optimizers.RMSprop(0.05, epsilon=1e-10)
trained_variables = [W1, b1, W2, b2, W3, b3, W4, b4]
optimizer.build(trained_variables)
for velocity in optimizer._velocities:  # TF1 starts the mean square at 1
    velocity.assign(tf.ones_like(velocity))


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 3], tf.float32),
        tf.TensorSpec([None, 1], tf.float32),
    ],
    autograph=False,
)
def train_step(X, Y):
    with tf.GradientTape() as tape:
        L1 = tf.nn.tanh(tf.matmul(X, W1) + b1)
        L2 = tf.nn.tanh(tf.matmul(L1, W2) + b2)
        L3 = tf.nn.tanh(tf.matmul(L2, W3) + b3)
        hypothesis = tf.matmul(L3, W4) + b4

        cost = tf.reduce_mean(tf.square(hypothesis - Y))
    optimizer.minimize(cost, trained_variables, tape=tape)
    return cost


for step in range(5):
    value = train_step(x_data, y_data).numpy()
    print(step, "%.5f" % value)
