"""An iterator is initialised for each epoch."""
import numpy as np
import tensorflow as tf

x_data = np.random.RandomState(0).rand(10, 3).astype(np.float32)
dataset = tf.data.Dataset.from_tensor_slices(x_data).batch(4)
iterator = dataset.make_initializable_iterator()
x = iterator.get_next()
w = tf.Variable(tf.ones([3, 1]))
loss = tf.reduce_mean(tf.square(tf.matmul(x, w)))
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for epoch in range(3):
        sess.run(iterator.initializer)
        while True:
            try:
                _, value = sess.run([train, loss])
            except tf.errors.OutOfRangeError:
                break
        print(epoch, value)
