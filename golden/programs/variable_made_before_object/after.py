"""A variable is made after the class and before its object, whose list holds it: the session stays."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

rng = np.random.RandomState(0)
xs = rng.randn(32, 4).astype(np.float32)


class Model:
    def __init__(self):
        self.x = tf.compat.v1.placeholder(tf.float32, [None, 4])
        self.w = tf.compat.v1.get_variable("w", initializer=np.full([4, 1], 0.1, np.float32))
        self.loss = tf.reduce_mean(tf.square(tf.matmul(self.x, self.w) * scale - 1))
        tvars = tf.compat.v1.trainable_variables()
        grads, _ = tf.clip_by_global_norm(tf.compat.v1.gradients(self.loss, tvars), 0.5)
        self.train_op = tf.compat.v1.train.AdamOptimizer(0.01).apply_gradients(zip(grads, tvars))


scale = tf.compat.v1.Variable(1.0)
model = Model()
with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    for i in range(5):
        c, _ = sess.run([model.loss, model.train_op], feed_dict={model.x: xs})
        print(i, c)
