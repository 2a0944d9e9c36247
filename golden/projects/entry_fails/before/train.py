"""Would become native on its own, but the model is shared with a script that keeps its session."""
import numpy as np
import tensorflow as tf
from model import Model

rows = np.arange(8).reshape(4, 2) / 4.0
model = Model()
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(4):
        loss, _ = sess.run([model.loss, model.train_op], {model.x: rows, model.y: rows[:, 0]})
        print("%.5f" % loss)
