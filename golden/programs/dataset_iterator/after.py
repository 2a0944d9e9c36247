"""The graph reads from a dataset's iterator."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
x_data = rng.rand(16, 3).astype(np.float32)
y_data = x_data.dot([[1.0], [-2.0], [0.5]]).astype(np.float32) + 0.3

data = tf.data.Dataset.from_tensor_slices((x_data, y_data)).repeat().batch(4)
iterator = iter(data)
w = tf.Variable(tf.random.normal([3, 1], seed=1))
optimizer = tf.keras.optimizers.SGD(0.1)
optimizer.build([w])


@tf.function(autograph=False)
def train_step():
    with tf.GradientTape() as tape:
        features, labels = iterator.get_next()
        loss = tf.reduce_mean(tf.square(tf.matmul(features, w) - labels))
    optimizer.minimize(loss, [w], tape=tape)
    return loss


for _ in range(6):
    value = train_step().numpy()
    print(value)
print(w.numpy())
