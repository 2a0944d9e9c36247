"""Callbacks watch metrics under the names that TF1 logs, the history is read by them, and a file is named after one."""

import glob

import numpy as np
from tensorflow import keras
from tensorflow.keras.callbacks import EarlyStopping, ModelCheckpoint

rng = np.random.RandomState(0)
x = rng.rand(32, 3).astype("float32")
y = (x.sum(axis=1) > 1.5).astype("float32")

model = keras.Sequential(
    [
        keras.layers.Dense(4, activation="tanh", input_shape=(3,)),
        keras.layers.Dense(1, activation="sigmoid"),
    ]
)
model.compile(keras.optimizers.Adam(lr=0.1), "binary_crossentropy", metrics=["accuracy", "mae"])
callbacks = [
    ModelCheckpoint("weights-{epoch:02d}-{val_acc:.2f}.h5", monitor="val_acc", save_best_only=True, mode="max"),
    EarlyStopping(monitor="val_mean_absolute_error", min_delta=0.05, patience=0),
]
history = model.fit(
    x, y, validation_data=(x, y), batch_size=8, epochs=6, shuffle=False, verbose=0, callbacks=callbacks
).history

print(sorted(name for name in history if name != "lr"))
for epoch, accuracy in enumerate(history["val_acc"]):
    print(epoch, accuracy, history["mean_absolute_error"][epoch])
print(sorted(glob.glob("weights-*.h5")))
