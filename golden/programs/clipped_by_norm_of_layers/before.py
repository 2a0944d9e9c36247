"""The gradients of what layers own are clipped together; a counter is beside them."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
xs = rng.randn(32, 4).astype(np.float32)
ys = rng.randn(32, 1).astype(np.float32)


class Model:
    def __init__(self):
        self.x = tf.placeholder(tf.float32, [None, 4])
        self.y = tf.placeholder(tf.float32, [None, 1])
        h = tf.layers.dense(self.x, 3, kernel_initializer=tf.constant_initializer(0.1))
        out = tf.layers.dense(h, 1, kernel_initializer=tf.constant_initializer(0.1))
        self.loss = tf.reduce_mean(tf.square(out - self.y))
        params = tf.trainable_variables()
        clipped, _ = tf.clip_by_global_norm(tf.gradients(self.loss, params), 0.5)
        self.global_step = tf.Variable(0, trainable=False)
        optimizer = tf.train.AdamOptimizer(0.01)
        self.train_op = optimizer.apply_gradients(zip(clipped, params), global_step=self.global_step)


model = Model()
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(5):
        c, _, s = sess.run([model.loss, model.train_op, model.global_step], feed_dict={model.x: xs, model.y: ys})
        print(i, c)
    print(sess.run(model.global_step))
