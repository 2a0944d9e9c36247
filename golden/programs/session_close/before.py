import tensorflow as tf

# constants and variables only, no placeholder
a = tf.constant(3.0)
b = tf.constant(4.0)
total = a + b

counter = tf.Variable(10.0, name="counter")
scaled = tf.multiply(counter, total)

sess = tf.Session()
sess.run(tf.global_variables_initializer())
print(sess.run(total))
print(sess.run([scaled, counter]))
result = sess.run(scaled * 2.0)
print("twice", result)
sess.close()
