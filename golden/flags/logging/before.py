"""Messages: their level, and what is printed beside them."""
import tensorflow as tf

tf.logging.set_verbosity(tf.logging.INFO)
tf.logging.info("hidden in the log: %d", 3)
tf.logging.warn("careful")
print(tf.logging.get_verbosity() == tf.logging.INFO)
tf.logging.set_verbosity(tf.logging.ERROR)
print(tf.logging.get_verbosity() == tf.logging.ERROR)
