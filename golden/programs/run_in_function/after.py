"""A function that runs the graph builds the operation it needs each time it is called: it becomes a function of its own."""
import numpy as np
import tensorflow as tf

letters = "abcd"

w = tf.Variable(tf.constant(np.arange(16).reshape(4, 4) * 0.01, tf.float32))
optimizer = tf.keras.optimizers.Adam(0.2, epsilon=1e-8)
optimizer.build([w])


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 4], tf.float32),
        tf.TensorSpec([None, 4], tf.float32),
    ],
    autograph=False,
)
def train_step(x, t):
    with tf.GradientTape() as tape:
        model = tf.matmul(x, w)
        cost = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(logits=model, labels=t))
    optimizer.minimize(cost, [w], tape=tape)


@tf.function(input_signature=[tf.TensorSpec([None, 4], tf.float32)], autograph=False)
def predict(x):
    model = tf.matmul(x, w)

    # the most probable class
    prediction = tf.argmax(model, 1)
    return prediction


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 4], tf.float32),
        tf.TensorSpec([None, 4], tf.float32),
    ],
    autograph=False,
)
def evaluate(x, t):
    model = tf.matmul(x, w)
    cost = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(logits=model, labels=t))
    return cost


rows = np.eye(4, dtype=np.float32)
for step in range(15):
    train_step(rows, rows[[1, 2, 3, 0]])


def following(word):
    """Return the letters that follow those of a word."""
    inputs = [rows[letters.index(letter)] for letter in word]

    result = predict(inputs).numpy()
    return "".join(letters[i] for i in result)


def loss_of(letter, target):
    return evaluate([rows[letters.index(letter)]], [rows[letters.index(target)]]).numpy()


print(following("abcd"), following("da"))
print("%.5f %.5f" % (loss_of("a", "b"), loss_of("a", "c")))
