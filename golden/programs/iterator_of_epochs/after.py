"""An iterator is initialised for each epoch."""
import numpy as np
import tensorflow as tf

x_data = np.random.RandomState(0).rand(10, 3).astype(np.float32)
dataset = tf.data.Dataset.from_tensor_slices(x_data).batch(4)
w = tf.Variable(tf.ones([3, 1]))
optimizer = tf.keras.optimizers.SGD(0.1)
optimizer.build([w])


@tf.function(autograph=False)
def train_step(x):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(tf.matmul(x, w)))
    optimizer.minimize(loss, [w], tape=tape)
    return loss


for epoch in range(3):
    for x in dataset:
        value = train_step(x).numpy()
    print(epoch, value)
