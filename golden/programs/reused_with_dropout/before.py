"""One network is built for training and for testing: dropout differs, and the weights are shared by name."""
import numpy as np
import tensorflow as tf

n_classes = 3


def conv_net(images, n_classes, dropout, reuse, is_training):
    # the same scope each time
    with tf.variable_scope("ConvNet", reuse=reuse):
        x = tf.reshape(images, shape=[-1, 6, 6, 1])
        conv1 = tf.layers.conv2d(x, 4, 3, activation=tf.nn.relu)
        conv1 = tf.layers.max_pooling2d(conv1, 2, 2)
        fc1 = tf.contrib.layers.flatten(conv1)
        fc1 = tf.layers.dense(fc1, 8)
        # dropout only while it is trained
        fc1 = tf.layers.dropout(fc1, rate=dropout, training=is_training)
        out = tf.layers.dense(fc1, n_classes)
        out = tf.nn.softmax(out) if not is_training else out
    return out


X = tf.placeholder(tf.float32, [None, 36])
Y = tf.placeholder(tf.int64, [None])
logits_train = conv_net(X, n_classes, 0.0, reuse=False, is_training=True)
logits_test = conv_net(X, n_classes, 0.0, reuse=True, is_training=False)

loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(logits=logits_train, labels=Y))
train_op = tf.train.AdamOptimizer(learning_rate=0.01).minimize(loss)
correct = tf.equal(tf.argmax(logits_test, 1), Y)
accuracy = tf.reduce_mean(tf.cast(correct, tf.float32))

rng = np.random.RandomState(4)
images = rng.rand(12, 36).astype(np.float32)
labels = rng.randint(0, n_classes, 12)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(5):
        _, value = sess.run([train_op, loss], feed_dict={X: images, Y: labels})
        print("%.5f" % value)
    print(sess.run([accuracy, logits_test], feed_dict={X: images, Y: labels}))
