"""A loss function gives one value for each example, which is no scalar for TensorBoard."""
import glob

import numpy as np
import tensorflow as tf
from tensorflow.keras.callbacks import TensorBoard

x = np.linspace(-1.0, 1.0, 12).reshape(6, 2).astype(np.float32)
y = x[:, :1] - x[:, 1:]
model = tf.keras.Sequential([tf.keras.layers.Dense(1, kernel_initializer="ones", input_shape=(2,))])
optimizer = tf.keras.optimizers.SGD(0.1)
callback = TensorBoard("logs")
callback.set_model(model)
for epoch in range(2):
    with tf.GradientTape() as tape:
        errors = tf.keras.losses.mean_squared_error(y, model(x))
    optimizer.minimize(errors, model.trainable_variables, tape=tape)
    callback.on_epoch_end(epoch, {"loss": tf.reduce_mean(errors)})
callback.on_train_end()

losses = []
for path in glob.glob("logs/train/*"):
    for event in tf.compat.v1.train.summary_iterator(path):
        losses += [tf.make_ndarray(v.tensor).item() for v in event.summary.value if v.tag == "epoch_loss"]
print(losses)
assert len(losses) == 2 and losses[1] < losses[0]
