# tf2
import tensorflow as tf

model = tf.keras.Sequential([tf.keras.layers.Dense(1, input_shape=(2,))])
callback = tf.keras.callbacks.TensorBoard("logs")
callback.set_model(model)
callback.on_epoch_end(0, {"loss": tf.constant([0.5, 0.25])})
