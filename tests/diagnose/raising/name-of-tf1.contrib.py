# tf2
import tensorflow as tf

cell = tf.contrib.rnn.BasicLSTMCell(3)
