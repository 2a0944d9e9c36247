"""The strategy as an argument of compile, as Keras took it in TF 1.12 and until TF2."""

import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
x = rng.rand(32, 3).astype("float32")
y = (x @ [[1.0], [-2.0], [0.5]]).astype("float32")
data = tf.data.Dataset.from_tensor_slices((x, y)).repeat().batch(8)

distribution = tf.contrib.distribute.MirroredStrategy(devices=["/cpu:0"])

model = tf.keras.Sequential()
model.add(tf.keras.layers.Dense(4, activation="tanh", input_shape=(3,)))
model.add(tf.keras.layers.Dense(1))
model.compile(
    optimizer=tf.train.GradientDescentOptimizer(0.1),
    loss="mse",
    distribute=distribution,
)
history = model.fit(data, epochs=3, steps_per_epoch=4, verbose=0)

for epoch, loss in enumerate(history.history["loss"]):
    print("loss %d: %.6f" % (epoch, loss))
print("prediction", model.predict(x[:8])[:2])
