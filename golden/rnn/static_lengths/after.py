"""Rows of several lengths: past its length a row's output is zero, and its state stays."""
import numpy as np
import tensorflow as tf

np.random.seed(3)
data = np.random.rand(4, 6, 3).astype(np.float32)

lstm_limit = (6 / (3 + 5 * 5)) ** 0.5  # one Glorot range for inputs and state, as in TF1
lstm = tf.keras.layers.LSTM(
    5,
    return_sequences=True,
    return_state=True,
    zero_output_for_mask=True,
    kernel_initializer=tf.keras.initializers.RandomUniform(-lstm_limit, lstm_limit),
    recurrent_initializer=tf.keras.initializers.RandomUniform(-lstm_limit, lstm_limit),
)


@tf.function(
    input_signature=[
        tf.TensorSpec([None, None, 3], tf.float32),
        tf.TensorSpec([None], tf.int32),
    ],
    autograph=False,
)
def predict(x, n):
    outputs, final_h, final_c = lstm(x, mask=tf.sequence_mask(n, tf.shape(x)[1]))
    final_state = [final_h, final_c]
    return outputs


@tf.function(
    input_signature=[
        tf.TensorSpec([None, None, 3], tf.float32),
        tf.TensorSpec([None], tf.int32),
    ],
    autograph=False,
)
def compute_c_and_h(x, n):
    outputs, final_h, final_c = lstm(x, mask=tf.sequence_mask(n, tf.shape(x)[1]))
    final_state = [final_h, final_c]
    h, c = final_state
    return c, h


@tf.function(
    input_signature=[
        tf.TensorSpec([None, None, 3], tf.float32),
        tf.TensorSpec([None], tf.int32),
    ],
    autograph=False,
)
def compute_total_and_both(x, n):
    outputs, final_h, final_c = lstm(x, mask=tf.sequence_mask(n, tf.shape(x)[1]))
    final_state = [final_h, final_c]
    total = tf.reduce_sum(outputs)
    both = tf.concat([final_state[1], final_state[0]], 1)
    return total, both


feed = {"x": data, "n": [6, 3, 1, 4]}
print(predict(**feed).numpy())
print([value.numpy() for value in compute_c_and_h(**feed)])
print([value.numpy() for value in compute_total_and_both(**feed)])
