"""Private modules of TensorFlow, which TF2 moved or emptied."""
import tensorflow as tf
from tensorflow.python.framework import ops
from tensorflow.python.ops import array_ops, math_ops, nn_ops
from tensorflow.python.ops.rnn_cell_impl import LSTMStateTuple

x = ops.convert_to_tensor([[1.0, -2.0]], name="x")
y = math_ops.reduce_sum(array_ops.transpose(x), axis=0, keepdims=True)
z = nn_ops.softmax(x)
pair = LSTMStateTuple(x, z)
with tf.Session() as sess:
    print(sess.run([y, pair.c, pair.h]))
