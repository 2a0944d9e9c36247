"""A function makes the weights of a layer and applies them: called once for each layer, it returns what applies them."""
import numpy as np
import tensorflow as tf


def add_layer(inputs, in_size, out_size, activation=None):
    """Add a fully connected layer."""
    # weights and biases
    weights = tf.Variable(tf.random_normal([in_size, out_size], stddev=0.4, seed=out_size))
    biases = tf.Variable(tf.zeros([1, out_size]) + 0.1)
    # their product
    product = tf.matmul(inputs, weights) + biases
    if activation is None:
        outputs = product
    else:
        outputs = activation(product)
    return outputs


x_data = np.linspace(-1, 1, 20)[:, np.newaxis].astype(np.float32)
y_data = np.square(x_data) - 0.5

xs = tf.placeholder(tf.float32, [None, 1])
ys = tf.placeholder(tf.float32, [None, 1])

# the network
l1 = add_layer(xs, 1, 10, activation=tf.nn.relu)
prediction = add_layer(l1, 10, 1)

loss = tf.reduce_mean(tf.reduce_sum(tf.square(ys - prediction), axis=1))
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)

sess = tf.Session()
sess.run(tf.global_variables_initializer())
for i in range(30):
    sess.run(train, feed_dict={xs: x_data, ys: y_data})
    if i % 10 == 0:
        print("%.5f" % sess.run(loss, feed_dict={xs: x_data, ys: y_data}))
print(sess.run(prediction, feed_dict={xs: x_data[:3]}))
