"""A convolution whose kernel Keras 1 and 2 gave by two numbers: tf.keras reads the second one as strides, and the finding says so."""
import numpy as np
from tensorflow.keras.layers import Conv2D, Flatten
from tensorflow.keras.models import Sequential
from tensorflow.keras.regularizers import l2

x = np.arange(98, dtype=np.float32).reshape(2, 7, 7, 1)
model = Sequential()
model.add(Conv2D(2, 3, 3, kernel_initializer="ones", kernel_regularizer=l2(0.1), input_shape=(7, 7, 1)))
model.add(Flatten())
print(model.predict(x, verbose=0), float(sum(model.losses)))
