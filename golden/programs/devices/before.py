"""Parts of the graph stand in blocks that put them on the CPU, with scopes in and beside them."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
X = tf.placeholder(tf.int32, [None])
Y = tf.placeholder(tf.int64, [None])
# the table is too large for the GPU
with tf.device("/cpu:0"):
    embedding = tf.get_variable("embedding", [12, 4], initializer=tf.random_normal_initializer())
    embedded = tf.nn.embedding_lookup(embedding, X)
w = tf.Variable(tf.random_normal([4, 3]), name="w")
with tf.device("/device:GPU:0"), tf.name_scope("model"):
    logits = tf.matmul(embedded, w)
loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=Y, logits=logits))
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
with tf.Session(config=tf.ConfigProto(allow_soft_placement=True)) as sess, tf.device("/cpu:0"):
    sess.run(tf.global_variables_initializer())
    for step in range(3):
        feed = {X: rng.randint(0, 12, 5), Y: rng.randint(0, 3, 5)}
        print(step, sess.run([train, loss], feed_dict=feed)[1])
    print(sess.run(embedded, feed_dict={X: [0, 11]}))
