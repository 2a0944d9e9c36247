"""The package keras is tf.keras in TF 2.15, and Keras 3 after it: imported from TensorFlow it stays what it is."""
import numpy as np
import keras
from keras import layers as L, models
from keras.optimizers import Adam
import keras.backend as K

x = np.linspace(0.0, 1.0, 12).reshape(6, 2)
y = (x[:, :1] > 0.5).astype(np.float32)
model = models.Sequential([L.Dense(1, activation="sigmoid", kernel_initializer="ones", input_shape=(2,))])
model.compile(loss=keras.losses.binary_crossentropy, optimizer=Adam(0.1))
model.fit(x, y, batch_size=6, epochs=4, shuffle=False, verbose=0)
print(K.eval(K.sum(K.constant(model.predict(x, verbose=0)))))
