"""The regularizer halves its square."""
import numpy as np
import tensorflow as tf

np.random.seed(2)
data = np.random.rand(3, 4).astype(np.float32)
target = np.eye(4)[[0, 2, 3]].astype(np.float32)
w = tf.Variable(tf.constant(np.random.rand(4, 4).astype(np.float32)), name="w")
optimizer = tf.keras.optimizers.SGD(0.5)
optimizer.build([w])


@tf.function(
    input_signature=[
        tf.TensorSpec([3, 4], tf.float32),
        tf.TensorSpec([3, 4], tf.float32),
    ],
    autograph=False,
)
def train_step(x, y):
    with tf.GradientTape() as tape:
        z = tf.matmul(x, w)
        loss = tf.reduce_mean(tf.square(z - y)) + tf.keras.regularizers.L2(0.5 * 0.3)(w)
    optimizer.minimize(loss, [w], tape=tape)
    return loss


for step in range(3):
    value = train_step(data, target).numpy()
    print(step, value)
print(w.numpy())
