"""Elements read by eval."""
import tensorflow as tf
dataset = tf.data.Dataset.range(6).batch(2)


@tf.function(autograph=False)
def compute_doubled(pair):
    doubled = pair * 2
    return doubled


iterator = iter(dataset)
pair = next(iterator)
print(compute_doubled(pair).numpy())
pair = next(iterator)
print(pair.numpy())
