"""Initializers: the widths that TF1 writes nowhere."""
import numpy as np
import tensorflow as tf

a = tf.Variable(tf.keras.initializers.GlorotUniform()([300, 100]), name="a")
b = tf.Variable(tf.random_normal_initializer(stddev=1.0)([300, 100]), name="b")
c = tf.Variable(tf.initializers.truncated_normal(stddev=0.5)([300, 100]), name="c")
d = tf.Variable(tf.random_uniform_initializer(-1, 1)([300, 100]), name="d")
e = tf.Variable(
    tf.keras.initializers.VarianceScaling(2.0, 'fan_in', 'truncated_normal')([300, 100]),
    name="e",
)


@tf.function(input_signature=[tf.TensorSpec([1, 300], tf.float32)], autograph=False)
def compute_out(x):
    out = tf.matmul(x, a + b + c + d + e)
    return out


print([round(float(np.std(v)), 1) for v in [b.numpy(), c.numpy(), d.numpy()]])
print([round(float(np.std(v)) * 10, 1) for v in [a.numpy(), e.numpy()]])
print(compute_out(np.ones([1, 300])).numpy())
