"""lr= is TF1's name of the learning rate: TF 2.15 warns of it and trains with the default, 0.01 in place of 0.2."""
import numpy as np
import tensorflow as tf

random = np.random.RandomState(3)
x = random.rand(32, 4).astype(np.float32)
y = x.dot(np.array([[1.0], [-2.0], [0.5], [3.0]], np.float32))

model = tf.keras.Sequential([tf.keras.layers.Dense(1, input_shape=(4,))])
model.compile(optimizer=tf.keras.optimizers.SGD(learning_rate=0.2, momentum=0.5), loss="mse")
for epoch in range(5):
    loss = model.train_on_batch(x, y)
    print("epoch", epoch, "loss", loss)
print(model.get_weights()[0].ravel())
