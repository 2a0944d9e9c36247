"""A comment that stands apart from the session is not about it, and stays."""

import tensorflow as tf

x = tf.constant([-1.0, 0.5])
y = tf.nn.relu(x)
# z = tf.nn.softmax(x)  another one, for later

# Launch the graph in a session.
sess = tf.Session()
y = sess.run(y)
print(y)
