# tf1
import tensorflow as tf

for row in tf.placeholder(tf.float32, [None, 2]):
    print(row)
