"""Steps written by hand: a gradient formula, an assignment, and a counter."""
import tensorflow as tf

x_data = [1.0, 2.0, 3.0]
y_data = [2.0, 4.0, 6.0]

W = tf.Variable([5.0], name="weight")
count = tf.Variable(0.0, name="count", trainable=False)


@tf.function(
    input_signature=[
        tf.TensorSpec(None, tf.float32),
        tf.TensorSpec(None, tf.float32),
    ],
    autograph=False,
)
def update_w(X, Y):
    gradient = tf.reduce_mean((W * X - Y) * X)
    # downhill
    W.assign(W - 0.1 * gradient)
    return tf.identity(W)


@tf.function(autograph=False)
def update_count():
    count.assign_add(1.0)


@tf.function(
    input_signature=[
        tf.TensorSpec(None, tf.float32),
        tf.TensorSpec(None, tf.float32),
    ],
    autograph=False,
)
def evaluate(X, Y):
    cost = tf.reduce_mean(tf.square(W * X - Y))
    return cost


for step in range(5):
    W_val = update_w(x_data, y_data).numpy()
    update_count()
    print(step, W_val, evaluate(x_data, y_data).numpy())
print(count.numpy())
