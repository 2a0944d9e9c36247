"""The graph itself reads batches of two files from a queue: each training step takes the next one."""
import tensorflow as tf

FILES = ["first.csv", "second.csv"]

queue = tf.train.string_input_producer(FILES, shuffle=False)
_, line = tf.TextLineReader().read(queue)
columns = tf.decode_csv(line, record_defaults=[[0.0], [0.0], [0]])
features = tf.stack(columns[:2])
label = tf.cast(columns[2], tf.float32)
x, y = tf.train.batch([features * 0.1, label], batch_size=3, capacity=9)

weights = tf.Variable(tf.zeros([2]))
loss = tf.reduce_mean(tf.square(tf.reduce_sum(x * weights, axis=1) - y))
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)


def main():
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        coordinator = tf.train.Coordinator()
        threads = tf.train.start_queue_runners(coord=coordinator)
        for _ in range(4):
            _, value = sess.run([train, loss])
            print("%.6f" % value)
        print(sess.run([x, y]))
        # one more batch
        print(sess.run(loss), sess.run(weights))
        coordinator.request_stop()
        coordinator.join(threads)


if __name__ == "__main__":
    main()
