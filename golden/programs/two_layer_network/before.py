"""XOR with two layers: weights from an initializer, two metrics, one function that builds a layer."""
import numpy as np
import tensorflow as tf

INPUTS, HIDDEN = 2, 8
LEARNING_RATE = 0.5

x_data = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=np.float32)
y_data = np.array([[0], [1], [1], [0]], dtype=np.float32)


def affine(inputs, weights, bias):
    """Multiply and add; makes no variables of its own."""
    return tf.add(tf.matmul(inputs, weights), bias)


X = tf.placeholder(tf.float32, [None, INPUTS])
Y = tf.placeholder(tf.float32, [None, 1])

with tf.variable_scope("hidden"):
    W1 = tf.get_variable("W", shape=[INPUTS, HIDDEN], initializer=tf.random_normal_initializer(stddev=0.7))
    b1 = tf.get_variable("b", [HIDDEN], initializer=tf.zeros_initializer())
    layer1 = tf.tanh(affine(X, W1, b1))

with tf.variable_scope("output"):
    W2 = tf.get_variable("W", shape=[HIDDEN, 1])
    b2 = tf.Variable(tf.zeros([1]), name="b")
    logits = affine(layer1, W2, b2)

cost = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(logits=logits, labels=Y))
train = tf.train.GradientDescentOptimizer(LEARNING_RATE).minimize(cost)

predicted = tf.cast(tf.sigmoid(logits) > 0.5, dtype=tf.float32)
accuracy = tf.reduce_mean(tf.cast(tf.equal(predicted, Y), dtype=tf.float32))

sess = tf.Session()
sess.run(tf.global_variables_initializer())

feed = {X: x_data, Y: y_data}
for step in range(200):
    _, cost_val = sess.run([train, cost], feed_dict=feed)
    if step % 50 == 0:
        print("step %d cost %.6f" % (step, cost_val))

h, a = sess.run([predicted, accuracy], feed)
print("predicted", h.ravel(), "accuracy", a)
sess.close()
