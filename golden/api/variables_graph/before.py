"""A variable that is fetched with the step that changes it comes back changed."""
import tensorflow as tf

w = tf.Variable([1.0, 2.0], name="w")
v = tf.get_variable("v", initializer=tf.constant([3.0]))
loss = tf.reduce_sum(tf.square(w)) + tf.reduce_sum(v)
train = tf.train.GradientDescentOptimizer(0.25).minimize(loss)
total = tf.assign_add(v, [10.0])
x = w
x += 1.0
with tf.Session() as sess:
    sess.run(tf.initialize_all_variables())
    print(sess.run([train, w]))
    print(sess.run([w, x, total]))
    print([t.name for t in tf.trainable_variables()], w.eval())
