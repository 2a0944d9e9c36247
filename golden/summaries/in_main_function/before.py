"""The program stands in main(), the step is counted by hand over two loops, and the feed is a dictionary of its own."""
import numpy as np
import tensorflow as tf


def main():
    images = tf.placeholder(tf.float32, [None, 6], name="images")
    labels = tf.placeholder(tf.int64, [None], name="labels")
    with tf.variable_scope("network"):
        w = tf.Variable(tf.random_normal([6, 3], stddev=0.1, seed=1), name="w")
        b = tf.Variable(tf.zeros([3]), name="b")
        logits = tf.matmul(images, w) + b
    with tf.name_scope("loss"):
        cross_entropy = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits))
        tf.summary.scalar("cross_entropy", cross_entropy)
    with tf.name_scope("accuracy"):
        accuracy = tf.reduce_mean(tf.cast(tf.equal(tf.argmax(logits, 1), labels), tf.float32))
    tf.summary.histogram("logits", logits)
    train_step = tf.train.AdamOptimizer(0.05).minimize(cross_entropy)
    summary_op = tf.summary.merge_all()

    random = np.random.RandomState(0)
    x_data = random.randn(30, 6).astype(np.float32)
    y_data = random.randint(0, 3, 30)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        writer = tf.summary.FileWriter("logs/run", sess.graph)
        count = 0
        for epoch in range(2):
            for start in range(0, 30, 10):
                feed = {images: x_data[start : start + 10], labels: y_data[start : start + 10]}
                _, summary = sess.run([train_step, summary_op], feed_dict=feed)
                writer.add_summary(summary, count)
                count += 1
        print("accuracy", sess.run(accuracy, feed_dict={images: x_data, labels: y_data}))
        writer.close()


if __name__ == "__main__":
    main()
