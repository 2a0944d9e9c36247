"""One scope gives arguments to layers, batch normalisation as a function among them."""
import numpy as np
import tensorflow as tf
from tensorflow.contrib.framework import arg_scope
from tensorflow.contrib.layers import batch_norm, dropout, fully_connected

np.random.seed(5)
data = np.random.rand(8, 4).astype(np.float32)
x = tf.placeholder(tf.float32, [None, 4])
training = tf.placeholder(tf.bool)
settings = {"is_training": training, "decay": 0.9, "updates_collections": None}
with arg_scope([fully_connected], weights_initializer=tf.contrib.layers.xavier_initializer(),
               biases_initializer=None, normalizer_fn=batch_norm, normalizer_params=settings):
    hidden = fully_connected(x, 6, scope="h1")
    hidden = dropout(hidden, 0.999999, is_training=training)
    out = fully_connected(hidden, 1, activation_fn=None, scope="h2")
loss = tf.reduce_mean(tf.square(out - tf.reduce_sum(x, 1, keep_dims=True)))
train = tf.train.AdamOptimizer(0.01).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(4):
        sess.run(train, feed_dict={x: data, training: True})
        print(sess.run(loss, feed_dict={x: data, training: False}))
