"""The program stands in main(), the step is counted by hand over two loops, and the feed is a dictionary of its own."""
import numpy as np
import tensorflow as tf


def main():
    w = tf.Variable(tf.random.normal([6, 3], stddev=0.1, seed=1), name="w")
    b = tf.Variable(tf.zeros([3]), name="b")
    optimizer = tf.keras.optimizers.Adam(0.05, epsilon=1e-8)
    optimizer.build([w, b])

    @tf.function(
        input_signature=[
            tf.TensorSpec([None, 6], tf.float32),
            tf.TensorSpec([None], tf.int64),
            tf.TensorSpec([], tf.int64),
        ],
        autograph=False,
    )
    def train_step(images, labels, step):
        with tf.GradientTape() as tape:
            logits = tf.matmul(images, w) + b
            cross_entropy = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits))
        tf.summary.scalar("loss/cross_entropy", cross_entropy, step=step)
        tf.summary.histogram("logits", logits, step=step)
        optimizer.minimize(cross_entropy, [w, b], tape=tape)

    @tf.function(
        input_signature=[
            tf.TensorSpec([None, 6], tf.float32),
            tf.TensorSpec([None], tf.int64),
        ],
        autograph=False,
    )
    def evaluate(images, labels):
        logits = tf.matmul(images, w) + b
        accuracy = tf.reduce_mean(tf.cast(tf.equal(tf.argmax(logits, 1), labels), tf.float32))
        return accuracy

    random = np.random.RandomState(0)
    x_data = random.randn(30, 6).astype(np.float32)
    y_data = random.randint(0, 3, 30)
    writer = tf.summary.create_file_writer("logs/run")
    with writer.as_default():
        tf.summary.graph(train_step.get_concrete_function().graph)
    count = 0
    for epoch in range(2):
        for start in range(0, 30, 10):
            feed = {"images": x_data[start : start + 10], "labels": y_data[start : start + 10]}
            with writer.as_default():
                train_step(step=count, **feed)
            count += 1
    print("accuracy", evaluate(x_data, y_data).numpy())
    writer.close()


if __name__ == "__main__":
    main()
