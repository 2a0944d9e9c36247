"""Operations on strings."""
import numpy as np
import tensorflow as tf

np.random.seed(1)
data = np.random.randn(3, 4).astype(np.float32)
r0 = tf.strings.join(['a', 'b'], '-')
r1 = tf.strings.regex_replace(['abc'], 'b', 'X')
r2 = tf.strings.to_number(['1.5', '2'])


@tf.function(input_signature=[tf.TensorSpec([3, 4], tf.float32)], autograph=False)
def compute_r3(x):
    r3 = tf.as_string(tf.cast(x, tf.int32))
    return r3


r4 = tf.strings.substr(['hello'], 1, 3)
r5 = tf.strings.to_hash_bucket_fast(['a', 'b'], 10)

print(r0.numpy())
print(r1.numpy())
print(r2.numpy())
print(compute_r3(data).numpy())
print(r4.numpy())
print(r5.numpy())
