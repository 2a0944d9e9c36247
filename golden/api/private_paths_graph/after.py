"""Private modules of TensorFlow, which TF2 moved or emptied."""
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

x = tf.convert_to_tensor([[1.0, -2.0]], name="x")
y = tf.reduce_sum(tf.transpose(x), axis=0, keepdims=True)
z = tf.nn.softmax(x)
pair = tf.compat.v1.nn.rnn_cell.LSTMStateTuple(x, z)
with tf.compat.v1.Session() as sess:
    print(sess.run([y, pair.c, pair.h]))
