"""A schedule cannot be set from outside, which ReduceLROnPlateau does: decay= stays, with the legacy optimizer."""
import numpy as np
import tensorflow as tf

random = np.random.RandomState(1)
x = random.randn(32, 3).astype(np.float32)
y = random.randn(32, 1).astype(np.float32)

model = tf.keras.Sequential([tf.keras.layers.Dense(1, input_shape=(3,))])
model.compile(tf.keras.optimizers.SGD(lr=0.5, decay=0.01), loss="mse")
plateau = tf.keras.callbacks.ReduceLROnPlateau(monitor="loss", factor=0.1, patience=1, min_delta=0.5)
history = model.fit(x, y, batch_size=8, epochs=5, shuffle=False, verbose=0, callbacks=[plateau])
print(["%.5f" % loss for loss in history.history["loss"]])
print("rate", float(tf.keras.backend.get_value(model.optimizer.lr)))
