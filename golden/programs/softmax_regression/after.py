"""Softmax regression over four features and three classes."""
import numpy as np
import tensorflow as tf

tf.random.set_seed(777)  # for reproducibility

x_data = np.array([[1, 2, 1, 1], [2, 1, 3, 2], [3, 1, 3, 4], [4, 1, 5, 5],
                   [1, 7, 5, 5], [1, 2, 5, 6], [1, 6, 6, 6], [1, 7, 7, 7]], dtype=np.float32)
y_data = np.array([[0, 0, 1], [0, 0, 1], [0, 0, 1], [0, 1, 0],
                   [0, 1, 0], [0, 1, 0], [1, 0, 0], [1, 0, 0]], dtype=np.float32)
nb_classes = 3

W = tf.Variable(tf.random.normal([4, nb_classes]), name="weight")
b = tf.Variable(tf.zeros([nb_classes]), name="bias")

optimizer = tf.keras.optimizers.Adam(0.05, epsilon=1e-8)
optimizer.build([W, b])


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 4], "float"),
        tf.TensorSpec([None, 3], "float"),
    ],
    autograph=False,
)
def train_step(X, Y):
    with tf.GradientTape() as tape:
        logits = tf.matmul(X, W) + b
        hypothesis = tf.nn.softmax(logits)

        # cross entropy, written out
        cost = tf.reduce_mean(-tf.reduce_sum(Y * tf.math.log(hypothesis), axis=1))
    optimizer.minimize(cost, [W, b], tape=tape)


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 4], "float"),
        tf.TensorSpec([None, 3], "float"),
    ],
    autograph=False,
)
def evaluate(X, Y):
    logits = tf.matmul(X, W) + b
    hypothesis = tf.nn.softmax(logits)

    # cross entropy, written out
    cost = tf.reduce_mean(-tf.reduce_sum(Y * tf.math.log(hypothesis), axis=1))

    prediction = tf.argmax(hypothesis, axis=1)
    correct = tf.equal(prediction, tf.argmax(Y, 1))
    accuracy = tf.reduce_mean(tf.cast(correct, tf.float32))
    return cost, accuracy


@tf.function(input_signature=[tf.TensorSpec([None, 4], "float")], autograph=False)
def predict(X):
    logits = tf.matmul(X, W) + b
    hypothesis = tf.nn.softmax(logits)

    prediction = tf.argmax(hypothesis, axis=1)
    return hypothesis, prediction


for step in range(60):
    train_step(x_data, y_data)
    if step % 20 == 0:
        loss, acc = [value.numpy() for value in evaluate(x_data, y_data)]
        print("step", step, "loss %.5f accuracy %.3f" % (loss, acc))

# one row that the model has not seen
probabilities, label = [value.numpy() for value in predict([[1, 11, 7, 9]])]
print(probabilities, label)
