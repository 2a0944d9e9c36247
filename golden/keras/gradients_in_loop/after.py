"""Inputs that please each unit most, climbed in a loop at the top of a script: the loop takes gradients of a Keras graph."""

import numpy as np
from tensorflow.keras import backend as K
from tensorflow.keras.layers import Dense
from tensorflow.keras.models import Sequential
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

model = Sequential([Dense(3, activation="tanh", input_shape=(4,))])
start = np.random.RandomState(0).rand(1, 4).astype("float32")

for unit in range(2):
    loss = K.mean(model.output[:, unit])
    grads = K.gradients(loss, model.input)[0]
    grads /= K.sqrt(K.mean(K.square(grads))) + K.epsilon()
    iterate = K.function([model.input], [loss, grads])
    guess = start.copy()
    for step in range(3):
        value, gradient = iterate([guess])
        guess += gradient * 0.1
    print(unit, value, guess)
