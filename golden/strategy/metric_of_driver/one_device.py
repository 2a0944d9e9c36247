"""The same training on one device."""

import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
x = rng.rand(32, 3).astype("float32")
y = (x @ [[1.0], [-2.0], [0.5]]).astype("float32")

model = tf.keras.Sequential([tf.keras.layers.Dense(1, input_shape=(3,))])
optimizer = tf.keras.optimizers.SGD(0.1)
losses, seen = [], 0
for start in range(0, 32, 8):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((model(x[start : start + 8]) - y[start : start + 8]) ** 2)
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    losses.append(loss.numpy())
    seen += 8

print("loss %.6f of %d" % (np.mean(losses), seen))
print("prediction", model(x[:2]).numpy())
