"""An iterator is initialised for each epoch, with the data fed."""
import numpy as np
import tensorflow as tf

x_data = np.random.RandomState(0).rand(10, 3).astype(np.float32)
y_data = x_data.sum(axis=1, keepdims=True)


def make_dataset(features, labels):
    return tf.data.Dataset.from_tensor_slices((features, labels)).batch(4)


w = tf.Variable(tf.zeros([3, 1]))
optimizer = tf.keras.optimizers.SGD(0.1)
optimizer.build([w])


@tf.function(autograph=False)
def train_step(x, y):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - y))
    optimizer.minimize(loss, [w], tape=tape)
    return loss


for epoch in range(3):
    for x, y in make_dataset(tf.constant(x_data, tf.float32), tf.constant(y_data, tf.float32)):
        value = train_step(x, y).numpy()
    print(epoch, value)
print(w.numpy())
