"""A Keras model with an embedding: Momentum of Keras would move the rows too that a batch does not look up."""
import numpy as np
import tensorflow as tf

model = tf.keras.Sequential([
    tf.keras.layers.Embedding(6, 2, input_length=2),
    tf.keras.layers.Flatten(),
    tf.keras.layers.Dense(1),
])
model.compile(optimizer=tf.train.MomentumOptimizer(0.1, 0.9), loss="mse")

for i in range(4):
    print(model.train_on_batch(np.array([[i % 3, 1], [2, i % 2]]), np.array([[1.0], [0.5]])))
print(model.get_weights())
