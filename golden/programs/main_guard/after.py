"""The program stands under the main guard, and calls a function that computes and one that makes a variable."""
import numpy as np
import tensorflow as tf


def weight(shape, seed):
    return tf.Variable(tf.random.normal(shape, stddev=0.5, seed=seed))


def affine(inputs, weights, bias):
    return tf.matmul(inputs, weights) + bias


if __name__ == "__main__":
    data = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=np.float32)
    target = np.array([[0], [1], [1], [1]], dtype=np.float32)

    w = weight([2, 1], 7)
    b = tf.Variable(tf.zeros([1]))
    optimizer = tf.keras.optimizers.Adam(0.1, epsilon=1e-8)
    optimizer.build([w, b])

    @tf.function(
        input_signature=[
            tf.TensorSpec([None, 2], tf.float32),
            tf.TensorSpec([None, 1], tf.float32),
        ],
        autograph=False,
    )
    def train_step(x, t):
        with tf.GradientTape() as tape:
            logits = affine(x, w, b)
            cost = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(logits=logits, labels=t))
        optimizer.minimize(cost, [w, b], tape=tape)

    @tf.function(
        input_signature=[
            tf.TensorSpec([None, 2], tf.float32),
            tf.TensorSpec([None, 1], tf.float32),
        ],
        autograph=False,
    )
    def evaluate(x, t):
        logits = affine(x, w, b)
        cost = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(logits=logits, labels=t))
        return cost

    @tf.function(input_signature=[tf.TensorSpec([None, 2], tf.float32)], autograph=False)
    def compute_answer(x):
        logits = affine(x, w, b)
        answer = tf.cast(tf.sigmoid(logits) > 0.5, tf.float32)
        return answer

    feed = {"x": data, "t": target}
    for _ in range(30):
        train_step(**feed)
    print("cost", evaluate(**feed).numpy())
    print(compute_answer(data).numpy().ravel())
