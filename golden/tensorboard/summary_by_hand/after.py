"""Batches trained one by one, their losses written through the callback's own writer as summaries made by hand."""

import glob

import numpy as np
import tensorflow as tf
from tensorflow.keras.layers import Dense
from tensorflow.keras.models import Sequential

tf.compat.v1.disable_v2_behavior()


def write_log(callback, names, logs, batch):
    for name, value in zip(names, logs):
        summary = tf.compat.v1.Summary()
        summary_value = summary.value.add()
        summary_value.simple_value = value
        summary_value.tag = name
        callback.writer.add_summary(summary, batch)
        callback.writer.flush()


x = np.random.RandomState(0).rand(8, 3).astype("float32")
y = x.sum(axis=1, keepdims=True)

model = Sequential([Dense(1, input_shape=(3,))])
model.compile(tf.keras.optimizers.legacy.Adam(learning_rate=0.01), "mse", metrics=["mae"])
tensorboard = tf.compat.v1.keras.callbacks.TensorBoard(log_dir="logs")
tensorboard.set_model(model)
for batch in range(3):
    logs = model.train_on_batch(x, y)
    write_log(tensorboard, ["train_loss", "train_mae"], logs, batch)
tensorboard.on_train_end(None)

for path in sorted(glob.glob("logs/*tfevents*")):
    for event in tf.compat.v1.train.summary_iterator(path):
        for value in event.summary.value:
            print(event.step, value.tag, "%.5f" % value.simple_value)
