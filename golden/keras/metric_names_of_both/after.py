"""A history that is read under the names of both versions, and a callback that watches a metric under one of them alone."""

import numpy as np
from tensorflow import keras


def train(model, x, y):
    stop = keras.callbacks.EarlyStopping(monitor="val_acc", patience=2)
    return model.fit(x, y, validation_data=(x, y), epochs=2, verbose=0, shuffle=False, callbacks=[stop])


x = np.random.RandomState(0).rand(16, 3).astype("float32")
y = (x.sum(axis=1) > 1.5).astype("float32")
model = keras.Sequential([keras.layers.Dense(1, activation="sigmoid", input_shape=(3,))])
model.compile(keras.optimizers.SGD(learning_rate=0.1), "binary_crossentropy", metrics=["accuracy"])
history = train(model, x, y).history
print(history["acc"] if "acc" in history else history["accuracy"])
