# tf2
import tensorflow as tf

strategy = tf.distribute.MirroredStrategy(["CPU:0"])
model = tf.keras.Sequential([tf.keras.layers.Dense(1, input_shape=(2,))])
with strategy.scope():
    model.compile(optimizer="adam", loss="mse")
