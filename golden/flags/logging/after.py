"""Messages: their level, and what is printed beside them."""
import tensorflow as tf

tf.compat.v1.logging.set_verbosity(tf.compat.v1.logging.INFO)
tf.compat.v1.logging.info("hidden in the log: %d", 3)
tf.compat.v1.logging.warn("careful")
print(tf.compat.v1.logging.get_verbosity() == tf.compat.v1.logging.INFO)
tf.compat.v1.logging.set_verbosity(tf.compat.v1.logging.ERROR)
print(tf.compat.v1.logging.get_verbosity() == tf.compat.v1.logging.ERROR)
