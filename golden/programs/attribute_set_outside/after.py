"""Stays a graph: the script gives the object another scale after the graph was built with the first one."""
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()


class Scaled:
    def __init__(self):
        self.scale = 2.0
        self.x = tf.compat.v1.placeholder(tf.float32, [None])
        self.y = self.x * self.scale


model = Scaled()
model.scale = 5.0
with tf.compat.v1.Session() as sess:
    print(sess.run(model.y, {model.x: [1.0, 2.0]}))
