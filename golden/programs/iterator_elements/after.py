"""The elements of an iterator are read as they are, and by two networks of which one runs in a turn."""
import numpy as np
import tensorflow as tf


def make_dataset(numbers):
    return tf.data.Dataset.from_tensor_slices(numbers).batch(4)


scale = tf.Variable(2.0)


@tf.function(autograph=False)
def update_scale(batch):
    grown = scale.assign_add(tf.reduce_sum(batch))
    return batch, grown


def main():
    for batch in make_dataset(tf.constant(np.arange(6), tf.float32)):
        print(batch.numpy())
    for batch in make_dataset(tf.constant(np.ones(5), tf.float32)):
        print([value.numpy() for value in update_scale(batch)])
    print(scale.numpy())


if __name__ == "__main__":
    main()
