# tf2
import tensorflow as tf

strategy = tf.distribute.MirroredStrategy(["CPU:0"])
metric = tf.keras.metrics.MeanAbsoluteError()
with strategy.scope():
    model = tf.keras.Sequential([tf.keras.layers.Dense(1, input_shape=(2,))])
    model.compile(optimizer="adam", loss="mse", metrics=[metric])
