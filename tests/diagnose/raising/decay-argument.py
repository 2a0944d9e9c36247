# tf2
import tensorflow as tf

tf.keras.optimizers.Adam(0.01, decay=1e-3)
