"""Standalone Keras 2.x had its implementation modules in the open; Keras 2.15 does not have them."""
import numpy as np
from tensorflow.keras import backend as K  # the backend is TensorFlow
from tensorflow.keras.layers import Activation, Dense
from tensorflow.keras.layers import BatchNormalization
from tensorflow.keras.layers import Layer
from tensorflow.keras.models import Sequential
from tensorflow.keras import utils as np_utils
from tensorflow.keras.utils import to_categorical


class Scale(Layer):
    def build(self, input_shape):
        self.factor = self.add_weight(name="factor", shape=(1,), initializer="ones")
        super(Scale, self).build(input_shape)

    def call(self, inputs):
        return K.relu(inputs) * self.factor


labels = np_utils.to_categorical(np.array([0, 2, 1]), 3)
assert (labels == to_categorical([0, 2, 1], 3)).all()
model = Sequential([Dense(4, input_shape=(2,)), BatchNormalization(), Scale(), Dense(3), Activation("softmax")])
model.compile(loss="categorical_crossentropy", optimizer="adam")
model.fit(np.ones((3, 2)), labels, epochs=2, verbose=0)
print(model.predict(np.zeros((1, 2)), verbose=0).shape)
