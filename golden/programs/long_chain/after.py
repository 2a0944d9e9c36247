"""Every layer of a deep chain is fetched: each function calls the one before it, where 351 statements would repeat 26."""
import numpy as np
import tensorflow as tf

scale = tf.Variable(0.5)

optimizer = tf.keras.optimizers.SGD(0.1)
optimizer.build([scale])


@tf.function(input_signature=[tf.TensorSpec([None], tf.float32)], autograph=False)
def train_step(x):
    with tf.GradientTape() as tape:
        y26 = compute_y26(x)
        loss = tf.reduce_sum(tf.square(y26))
    optimizer.minimize(loss, [scale], tape=tape)


@tf.function(input_signature=[tf.TensorSpec([None], tf.float32)], autograph=False)
def compute_y1(x):
    y1 = scale * x
    return y1


@tf.function(input_signature=[tf.TensorSpec([None], tf.float32)], autograph=False)
def compute_y2(x):
    y1 = compute_y1(x)
    y2 = tf.tanh(y1) + 0.03 * scale
    return y2


@tf.function(input_signature=[tf.TensorSpec([None], tf.float32)], autograph=False)
def compute_y3(x):
    y2 = compute_y2(x)
    y3 = tf.tanh(y2) + 0.04 * scale
    return y3


@tf.function(input_signature=[tf.TensorSpec([None], tf.float32)], autograph=False)
def compute_y4(x):
    y3 = compute_y3(x)
    y4 = tf.tanh(y3) + 0.05 * scale
    return y4


@tf.function(input_signature=[tf.TensorSpec([None], tf.float32)], autograph=False)
def compute_y5(x):
    y4 = compute_y4(x)
    y5 = tf.tanh(y4) + 0.06 * scale
    return y5


@tf.function(input_signature=[tf.TensorSpec([None], tf.float32)], autograph=False)
def compute_y6(x):
    y5 = compute_y5(x)
    y6 = tf.tanh(y5) + 0.07 * scale
    return y6


@tf.function(input_signature=[tf.TensorSpec([None], tf.float32)], autograph=False)
def compute_y7(x):
    y6 = compute_y6(x)
    y7 = tf.tanh(y6) + 0.08 * scale
    return y7


@tf.function(input_signature=[tf.TensorSpec([None], tf.float32)], autograph=False)
def compute_y8(x):
    y7 = compute_y7(x)
    y8 = tf.tanh(y7) + 0.09 * scale
    return y8


@tf.function(input_signature=[tf.TensorSpec([None], tf.float32)], autograph=False)
def compute_y9(x):
    y8 = compute_y8(x)
    y9 = tf.tanh(y8) + 0.010 * scale
    return y9


@tf.function(input_signature=[tf.TensorSpec([None], tf.float32)], autograph=False)
def compute_y10(x):
    y9 = compute_y9(x)
    y10 = tf.tanh(y9) + 0.01 * scale
    return y10


@tf.function(input_signature=[tf.TensorSpec([None], tf.float32)], autograph=False)
def compute_y11(x):
    y10 = compute_y10(x)
    y11 = tf.tanh(y10) + 0.02 * scale
    return y11


@tf.function(input_signature=[tf.TensorSpec([None], tf.float32)], autograph=False)
def compute_y12(x):
    y11 = compute_y11(x)
    y12 = tf.tanh(y11) + 0.03 * scale
    return y12


@tf.function(input_signature=[tf.TensorSpec([None], tf.float32)], autograph=False)
def compute_y13(x):
    y12 = compute_y12(x)
    y13 = tf.tanh(y12) + 0.04 * scale
    return y13


@tf.function(input_signature=[tf.TensorSpec([None], tf.float32)], autograph=False)
def compute_y14(x):
    y13 = compute_y13(x)
    y14 = tf.tanh(y13) + 0.05 * scale
    return y14


