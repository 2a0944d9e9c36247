"""predict_classes took the largest of several outputs, and a threshold for a single one."""
import numpy as np
import tensorflow as tf

random = np.random.RandomState(4)
x = random.randn(12, 3).astype(np.float32)
classes = random.randint(0, 4, 12)

model = tf.keras.Sequential()
model.add(tf.keras.layers.Dense(8, activation="tanh", input_dim=3))
model.add(tf.keras.layers.Dense(4))
model.add(tf.keras.layers.Activation("softmax"))
model.compile(loss="sparse_categorical_crossentropy", optimizer=tf.keras.optimizers.Adam(learning_rate=0.05))
for _ in range(20):
    model.train_on_batch(x, classes)
print(model.predict(x, batch_size=4, verbose=0).argmax(axis=-1))  # one class each
print(model.predict(x, verbose=0)[:2])

gate = tf.keras.Sequential([tf.keras.layers.Dense(1, activation="sigmoid", input_dim=3)])
gate.compile(loss="binary_crossentropy", optimizer="sgd")
gate.fit(x, classes > 1, epochs=5, shuffle=False, verbose=0)
print((gate.predict(x, verbose=0) > 0.5).astype("int32").ravel())
