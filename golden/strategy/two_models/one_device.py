"""The same training on one device."""

import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
x = rng.rand(32, 3).astype("float32")
y = (x @ [[1.0], [-2.0], [0.5]]).astype("float32")
scaled = x * 2.0 - 1.0

small = tf.keras.Sequential([tf.keras.layers.Dense(1, input_shape=(3,))])
large = tf.keras.Sequential(
    [tf.keras.layers.Dense(4, activation="relu", input_shape=(3,)), tf.keras.layers.Dense(1)]
)
for model, data in ((small, x), (large, scaled)):
    model.compile(optimizer=tf.keras.optimizers.SGD(0.1), loss="mse")
    model.fit(data, y, batch_size=8, epochs=2, shuffle=False, verbose=0)
print("small", small.predict(x[:2], verbose=0))
print("large", large.predict(scaled[:2], verbose=0))
