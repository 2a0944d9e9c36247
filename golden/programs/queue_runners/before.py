"""Threads fill a queue that the graph reads from: the program keeps its session."""
import tensorflow as tf

numbers = tf.train.range_input_producer(4, num_epochs=None, shuffle=False)
number = numbers.dequeue()
batch = tf.train.batch([number], batch_size=3)

with tf.Session() as sess:
    coordinator = tf.train.Coordinator()
    threads = tf.train.start_queue_runners(sess=sess, coord=coordinator)
    for _ in range(3):
        print(sess.run(batch))
    coordinator.request_stop()
    coordinator.join(threads)
