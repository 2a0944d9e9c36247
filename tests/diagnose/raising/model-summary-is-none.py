# tf2
import tensorflow as tf

model = tf.keras.Sequential([tf.keras.layers.Dense(1, input_shape=(2,))])
with tf.summary.create_file_writer("logs").as_default():
    tf.summary.text("model", model.summary(), step=0)
