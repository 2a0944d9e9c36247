"""The first round of a loop adds to the variable itself, the later ones to the tensor that this gave."""

import numpy as np
import tensorflow as tf

data = np.array([[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]], "float32")

kernel = tf.Variable([[0.1], [0.2], [0.3]], name="kernel")
bias_variable = tf.Variable(0.5, name="bias")
gain_variable = tf.Variable(2.0, name="gain")

penalty_value = 0.01  # a number, until it is multiplied by a tensor

optimizer = tf.keras.optimizers.SGD(0.001)
optimizer.build([kernel, bias_variable, gain_variable])


def forward():
    penalty = penalty_value * tf.nn.l2_loss(kernel)
    bias = bias_variable
    for power in range(1, 4):
        bias = bias + 1.0 / power
    gain = gain_variable ** 2
    return penalty, bias, gain


@tf.function(input_signature=[tf.TensorSpec([None, 3], tf.float32)], autograph=False)
def train_step(x):
    with tf.GradientTape() as tape:
        penalty, bias, gain = forward()

        prediction = gain * tf.matmul(x, kernel) + bias
        loss = tf.reduce_mean(tf.square(prediction - 1.0)) + penalty
    optimizer.minimize(loss, [kernel, bias_variable, gain_variable], tape=tape)
    return loss


@tf.function(autograph=False)
def compute_bias():
    penalty, bias, gain = forward()
    return bias, gain, penalty


for _ in range(3):
    print("loss %.6f" % train_step(data).numpy())
print([value.numpy() for value in compute_bias()])
print([value.tolist() for value in [kernel.numpy()]])
