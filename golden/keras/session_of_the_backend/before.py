"""K.get_session runs the graph that Keras built: the program keeps its graph."""
import numpy as np
import tensorflow as tf
from tensorflow.keras import backend as K

inputs = tf.keras.layers.Input(shape=(3,))
hidden = tf.keras.layers.Dense(2, kernel_initializer="ones", activation="tanh")(inputs)
model = tf.keras.Model(inputs, hidden)
gradients = K.gradients(model.output, model.input)[0]

sess = K.get_session()
sess.run(tf.global_variables_initializer())
print(sess.run(gradients, feed_dict={model.input: np.array([[0.1, 0.2, -0.3]])}))
