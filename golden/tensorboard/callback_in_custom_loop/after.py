"""A callback that a loop of one's own drives never gets its model; the loss, which is a scalar, is not the cause."""
import glob

import numpy as np
import tensorflow as tf

x = np.random.RandomState(0).rand(32, 4).astype("float32")
y = (x.sum(axis=1, keepdims=True) > 2).astype("float32")

model = tf.keras.Sequential([tf.keras.layers.Dense(1, activation="sigmoid", input_shape=(4,))])
optimizer = tf.keras.optimizers.Adam(0.05)
loss_fn = tf.keras.losses.BinaryCrossentropy()
tensorboard = tf.keras.callbacks.TensorBoard(log_dir="logs", histogram_freq=1)
tensorboard.set_model(model)

# the training loop
for epoch in range(3):
    with tf.GradientTape() as tape:
        loss = loss_fn(y, model(x, training=True))
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    tensorboard.on_epoch_end(epoch, logs={"loss": loss})
tensorboard.on_train_end()

tags = {}
for path in glob.glob("logs/train/*"):
    for event in tf.compat.v1.train.summary_iterator(path):
        for value in event.summary.value:
            tags.setdefault(value.tag, []).append(event.step)
print(tags)
assert tags["epoch_loss"] == [0, 1, 2], tags
