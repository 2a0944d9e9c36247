# tf2
import tensorflow as tf

strategy = tf.distribute.MirroredStrategy(["CPU:0"])
optimizer = tf.keras.optimizers.legacy.Adam()
optimizer.iterations
with strategy.scope():
    model = tf.keras.Sequential([tf.keras.layers.Dense(1, input_shape=(2,))])
    model.compile(optimizer=optimizer, loss="mse")
