"""fit with the name that the number of epochs had in Keras 1."""

import numpy as np
from tensorflow.keras.layers import Dense
from tensorflow.keras.models import Sequential

x = np.random.RandomState(0).rand(16, 3).astype("float32")
model = Sequential([Dense(4, activation="relu", input_dim=3), Dense(1)])
model.compile(loss="mse", optimizer="sgd")
history = model.fit(x, x[:, :1], batch_size=8, epochs=3, shuffle=False, verbose=0)
print(len(history.epoch), history.history["loss"])
