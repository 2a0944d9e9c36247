"""Whether a variable is trained is computed, or said by the place of an argument."""
import numpy as np
import tensorflow as tf

fixed = tf.Variable(2.0, False)
finetune = np.ones(1).sum() > 0
scale = tf.Variable(3.0, trainable=finetune)
w = tf.Variable(1.0, trainable=None)
optimizer = tf.keras.optimizers.SGD(0.01)

optimizer_2 = tf.keras.optimizers.SGD(0.01)
optimizer_2.build([w])


@tf.function(input_signature=[tf.TensorSpec([], tf.float32)], autograph=False)
def train_step(x):
    with tf.GradientTape() as tape:
        loss = tf.square(fixed * w * x + scale)
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)


@tf.function(input_signature=[tf.TensorSpec([], tf.float32)], autograph=False)
def train_w(x):
    with tf.GradientTape() as tape:
        y = tf.square(fixed * w * x)
    optimizer_2.minimize(y, [w], tape=tape)


for _ in range(3):
    train_step(1.0)
    print([fixed.numpy(), w.numpy(), scale.numpy()])
    train_w(1.0)
    print([fixed.numpy(), w.numpy(), scale.numpy()])
