"""Threads fill a queue that the graph reads from: the program keeps its session."""
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

numbers = tf.compat.v1.train.range_input_producer(4, num_epochs=None, shuffle=False)
number = numbers.dequeue()
batch = tf.compat.v1.train.batch([number], batch_size=3)

with tf.compat.v1.Session() as sess:
    coordinator = tf.train.Coordinator()
    threads = tf.compat.v1.train.start_queue_runners(sess=sess, coord=coordinator)
    for _ in range(3):
        print(sess.run(batch))
    coordinator.request_stop()
    coordinator.join(threads)
