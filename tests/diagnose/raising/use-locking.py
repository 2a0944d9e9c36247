# tf2
import tensorflow as tf

tf.keras.optimizers.SGD(0.1, use_locking=True)
