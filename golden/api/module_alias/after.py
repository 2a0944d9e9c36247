"""Modules under other names, private paths, a star: every spelling reaches the same symbols."""
import numpy as np
import tensorflow

np.random.seed(8)
data = np.random.rand(2, 4, 3).astype(np.float32)

first_limit = (6 / (3 + 5 * 3)) ** 0.5  # one Glorot range for inputs and state, as in TF1
first = tensorflow.keras.layers.LSTM(
    3,
    return_sequences=True,
    kernel_initializer=tensorflow.keras.initializers.RandomUniform(-first_limit, first_limit),
    recurrent_initializer=tensorflow.keras.initializers.RandomUniform(-first_limit, first_limit),
)
second_limit = (6 / (3 + 5 * 2)) ** 0.5  # one Glorot range for inputs and state, as in TF1
second = tensorflow.keras.layers.LSTM(
    2,
    return_sequences=True,
    return_state=True,
    kernel_initializer=tensorflow.keras.initializers.RandomUniform(-second_limit, second_limit),
    recurrent_initializer=tensorflow.keras.initializers.RandomUniform(-second_limit, second_limit),
)


@tensorflow.function(
    input_signature=[
        tensorflow.TensorSpec([None, 4, 3], tensorflow.float32),
    ],
    autograph=False,
)
def compute_total(x):
    outputs = first(x)
    outputs, h, c = second(outputs)
    state = [h, c]
    total = tensorflow.reduce_sum(outputs) + tensorflow.reduce_sum(state[1])
    return total


print(compute_total(data).numpy())
