"""One iterator goes through the training data and the test data in each epoch; dropout is fed beside it."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(3)
x_train, x_test = rng.rand(10, 3), rng.rand(5, 3)
y_train, y_test = (x_train.sum(axis=1) > 1.5).astype(int), (x_test.sum(axis=1) > 1.5).astype(int)

# what the iterator goes through
features = tf.placeholder(tf.float32, [None, 3])
labels = tf.placeholder(tf.int64, [None])
batch_size = tf.placeholder(tf.int64)
dataset = tf.data.Dataset.from_tensor_slices((features, labels))
dataset = dataset.map(lambda x, y: (x * 2.0 - 1.0, y))
iterator = dataset.batch(batch_size).make_initializable_iterator()
x, y = iterator.get_next()

rate = tf.placeholder_with_default(0.0, [])
hidden = tf.layers.dense(x, 6, activation=tf.nn.relu)
hidden = hidden * (1.0 - rate)
logits = tf.layers.dense(hidden, 2)
loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=y, logits=logits))
train = tf.train.AdamOptimizer(0.05).minimize(loss)
correct = tf.reduce_sum(tf.cast(tf.equal(tf.argmax(logits, 1), y), tf.float32))

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for epoch in range(3):
        # train
        sess.run(iterator.initializer, feed_dict={features: x_train, labels: y_train, batch_size: 4})
        total = 0.0
        try:
            while True:
                _, value = sess.run([train, loss], feed_dict={rate: 0.25})
                total += value
        except tf.errors.OutOfRangeError:
            pass
        # test
        sess.run(iterator.initializer, feed_dict={features: x_test, labels: y_test, batch_size: 5})
        hits = 0
        while True:
            try:
                hits += sess.run(correct)
            except tf.errors.OutOfRangeError:
                print("epoch", epoch, "%.5f" % total, hits)
                break
