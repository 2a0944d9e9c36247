"""The same training on one device."""

import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
x = rng.rand(32, 3).astype("float32")
y = (x @ [[1.0], [-2.0], [0.5]]).astype("float32")

model = tf.keras.Sequential(
    [tf.keras.layers.Dense(4, activation="tanh", input_shape=(3,)), tf.keras.layers.Dense(1)]
)
model.compile(optimizer="adam", loss="mse")
for _ in range(3):
    print("before the epoch: %.6f" % model.evaluate(x, y, batch_size=8, verbose=0))
    model.fit(x, y, batch_size=8, shuffle=False, verbose=0)
print("prediction", model.predict(x[:2], verbose=0))
