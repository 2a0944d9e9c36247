"""tf.app.run calls main(_), which builds and trains."""
import numpy as np
import tensorflow as tf
import absl.app


def main(_):
    images = np.linspace(0.0, 1.0, 24).reshape(6, 4).astype(np.float32)
    answers = np.eye(3, dtype=np.float32)[[0, 1, 2, 0, 1, 2]]

    W = tf.Variable(tf.zeros([4, 3]))
    b = tf.Variable(tf.zeros([3]))
    optimizer = tf.keras.optimizers.SGD(0.5)
    optimizer.build([W, b])

    @tf.function(
        input_signature=[
            tf.TensorSpec([None, 4], tf.float32),
            tf.TensorSpec([None, 3], tf.float32),
        ],
        autograph=False,
    )
    def train_step(x, y_):
        with tf.GradientTape() as tape:
            y = tf.matmul(x, W) + b
            cross_entropy = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(labels=y_, logits=y))
        optimizer.minimize(cross_entropy, [W, b], tape=tape)

    for _ in range(10):
        train_step(images, answers)

    @tf.function(
        input_signature=[
            tf.TensorSpec([None, 4], tf.float32),
            tf.TensorSpec([None, 3], tf.float32),
        ],
        autograph=False,
    )
    def evaluate(x, y_):
        y = tf.matmul(x, W) + b
        cross_entropy = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(labels=y_, logits=y))

        correct = tf.equal(tf.argmax(y, 1), tf.argmax(y_, 1))
        accuracy = tf.reduce_mean(tf.cast(correct, tf.float32))
        return cross_entropy, accuracy

    print([value.numpy() for value in evaluate(images, answers)])


if __name__ == "__main__":
    absl.app.run(main)
