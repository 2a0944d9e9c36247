# Linear regression: one variable, one bias, plain gradient descent.
import tensorflow as tf

x_data = [1.0, 2.0, 3.0]
y_data = [1.0, 2.0, 3.0]

W = tf.Variable(tf.random.uniform([1], -1.0, 1.0), name="weight")
b = tf.Variable(tf.random.uniform([1], -1.0, 1.0), name="bias")

optimizer = tf.keras.optimizers.SGD(learning_rate=0.1)
optimizer.build([W, b])


@tf.function(
    input_signature=[
        tf.TensorSpec(None, tf.float32),
        tf.TensorSpec(None, tf.float32),
    ],
    autograph=False,
)
def train_step(X, Y):
    with tf.GradientTape() as tape:
        # the model is a line
        hypothesis = W * X + b

        # mean of the squared errors
        cost = tf.reduce_mean(tf.square(hypothesis - Y))
    optimizer.minimize(cost, [W, b], tape=tape)
    return cost


@tf.function(input_signature=[tf.TensorSpec(None, tf.float32)], autograph=False)
def predict(X):
    # the model is a line
    hypothesis = W * X + b
    return hypothesis


for step in range(30):
    cost_val = train_step(x_data, y_data).numpy()
    if step % 10 == 0:
        # the line so far
        print(step, cost_val, W.numpy(), b.numpy())

print("X: 5, Y:", predict(5).numpy())
print("X: 2.5, Y:", predict(2.5).numpy())
