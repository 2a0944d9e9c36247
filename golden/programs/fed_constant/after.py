"""A run gives a constant another value for once, and so does a tensor computed from constants."""
import tensorflow as tf

gain = tf.Variable([0.5, 4.0])


@tf.function(autograph=False)
def compute_scaled():
    # the sum is replaced below
    total = tf.add(2, 5, name="total")
    scaled = tf.multiply(total, 3)
    return scaled


@tf.function(autograph=False)
def compute_scaled_from_total(total):
    scaled = tf.multiply(total, 3)
    return scaled


@tf.function(autograph=False)
def compute_shifted_and_count():
    shift = tf.constant([1.0, 2.0])
    shifted = (gain + shift) * 10
    count = tf.cast(tf.reduce_sum(shifted), tf.int32)
    return shifted, count


@tf.function(autograph=False)
def compute_shifted_and_count_from_shift(shift):
    shifted = (gain + shift) * 10
    count = tf.cast(tf.reduce_sum(shifted), tf.int32)
    return shifted, count


@tf.function(autograph=False)
def compute_halves_from_count(count):
    halves = tf.cast(count, tf.float32) / 2.0
    return halves


@tf.function(autograph=False)
def compute_halves():
    shift = tf.constant([1.0, 2.0])
    shifted = (gain + shift) * 10
    count = tf.cast(tf.reduce_sum(shifted), tf.int32)
    halves = tf.cast(count, tf.float32) / 2.0
    return halves


print(compute_scaled().numpy())
print(compute_scaled_from_total(tf.constant(15, tf.int32)).numpy())
print([value.numpy() for value in compute_shifted_and_count()])
feed = {"shift": tf.constant([2.0, 3.0], tf.float32)}
print([value.numpy() for value in compute_shifted_and_count_from_shift(**feed)])
for given in (3, 4):
    print(compute_halves_from_count(tf.constant(given, tf.int32)).numpy(), compute_halves().numpy())
