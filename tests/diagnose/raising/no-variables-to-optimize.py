# tf2
import tensorflow as tf

weight = tf.Variable(1.0)
optimizer = tf.compat.v1.train.GradientDescentOptimizer(0.1)


@tf.function
def step():
    optimizer.minimize(weight * 2.0)


step()
