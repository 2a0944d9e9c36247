"""An iterator is initialised for each epoch, with the data fed."""
import numpy as np
import tensorflow as tf

x_data = np.random.RandomState(0).rand(10, 3).astype(np.float32)
y_data = x_data.sum(axis=1, keepdims=True)

features = tf.placeholder(tf.float32, [None, 3])
labels = tf.placeholder(tf.float32, [None, 1])
dataset = tf.data.Dataset.from_tensor_slices((features, labels)).batch(4)
iterator = dataset.make_initializable_iterator()
x, y = iterator.get_next()
w = tf.Variable(tf.zeros([3, 1]))
loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - y))
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for epoch in range(3):
        sess.run(iterator.initializer, feed_dict={features: x_data, labels: y_data})
        while True:
            try:
                _, value = sess.run([train, loss])
            except tf.errors.OutOfRangeError:
                break
        print(epoch, value)
    print(sess.run(w))
