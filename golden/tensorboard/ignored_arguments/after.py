"""Arguments that no TF2 reads go; the events stay the same."""
import numpy as np
import tensorflow as tf

x = np.arange(16.0).reshape(8, 2) / 16
y = x.sum(axis=1, keepdims=True)

model = tf.keras.models.Sequential()
model.add(tf.keras.layers.Dense(1, input_dim=2, kernel_initializer="zeros"))
model.compile(loss="mse", optimizer=tf.keras.optimizers.SGD(0.1))
callbacks = [
    tf.keras.callbacks.TensorBoard(
        log_dir="./logs",
        histogram_freq=1,
        write_graph=False,
    ),
]
history = model.fit(x, y, epochs=3, batch_size=8, shuffle=False, verbose=0, callbacks=callbacks)
print(history.history["loss"])
