"""A writer that nothing is logged to raises nothing, and leaves an empty event file: a finding says so."""
import numpy as np
import tensorflow as tf

x = np.linspace(0.0, 1.0, 8, dtype=np.float32).reshape(4, 2)
y = x.sum(axis=1, keepdims=True)
weights = tf.Variable(tf.zeros([2, 1]))
optimizer = tf.keras.optimizers.SGD(0.5)
writer = tf.summary.create_file_writer("logs")
for epoch in range(3):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(tf.matmul(x, weights) - y))
    optimizer.apply_gradients([(tape.gradient(loss, weights), weights)])
    print(epoch, loss.numpy())
