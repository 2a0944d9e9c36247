"""An attribute names a variable, then a tensor made of it: a method cannot give it another name, so the session stays."""

import tensorflow as tf

tf.compat.v1.disable_v2_behavior()


class Model(object):
    def __init__(self):
        self.scale = tf.compat.v1.Variable(2.0)
        self.scale += 1.0
        self.loss = tf.square(self.scale)


model = Model()
with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    print(sess.run([model.scale, model.loss]))
