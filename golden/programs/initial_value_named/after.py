"""The initial value of a variable has a line and a name of its own; it is drawn once, and not in each step."""
import numpy as np
import tensorflow as tf

limit = np.sqrt(6.0 / 5)
start = tf.random.uniform([2, 3], minval=-limit, maxval=limit)
scaled = start * 0.5
encoding = tf.Variable(scaled, name="encoding")
optimizer = tf.keras.optimizers.SGD(0.3)
optimizer.build([encoding])


@tf.function(input_signature=[tf.TensorSpec([None, 2], tf.float32)], autograph=False)
def train_step(inputs):
    with tf.GradientTape() as tape:
        decoding = tf.transpose(encoding)
        decoded = tf.matmul(tf.nn.sigmoid(tf.matmul(inputs, encoding)), decoding)
        loss = tf.reduce_mean(tf.square(inputs - decoded))
    optimizer.minimize(loss, [encoding], tape=tape)
    return loss


x_data = np.random.RandomState(2).rand(5, 2)
for step in range(4):
    value = train_step(x_data).numpy()
    print(step, value)
print(encoding.numpy())
