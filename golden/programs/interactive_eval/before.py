"""An interactive session: values are read with eval()."""
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 2])
W = tf.Variable(tf.ones([2, 1]), name="W")
y = tf.matmul(x, W)
loss = tf.reduce_mean(tf.square(y - 1.0))
step = tf.train.GradientDescentOptimizer(0.05).minimize(loss)

sess = tf.InteractiveSession()
tf.global_variables_initializer().run()

data = [[1.0, 2.0], [3.0, 4.0]]
print(y.eval(feed_dict={x: data}))
for i in range(3):
    step.run(feed_dict={x: data})
    print("loss %.6f" % loss.eval(feed_dict={x: data}))
print(W.eval())
