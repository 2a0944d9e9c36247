"""The session that Keras is given only says how GPU memory is taken; TF1's optimizer becomes Keras', its epsilon written out."""
import numpy as np
import tensorflow as tf

# take GPU memory as it is needed
for gpu in tf.config.list_physical_devices("GPU"):
    tf.config.experimental.set_memory_growth(gpu, True)

random = np.random.RandomState(0)
x = random.randn(16, 3).astype(np.float32)
y = np.abs(x).sum(axis=1, keepdims=True)

model = tf.keras.Sequential([tf.keras.layers.Dense(5, activation=tf.nn.relu, input_shape=(3,)), tf.keras.layers.Dense(1)])
model.compile(optimizer=tf.keras.optimizers.Adam(0.01, epsilon=1e-8), loss="mse")
for _ in range(6):
    print(model.train_on_batch(x, y))
