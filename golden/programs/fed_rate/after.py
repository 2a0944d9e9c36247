"""The learning rate is fed."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
x_data = rng.rand(16, 3).astype(np.float32)
y_data = x_data.dot([[1.0], [-2.0], [0.5]]).astype(np.float32) + 0.3

w = tf.Variable(tf.random.normal([3, 1], seed=1))
optimizer = tf.keras.optimizers.Adam(beta_1=0.8, epsilon=1e-8)
optimizer.build([w])


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 3], tf.float32),
        tf.TensorSpec([None, 1], tf.float32),
        tf.TensorSpec([], tf.float32),
    ],
    autograph=False,
)
def train_step(x, y, learning_rate):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - y))
    optimizer.learning_rate.assign(learning_rate)
    optimizer.minimize(loss, [w], tape=tape)
    return loss


for epoch in range(6):
    rate = 0.2 if epoch < 3 else 0.02
    loss_value = train_step(x_data, y_data, rate).numpy()
    print(epoch, loss_value)
print(w.numpy())
