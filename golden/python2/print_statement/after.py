#!/usr/bin/env python
"""Fit a line, written for Python 2: TensorFlow 2 has no Python 2, so the program becomes Python 3 first."""
import tensorflow as tf

xs = [float(i) for i in range(8)]
names = {"slope": 3, "shift": 1}
for name, value in sorted(names.items()):
    print(name, value)

w = tf.Variable(0.5)
b = tf.Variable(0.0)
optimizer = tf.keras.optimizers.SGD(0.01)
optimizer.build([w, b])


@tf.function(
    input_signature=[
        tf.TensorSpec([None], tf.float32),
        tf.TensorSpec([None], tf.float32),
    ],
    autograph=False,
)
def train_step(x, y):
    with tf.GradientTape() as tape:
        cost = tf.reduce_mean(tf.square(x * w + b - y))
    optimizer.minimize(cost, [w, b], tape=tape)
    return cost


for step in range(20):
    value = train_step(xs, [3 * v + 1 for v in xs]).numpy()
    if step % 5 == 0:
        print("step %d:" % step, value)
