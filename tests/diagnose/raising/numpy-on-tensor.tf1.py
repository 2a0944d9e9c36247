# tf1
import numpy as np
import tensorflow as tf

np.array(tf.placeholder(tf.float32, [2]))
