# tf2
from tensorflow.contrib import rnn

print(rnn)
