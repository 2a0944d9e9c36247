# tf2
import tensorflow as tf

callback = tf.keras.callbacks.TensorBoard("logs")
callback.on_epoch_end(0, {"loss": tf.constant(0.5)})
