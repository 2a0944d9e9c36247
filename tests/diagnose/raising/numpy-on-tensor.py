# tf2
import numpy as np
import tensorflow as tf

tf.keras.layers.Lambda(lambda x: np.exp(np.array(x)))(tf.keras.Input([2]))
