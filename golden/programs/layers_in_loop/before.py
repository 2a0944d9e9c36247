"""Layers are applied in a loop."""
import numpy as np
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 5])
y = tf.placeholder(tf.int64, [None])
hidden = x
for units in [8, 6, 4]:
    hidden = tf.layers.dense(hidden, units, activation=tf.nn.tanh)
    hidden = tf.layers.dropout(hidden, 0.0, training=True)
logits = tf.layers.dense(hidden, 2)
loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=y, logits=logits))
train = tf.train.AdamOptimizer(0.01).minimize(loss)
data = np.random.RandomState(0).rand(12, 5)
labels = (data.sum(axis=1) > 2.5).astype(np.int64)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(5):
        _, value = sess.run([train, loss], {x: data, y: labels})
    print(value)
    print(sess.run(tf.argmax(logits, 1), {x: data}))
