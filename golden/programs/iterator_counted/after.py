"""An iterator is read in a counted number of turns, and begins again where it is initialised again."""
import numpy as np
import tensorflow as tf

numbers = np.arange(12, dtype=np.float32)


def make_dataset(squares):
    return tf.data.Dataset.from_tensor_slices((numbers, squares)).batch(4).repeat()


scale = tf.Variable(2.0)
optimizer = tf.keras.optimizers.SGD(0.001)
optimizer.build([scale])


@tf.function(autograph=False)
def train_step(batch, square):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(batch * scale - square))
    optimizer.minimize(loss, [scale], tape=tape)
    return loss


@tf.function(autograph=False)
def evaluate(batch, square):
    loss = tf.reduce_mean(tf.square(batch * scale - square))
    return loss


# first the squares
iterator = iter(make_dataset(tf.constant(numbers ** 2, tf.float32)))
for step in range(5):
    batch, square = next(iterator)
    value = train_step(batch, square).numpy()
    if step % 2 == 0:
        print(value, scale.numpy())
batch, square = next(iterator)
print([batch.numpy(), square.numpy()])
# then the numbers themselves
iterator = iter(make_dataset(tf.constant(numbers, tf.float32)))
batch, square = next(iterator)
print(evaluate(batch, square).numpy())
