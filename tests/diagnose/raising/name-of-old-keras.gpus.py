# tf2
import tensorflow as tf

tf.keras.utils.multi_gpu_model(None, gpus=2)
