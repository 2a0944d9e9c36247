"""A saliency map: gradients of a Keras graph and a function over it, which TF2 has by name and refuses to run."""

import numpy as np
from tensorflow import keras
from tensorflow.keras import backend as K

model = keras.Sequential(
    [
        keras.layers.Dense(4, activation="tanh", input_shape=(3,), name="hidden"),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(2, activation="softmax"),
    ]
)
x = np.random.RandomState(0).rand(4, 3).astype("float32")

score = model.output[:, 0]
saliency = K.function([model.input, K.learning_phase()], K.gradients(score, [model.input, model.get_layer("hidden").output]))
for gradient in saliency([x, 0]):
    print(gradient)
