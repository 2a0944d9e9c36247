"""The name of a variable is bound again to a tensor: the variable gets its own name, which the function can read."""
import tensorflow as tf

scale = tf.Variable([1.0, 2.0], name="scale")
size_value = 2
optimizer = tf.keras.optimizers.SGD(0.1)
optimizer.build([scale])


@tf.function(input_signature=[tf.TensorSpec([2], tf.float32)], autograph=False)
def train_step(x):
    with tf.GradientTape() as tape:
        y = scale * x
        y = y + 1.0
        size = tf.reduce_sum(x) * size_value
        loss = tf.reduce_sum(tf.square(y)) + size
    optimizer.minimize(loss, [scale], tape=tape)
    return loss


@tf.function(input_signature=[tf.TensorSpec([2], tf.float32)], autograph=False)
def compute_y(x):
    y = scale * x
    y = y + 1.0
    return y


for _ in range(3):
    now = train_step([1.0, 0.5]).numpy()
    print(now)
print(compute_y([1, 2]).numpy())
