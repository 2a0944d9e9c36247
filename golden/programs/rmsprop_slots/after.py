"""RMSProp starts its mean square at ones in TF1: made in the call of minimize, and as an object."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
x_data = rng.rand(16, 3).astype(np.float32)
y_data = x_data.dot([[1.0], [-2.0], [0.5]]).astype(np.float32) + 0.3

w = tf.Variable(tf.random.normal([3, 1], seed=1))
b = tf.Variable(tf.zeros([1]))
optimizer_2 = tf.keras.optimizers.RMSprop(0.01, epsilon=1e-10)
optimizer_2.build([w, b])
for velocity in optimizer_2._velocities:  # TF1 starts the mean square at 1
    velocity.assign(tf.ones_like(velocity))

# the same model again
v = tf.Variable(tf.random.normal([3, 1], seed=2))
optimizer = tf.keras.optimizers.RMSprop(0.02, rho=0.8, momentum=0.5, epsilon=1e-10)
optimizer.build([v])
for velocity in optimizer._velocities:  # TF1 starts the mean square at 1
    velocity.assign(tf.ones_like(velocity))


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 3], tf.float32),
        tf.TensorSpec([None, 1], tf.float32),
    ],
    autograph=False,
)
def train_step(x, y):
    with tf.GradientTape() as tape:
        prediction = tf.matmul(x, w) + b
        loss = tf.reduce_mean(tf.square(prediction - y))
    optimizer_2.minimize(loss, [w, b], tape=tape)
    return loss


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 3], tf.float32),
        tf.TensorSpec([None, 1], tf.float32),
    ],
    autograph=False,
)
def train_absolute(x, y):
    with tf.GradientTape() as tape:
        absolute = tf.reduce_mean(tf.abs(tf.matmul(x, v) - y))
    optimizer.minimize(absolute, [v], tape=tape)
    return absolute


for step in range(6):
    loss_value = train_step(x_data, y_data).numpy()
    absolute_value = train_absolute(x_data, y_data).numpy()
    print(step, loss_value, absolute_value)
print([w.numpy(), b.numpy(), v.numpy()])
