"""A line fitted after one operation has initialised all variables, as people wrote it for queues and metrics."""
import numpy as np
import tensorflow as tf

rows = np.linspace(-1, 1, 6).astype(np.float32)

w = tf.Variable(0.25)
optimizer = tf.keras.optimizers.SGD(0.5)
optimizer.build([w])


@tf.function(input_signature=[tf.TensorSpec([None], tf.float32)], autograph=False)
def train_step(x):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(w * x - 3 * x))
    optimizer.minimize(loss, [w], tape=tape)
    return loss


for _ in range(4):
    value = train_step(rows).numpy()
    print("%.6f" % value)
