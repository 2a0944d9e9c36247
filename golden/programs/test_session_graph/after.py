"""A test that opens a session but has no name that TF2 lacks: in TF2 it would run eagerly, and print another thing."""

import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()


class NormTest(tf.test.TestCase):
    def setUp(self):
        self.values = np.array([[3.0, 4.0], [6.0, -8.0]], dtype=np.float32)

    def test_norm(self):
        with self.test_session(use_gpu=False):
            norm = tf.nn.l2_normalize(self.values, axis=1)
            print(norm.get_shape(), norm.op.type)
            print(norm.eval())
            self.assertAllClose(norm.eval(), [[0.6, 0.8], [0.6, -0.8]])

    def test_symbolic(self):
        with self.test_session(use_gpu=False) as sess:
            doubled = tf.add(self.values, self.values)
            print(doubled)  # a tensor of the graph, not its numbers
            print(sess.run(doubled).sum())


if __name__ == "__main__":
    tf.test.main()
