"""Variables, their list and their gradients are attributes."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
xs = rng.randn(32, 4).astype(np.float32)
ys = rng.randn(32, 1).astype(np.float32)


class Model:
    def __init__(self):
        self.x = tf.placeholder(tf.float32, [None, 4])
        self.y = tf.placeholder(tf.float32, [None, 1])
        self.w = tf.get_variable("w", initializer=np.full([4, 1], 0.1, np.float32))
        self.loss = tf.reduce_mean(tf.square(tf.matmul(self.x, self.w) - self.y))
        self.params = tf.trainable_variables()
        self.grads = tf.gradients(self.loss, self.params)
        clipped, _ = tf.clip_by_global_norm(self.grads, 0.5)
        self.train_op = tf.train.AdamOptimizer(0.01).apply_gradients(zip(clipped, self.params))


model = Model()
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(5):
        c, _ = sess.run([model.loss, model.train_op], feed_dict={model.x: xs, model.y: ys})
        print(i, c)
