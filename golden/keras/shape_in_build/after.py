"""A layer of one's own that reads the sizes of its input as TF1's Dimension objects."""

import numpy as np
from tensorflow import keras
from tensorflow.keras import backend as K


class Attention(keras.layers.Layer):
    def build(self, input_shape):
        self.score = self.add_weight(name="score", shape=(input_shape[-1], 1), initializer="ones")
        super().build(input_shape)

    def call(self, x):
        weights = K.softmax(K.squeeze(K.dot(x, self.score), -1))
        return K.sum(x * K.expand_dims(weights), axis=1)

    def compute_output_shape(self, input_shape):
        return (input_shape[0], input_shape[2])


x = np.random.RandomState(0).rand(8, 4, 3).astype("float32")
model = keras.Sequential([Attention(input_shape=(4, 3)), keras.layers.Dense(1)])
model.compile(keras.optimizers.SGD(learning_rate=0.1), "mse")
history = model.fit(x, x[:, 0, :1], batch_size=4, epochs=2, shuffle=False, verbose=0)
print(history.history["loss"])
print(model.predict(x[:2]))
