# tf2
from keras.layers import Merge

print(Merge)
