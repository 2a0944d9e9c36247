"""Flags that are read without tf.app.run: TF1 parses the command line when the first of them is read."""
import tensorflow as tf
import absl.flags
import sys

FLAGS = absl.flags.FLAGS
absl.flags.DEFINE_float("rate", 0.1, "Rate.")
absl.flags.DEFINE_integer("steps", 5, "Steps.")
absl.flags.FLAGS(sys.argv)

w = tf.Variable(1.0)
optimizer = tf.keras.optimizers.SGD(FLAGS.rate)
optimizer.build([w])


@tf.function(autograph=False)
def train_step():
    with tf.GradientTape() as tape:
        loss = tf.square(w - 3.0)
    optimizer.minimize(loss, [w], tape=tape)


for step in range(FLAGS.steps):
    train_step()
print(FLAGS.steps, w.numpy())
