"""A result takes the name of the bias that the graph was built with."""
import tensorflow as tf

x_data = [[1.0, 2.0, 1.0], [1.0, 3.0, 2.0], [3.0, 4.0, 1.0], [4.0, 1.0, 5.0]]
y_data = [[0, 1], [0, 1], [1, 0], [1, 0]]

W = tf.Variable(tf.random.normal([3, 2], seed=1), name="weight")
b = tf.Variable(tf.random.normal([2], seed=2), name="bias")

optimizer = tf.keras.optimizers.SGD(learning_rate=0.1)
optimizer.build([W, b])


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 3], "float"),
        tf.TensorSpec([None, 2], "float"),
    ],
    autograph=False,
)
def train_step(X, Y):
    with tf.GradientTape() as tape:
        hypothesis = tf.nn.softmax(tf.matmul(X, W) + b)
        cost = tf.reduce_mean(-tf.reduce_sum(Y * tf.math.log(hypothesis), axis=1))
    optimizer.minimize(cost, [W, b], tape=tape)
    return cost


@tf.function(input_signature=[tf.TensorSpec([None, 3], "float")], autograph=False)
def predict(X):
    hypothesis = tf.nn.softmax(tf.matmul(X, W) + b)
    return hypothesis


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 3], "float"),
        tf.TensorSpec([None, 2], "float"),
    ],
    autograph=False,
)
def evaluate(X, Y):
    hypothesis = tf.nn.softmax(tf.matmul(X, W) + b)
    cost = tf.reduce_mean(-tf.reduce_sum(Y * tf.math.log(hypothesis), axis=1))
    return cost


for step in range(10):
    cost_val = train_step(x_data, y_data).numpy()
print(cost_val)
a = predict([[1.0, 11.0, 7.0]]).numpy()
print(a, tf.argmax(a, 1).numpy())
b_value = predict([[1.0, 3.0, 4.0]]).numpy()
print(b_value, tf.argmax(b_value, 1).numpy())
for W_value in predict(x_data).numpy():
    print(W_value)
print(evaluate(x_data, y_data).numpy())
