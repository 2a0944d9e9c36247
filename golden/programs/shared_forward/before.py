"""Three runs over one network: its common part becomes one function."""
import numpy as np
import tensorflow as tf

np.random.seed(1)
images = np.random.rand(12, 6).astype(np.float32)
labels = np.eye(3, dtype=np.float32)[np.random.randint(0, 3, 12)]

# the inputs
x = tf.placeholder(tf.float32, [None, 6], name="x")
t = tf.placeholder(tf.float32, [None, 3], name="t")  # one-hot

w1 = tf.Variable(tf.truncated_normal([6, 5], stddev=0.3), name="w1")
c1 = tf.Variable(tf.zeros([5]), name="c1")
w2 = tf.Variable(tf.truncated_normal([5, 3], stddev=0.3), name="w2")
c2 = tf.Variable(tf.zeros([3]), name="c2")

# two layers
net = tf.nn.relu(tf.matmul(x, w1) + c1)
net = tf.nn.l2_normalize(net, dim=1)
logits = tf.nn.xw_plus_b(net, w2, c2)
probabilities = tf.nn.softmax(logits)

loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(logits=logits, labels=t))
penalty = 0.01 * (tf.nn.l2_loss(w1) + tf.nn.l2_loss(w2))
train = tf.train.MomentumOptimizer(0.1, 0.9).minimize(loss + penalty)
accuracy = tf.reduce_mean(tf.to_float(tf.equal(tf.argmax(probabilities, 1), tf.argmax(t, 1))))

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for epoch in range(10):
        for start in range(0, 12, 4):
            batch_x, batch_t = images[start:start + 4], labels[start:start + 4]
            sess.run(train, feed_dict={x: batch_x, t: batch_t})
        # how far it is
        current = sess.run(loss, feed_dict={x: images, t: labels})
        print("epoch", epoch, "loss %.6f" % current)
    print("accuracy", sess.run(accuracy, feed_dict={x: images, t: labels}))
    print(sess.run(probabilities, feed_dict={x: images[:2]}))
