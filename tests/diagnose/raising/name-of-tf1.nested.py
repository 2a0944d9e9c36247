# tf2
import tensorflow as tf

tf.nn.dynamic_rnn(None, None)
