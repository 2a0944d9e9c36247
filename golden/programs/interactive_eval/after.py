"""An interactive session: values are read with eval()."""
import tensorflow as tf

W = tf.Variable(tf.ones([2, 1]), name="W")
optimizer = tf.keras.optimizers.SGD(0.05)
optimizer.build([W])


@tf.function(input_signature=[tf.TensorSpec([None, 2], tf.float32)], autograph=False)
def compute_y(x):
    y = tf.matmul(x, W)
    return y


@tf.function(input_signature=[tf.TensorSpec([None, 2], tf.float32)], autograph=False)
def train_step(x):
    with tf.GradientTape() as tape:
        y = tf.matmul(x, W)
        loss = tf.reduce_mean(tf.square(y - 1.0))
    optimizer.minimize(loss, [W], tape=tape)


@tf.function(input_signature=[tf.TensorSpec([None, 2], tf.float32)], autograph=False)
def evaluate(x):
    y = tf.matmul(x, W)
    loss = tf.reduce_mean(tf.square(y - 1.0))
    return loss


data = [[1.0, 2.0], [3.0, 4.0]]
print(compute_y(data).numpy())
for i in range(3):
    train_step(data)
    print("loss %.6f" % evaluate(data).numpy())
print(W.numpy())