@tf.function(input_signature=[tf.TensorSpec([None], tf.float32)], autograph=False)
def compute_y15(x):
    y14 = compute_y14(x)
    y15 = tf.tanh(y14) + 0.06 * scale
    return y15


@tf.function(input_signature=[tf.TensorSpec([None], tf.float32)], autograph=False)
def compute_y16(x):
    y15 = compute_y15(x)
    y16 = tf.tanh(y15) + 0.07 * scale
    return y16


@tf.function(input_signature=[tf.TensorSpec([None], tf.float32)], autograph=False)
def compute_y17(x):
    y16 = compute_y16(x)
    y17 = tf.tanh(y16) + 0.08 * scale
    return y17


@tf.function(input_signature=[tf.TensorSpec([None], tf.float32)], autograph=False)
def compute_y18(x):
    y17 = compute_y17(x)
    y18 = tf.tanh(y17) + 0.09 * scale
    return y18


@tf.function(input_signature=[tf.TensorSpec([None], tf.float32)], autograph=False)
def compute_y19(x):
    y18 = compute_y18(x)
    y19 = tf.tanh(y18) + 0.010 * scale
    return y19


@tf.function(input_signature=[tf.TensorSpec([None], tf.float32)], autograph=False)
def compute_y20(x):
    y19 = compute_y19(x)
    y20 = tf.tanh(y19) + 0.01 * scale
    return y20


@tf.function(input_signature=[tf.TensorSpec([None], tf.float32)], autograph=False)
def compute_y21(x):
    y20 = compute_y20(x)
    y21 = tf.tanh(y20) + 0.02 * scale
    return y21


@tf.function(input_signature=[tf.TensorSpec([None], tf.float32)], autograph=False)
def compute_y22(x):
    y21 = compute_y21(x)
    y22 = tf.tanh(y21) + 0.03 * scale
    return y22


@tf.function(input_signature=[tf.TensorSpec([None], tf.float32)], autograph=False)
def compute_y23(x):
    y22 = compute_y22(x)
    y23 = tf.tanh(y22) + 0.04 * scale
    return y23


@tf.function(input_signature=[tf.TensorSpec([None], tf.float32)], autograph=False)
def compute_y24(x):
    y23 = compute_y23(x)
    y24 = tf.tanh(y23) + 0.05 * scale
    return y24


@tf.function(input_signature=[tf.TensorSpec([None], tf.float32)], autograph=False)
def compute_y25(x):
    y24 = compute_y24(x)
    y25 = tf.tanh(y24) + 0.06 * scale
    return y25


@tf.function(input_signature=[tf.TensorSpec([None], tf.float32)], autograph=False)
def compute_y26(x):
    y25 = compute_y25(x)
    y26 = tf.tanh(y25) + 0.07 * scale
    return y26


values = np.array([1.0, -2.0], np.float32)
train_step(values)
print(1, compute_y1(values).numpy())
print(2, compute_y2(values).numpy())
print(3, compute_y3(values).numpy())
print(4, compute_y4(values).numpy())
print(5, compute_y5(values).numpy())
print(6, compute_y6(values).numpy())
print(7, compute_y7(values).numpy())
print(8, compute_y8(values).numpy())
print(9, compute_y9(values).numpy())
print(10, compute_y10(values).numpy())
print(11, compute_y11(values).numpy())
print(12, compute_y12(values).numpy())
print(13, compute_y13(values).numpy())
print(14, compute_y14(values).numpy())
print(15, compute_y15(values).numpy())
print(16, compute_y16(values).numpy())
print(17, compute_y17(values).numpy())
print(18, compute_y18(values).numpy())
print(19, compute_y19(values).numpy())
print(20, compute_y20(values).numpy())
print(21, compute_y21(values).numpy())
print(22, compute_y22(values).numpy())
print(23, compute_y23(values).numpy())
print(24, compute_y24(values).numpy())
print(25, compute_y25(values).numpy())
print(26, compute_y26(values).numpy())
