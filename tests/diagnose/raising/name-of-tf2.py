# tf1
import tensorflow as tf

print(tf.keras.layers.RandomFlip)
print(tf.data.AUTOTUNE, tf.random.Generator)
