"""The name of a variable is bound again to a tensor: the variable gets its own name, which the function can read."""
import tensorflow as tf

x = tf.placeholder(tf.float32, [2])
y = tf.Variable([1.0, 2.0], name="scale")
y = y * x
y = y + 1.0
size = 2
size = tf.reduce_sum(x) * size
loss = tf.reduce_sum(tf.square(y)) + size
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)

sess = tf.Session()
sess.run(tf.global_variables_initializer())
for _ in range(3):
    _, now = sess.run([train, loss], {x: [1.0, 0.5]})
    print(now)
print(sess.run(y, {x: [1, 2]}))
