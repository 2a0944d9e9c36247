"""One function makes two networks under two scopes; the weights of one are copied to the other now and then."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)


def network(state, scope):
    with tf.variable_scope(scope):
        w1 = tf.get_variable("w1", [4, 8], initializer=tf.constant_initializer(0.1))
        w2 = tf.get_variable("w2", [8, 2], initializer=tf.constant_initializer(0.1))
        return tf.matmul(tf.nn.relu(tf.matmul(state, w1)), w2)


state = tf.placeholder(tf.float32, [None, 4])
next_state = tf.placeholder(tf.float32, [None, 4])
target = tf.placeholder(tf.float32, [None, 2])
q = network(state, "main")
q_target = network(next_state, "target")
loss = tf.reduce_mean(tf.square(target - q))
train_op = tf.train.AdamOptimizer(0.01).minimize(loss)

main_vars = tf.get_collection(tf.GraphKeys.TRAINABLE_VARIABLES, scope="main")
target_vars = tf.get_collection(tf.GraphKeys.TRAINABLE_VARIABLES, scope="target")
copy_ops = [t.assign(m.value()) for m, t in zip(main_vars, target_vars)]

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    sess.run(copy_ops)
    for i in range(10):
        s = rng.randn(8, 4).astype(np.float32)
        t = sess.run(q_target, feed_dict={next_state: s})
        _, c = sess.run([train_op, loss], feed_dict={state: s, target: t + 1})
        if i % 5 == 0:
            sess.run(copy_ops)
        print(i, c)
