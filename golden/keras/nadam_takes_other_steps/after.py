"""Nadam of TF 2.15 takes other steps than TF 1.15's; its legacy form takes the same."""
import numpy as np
import tensorflow as tf

keras = tf.keras
random = np.random.RandomState(2)
x = random.randn(16, 5).astype(np.float32)
y = x[:, :1] * x[:, 1:2]

model = keras.models.Sequential([keras.layers.Dense(6, activation="relu", input_shape=(5,)), keras.layers.Dense(1)])
model.compile(loss="mae", optimizer=tf.keras.optimizers.legacy.Nadam(learning_rate=0.02))
for step in range(12):
    loss = model.train_on_batch(x, y)
print("loss", loss)
print(model.predict(x)[:3].ravel())
