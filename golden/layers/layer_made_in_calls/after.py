"""A function makes a layer in each call and returns in two places: it is not taken apart, and the program keeps its graph."""
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()


def head(inputs, twice):
    dense = tf.keras.layers.Dense(2, kernel_initializer="ones")
    if twice:
        return dense(dense(inputs))
    return dense(inputs)


x = tf.compat.v1.placeholder(tf.float32, [None, 2])
once = head(x, False)
twice = head(x, True)

with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    print(sess.run([once, twice], {x: [[3.0, -2.0]]}))
