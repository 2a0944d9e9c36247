"""What an assignment gives back is used: counters, and the new value of a variable."""
import tensorflow as tf

state = tf.Variable(0, name="counter")
step_size = tf.placeholder(tf.int32, [])
increment = tf.assign_add(state, step_size)
level = tf.Variable([1.0, 2.0], name="level")
decay = level.assign(level * 0.5)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run(state))
    for size in (1, 2, 3):
        print(sess.run(increment, feed_dict={step_size: size}))
    for _ in range(2):
        sess.run(decay)
        print(sess.run(level))
    print(sess.run([decay, state]))
    sess.run(increment, {step_size: 10})
    print(sess.run(state))
