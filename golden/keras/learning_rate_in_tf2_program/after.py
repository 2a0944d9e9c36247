"""A program that is TF2 already, but for lr=: it trains with the default rate, and only a line in the log says so."""
import numpy as np
import tensorflow as tf
from tensorflow.keras.layers import Dense
from tensorflow.keras.models import Sequential
from tensorflow.keras.optimizers import SGD

tf.random.set_seed(5)
x = np.linspace(0.0, 1.0, 20).reshape(10, 2).astype(np.float32)
y = x.sum(axis=1, keepdims=True)

model = Sequential([Dense(1, input_dim=2)])
model.compile(loss="mse", optimizer=SGD(learning_rate=0.1))  # a larger step than the default
model.fit(x, y, epochs=3, verbose=0)

rate = float(model.optimizer.learning_rate.numpy())
if abs(rate - 0.1) > 1e-6:
    raise ValueError("the rate was ignored")
print("rate %.3f" % rate)
