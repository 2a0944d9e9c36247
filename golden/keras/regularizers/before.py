"""Weight decay by position stays as it is written; by keyword it has TF2's name."""

import numpy as np
import tensorflow as tf
from tensorflow.keras.layers import Dense
from tensorflow.keras.regularizers import l1, l2


def relative(target, output):
    return tf.log(1.0 + tf.abs(target - output))


x = np.random.RandomState(0).rand(8, 3).astype("float32")
model = tf.keras.Sequential(
    [Dense(2, input_shape=(3,), kernel_regularizer=l2(0.1)), Dense(1, kernel_regularizer=l1(l=0.3))]
)
model.compile("sgd", relative)
history = model.fit(x, x[:, :1], batch_size=4, epochs=2, shuffle=False, verbose=0)
print(history.history["loss"])
