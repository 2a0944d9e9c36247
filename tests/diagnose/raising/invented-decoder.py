# tf2
import tensorflow_addons as tfa

print(tfa.seq2seq.BasicRNNDecoder)
