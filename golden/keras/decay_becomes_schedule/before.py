"""decay= raises on TF 2.15; it was 1 / (1 + decay * step), which InverseTimeDecay computes."""
import numpy as np
import tensorflow as tf

random = np.random.RandomState(0)
x = random.randn(24, 3).astype(np.float32)
y = (x ** 2).sum(axis=1, keepdims=True)


def build(optimizer):
    model = tf.keras.Sequential()
    model.add(tf.keras.layers.Dense(8, activation="tanh", input_shape=(3,)))
    model.add(tf.keras.layers.Dense(1))
    model.compile(loss="mean_squared_error", optimizer=optimizer)
    return model


decay = 0.5
optimizers = [
    tf.keras.optimizers.Adam(lr=0.05, decay=decay),
    tf.keras.optimizers.SGD(0.05, momentum=0.9, decay=1e-1, nesterov=True),
    tf.keras.optimizers.RMSprop(decay=0.9),
    tf.keras.optimizers.Adagrad(lr=0.1, epsilon=None, decay=0.0),
]
for optimizer in optimizers:
    model = build(optimizer)
    losses = [model.train_on_batch(x, y) for _ in range(8)]
    print(type(optimizer).__name__, " ".join("%.5f" % loss for loss in losses))
