"""The rate is set by hand while the model trains: a schedule would not allow that, so decay stays with the legacy optimizer."""
import numpy as np
import tensorflow as tf
from tensorflow.keras import backend as K

random = np.random.RandomState(9)
x = random.randn(20, 2).astype(np.float32)
y = x.prod(axis=1, keepdims=True)
model = tf.keras.Sequential()
model.add(tf.keras.layers.Dense(4, activation="relu", input_shape=(2,)))
model.add(tf.keras.layers.Dense(1))
model.compile(loss="mse", optimizer=tf.keras.optimizers.RMSprop(lr=0.01, decay=0.05))
for turn in range(6):
    if turn == 3:
        K.set_value(model.optimizer.lr, 0.001)
    print("%.6f" % model.train_on_batch(x, y))
