"""A loop builds a deep network: weights and biases of each layer, kept in lists, and a penalty on all of them."""
import numpy as np
import tensorflow as tf

SIZES = [4, 6, 5, 2]

random = np.random.RandomState(2)
data = random.rand(10, 4).astype(np.float32)
answers = (data.sum(axis=1) > 2.0).astype(np.int64)

inputs = tf.placeholder(tf.float32, [None, SIZES[0]], name="inputs")
targets = tf.placeholder(tf.int64, [None], name="targets")

weights = []
net = inputs
for index, units in enumerate(SIZES[1:]):
    before = SIZES[index]
    w = tf.Variable(tf.random_normal([before, units], stddev=0.4, seed=index + 1))
    b = tf.Variable(tf.zeros([units]))
    weights.append(w)
    net = tf.matmul(net, w) + b
    if index < len(SIZES) - 2:
        net = tf.nn.tanh(net)

penalties = []
for w in weights:
    penalties.append(tf.nn.l2_loss(w))

loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(logits=net, labels=targets))
total = loss + 0.01 * tf.add_n(penalties)
step = tf.train.MomentumOptimizer(0.2, 0.9).minimize(total)
chosen = tf.argmax(net, 1)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(25):
        _, now, all_of_it = sess.run([step, loss, total], {inputs: data, targets: answers})
    print("%.5f %.5f" % (now, all_of_it))
    print(sess.run(chosen, {inputs: data}), answers)
