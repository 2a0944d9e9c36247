"""fit gives the callback its model; only arguments that TF2 ignores go, and both versions log the same losses."""
import numpy as np
import tensorflow as tf

random = np.random.RandomState(0)
x = random.rand(24, 3).astype(np.float32)
y = x.sum(axis=1, keepdims=True)
model = tf.keras.Sequential([tf.keras.layers.Dense(1, input_shape=(3,))])
model.compile(optimizer=tf.keras.optimizers.SGD(0.1), loss="mse")
board = tf.keras.callbacks.TensorBoard("logs", write_graph=False, update_freq="epoch")
model.fit(x, y, batch_size=8, epochs=3, shuffle=False, verbose=0, callbacks=[board])
print(model.evaluate(x, y, verbose=0))
