"""A variable is made after the class and before its object, whose list holds it: the session stays."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
xs = rng.randn(32, 4).astype(np.float32)


class Model:
    def __init__(self):
        self.x = tf.placeholder(tf.float32, [None, 4])
        self.w = tf.get_variable("w", initializer=np.full([4, 1], 0.1, np.float32))
        self.loss = tf.reduce_mean(tf.square(tf.matmul(self.x, self.w) * scale - 1))
        tvars = tf.trainable_variables()
        grads, _ = tf.clip_by_global_norm(tf.gradients(self.loss, tvars), 0.5)
        self.train_op = tf.train.AdamOptimizer(0.01).apply_gradients(zip(grads, tvars))


scale = tf.Variable(1.0)
model = Model()
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(5):
        c, _ = sess.run([model.loss, model.train_op], feed_dict={model.x: xs})
        print(i, c)
