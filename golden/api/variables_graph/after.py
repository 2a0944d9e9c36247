"""A variable that is fetched with the step that changes it comes back changed."""
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

w = tf.compat.v1.Variable([1.0, 2.0], name="w")
v = tf.compat.v1.get_variable("v", initializer=tf.constant([3.0]))
loss = tf.reduce_sum(tf.square(w)) + tf.reduce_sum(v)
train = tf.compat.v1.train.GradientDescentOptimizer(0.25).minimize(loss)
total = tf.compat.v1.assign_add(v, [10.0])
x = w
x += 1.0
with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.initialize_all_variables())
    print(sess.run([train, w]))
    print(sess.run([w, x, total]))
    print([t.name for t in tf.compat.v1.trainable_variables()], w.eval())
