"""An attribute names a variable, then a tensor made of it: a method cannot give it another name, so the session stays."""

import tensorflow as tf


class Model(object):
    def __init__(self):
        self.scale = tf.Variable(2.0)
        self.scale += 1.0
        self.loss = tf.square(self.scale)


model = Model()
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run([model.scale, model.loss]))
