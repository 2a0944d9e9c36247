"""Modules under other names, private paths, a star: every spelling reaches the same symbols."""
import numpy as np
import tensorflow
from tensorflow.contrib.rnn import *
from tensorflow.python.ops import math_ops
from tensorflow.python.ops.rnn import dynamic_rnn as unroll

rnn = tensorflow.contrib.rnn
make_cell = rnn.BasicLSTMCell

np.random.seed(8)
data = np.random.rand(2, 4, 3).astype(np.float32)

x = tensorflow.placeholder(tensorflow.float32, [None, 4, 3])
with tensorflow.variable_scope("first"):
    first = make_cell(3)
    outputs, _ = unroll(first, x, dtype=tensorflow.float32)
with tensorflow.variable_scope("second"):
    second = LSTMCell(2)
    outputs, state = unroll(second, outputs, dtype=tensorflow.float32)
total = math_ops.reduce_sum(outputs) + math_ops.reduce_sum(state.c)

with tensorflow.Session() as session:
    session.run(tensorflow.initialize_all_variables())
    print(session.run(total, feed_dict={x: data}))
