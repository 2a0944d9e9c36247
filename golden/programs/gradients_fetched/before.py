"""Gradients and their variables are fetched beside the step that applies them: the variables have their new values."""
import tensorflow as tf

X = [1.0, 2.0, 3.0]
Y = [1.0, 2.0, 3.0]

W = tf.Variable(5.0)
b = tf.Variable(1.0)
hypothesis = X * W + b
# the gradient by hand
gradient = tf.reduce_mean((hypothesis - Y) * X) * 2
cost = tf.reduce_mean(tf.square(hypothesis - Y))

optimizer = tf.train.GradientDescentOptimizer(learning_rate=0.01)
gvs = optimizer.compute_gradients(cost)
apply_gradients = optimizer.apply_gradients(gvs)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(5):
        gradient_val, gvs_val, _ = sess.run([gradient, gvs, apply_gradients])
        print(step, gradient_val, gvs_val)
