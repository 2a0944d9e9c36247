# tf2
from keras.layers.core import Dense

print(Dense)
