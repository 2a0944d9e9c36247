"""XOR with two layers: weights from an initializer, two metrics, one function that builds a layer."""
import numpy as np
import tensorflow as tf

INPUTS, HIDDEN = 2, 8
LEARNING_RATE = 0.5

x_data = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=np.float32)
y_data = np.array([[0], [1], [1], [0]], dtype=np.float32)


def affine(inputs, weights, bias):
    """Multiply and add; makes no variables of its own."""
    return tf.add(tf.matmul(inputs, weights), bias)


W1 = tf.Variable(tf.random_normal_initializer(stddev=0.7)([INPUTS, HIDDEN]), name="W")
b1 = tf.Variable(tf.zeros_initializer()([HIDDEN]), name="b")

W2 = tf.Variable(tf.keras.initializers.GlorotUniform()([HIDDEN, 1]), name="W")
b2 = tf.Variable(tf.zeros([1]), name="b")

optimizer = tf.keras.optimizers.SGD(LEARNING_RATE)
optimizer.build([W1, b1, W2, b2])


@tf.function(
    input_signature=[
        tf.TensorSpec([None, INPUTS], tf.float32),
        tf.TensorSpec([None, 1], tf.float32),
    ],
    autograph=False,
)
def train_step(X, Y):
    with tf.GradientTape() as tape:
        layer1 = tf.tanh(affine(X, W1, b1))
        logits = affine(layer1, W2, b2)

        cost = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(logits=logits, labels=Y))
    optimizer.minimize(cost, [W1, b1, W2, b2], tape=tape)
    return cost


@tf.function(
    input_signature=[
        tf.TensorSpec([None, INPUTS], tf.float32),
        tf.TensorSpec([None, 1], tf.float32),
    ],
    autograph=False,
)
def evaluate(X, Y):
    layer1 = tf.tanh(affine(X, W1, b1))
    logits = affine(layer1, W2, b2)

    predicted = tf.cast(tf.sigmoid(logits) > 0.5, dtype=tf.float32)
    accuracy = tf.reduce_mean(tf.cast(tf.equal(predicted, Y), dtype=tf.float32))
    return predicted, accuracy


feed = {"X": x_data, "Y": y_data}
for step in range(200):
    cost_val = train_step(**feed).numpy()
    if step % 50 == 0:
        print("step %d cost %.6f" % (step, cost_val))

h, a = [value.numpy() for value in evaluate(**feed)]
print("predicted", h.ravel(), "accuracy", a)
