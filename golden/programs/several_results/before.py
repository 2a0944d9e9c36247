"""Operations with several results, fetched as a session gives them: tuples of arrays."""
import numpy as np
import tensorflow as tf

covariance = tf.constant([[2.0, 1.0], [1.0, 3.0]])
points = tf.placeholder(tf.float32, [None, 2])

mean, variance = tf.nn.moments(points, [0])
eigen = tf.self_adjoint_eig(covariance)
sign = tf.linalg.slogdet(tf.matmul(points, points, transpose_a=True))
pooled = tf.nn.max_pool_with_argmax(tf.reshape(points, [1, -1, 2, 1]), [1, 2, 2, 1], [1, 2, 2, 1], "VALID")

with tf.Session() as sess:
    values, vectors = sess.run(eigen)
    print(values, np.abs(vectors))
    data = [[1.0, 2.0], [3.0, 5.0], [0.0, 1.0], [4.0, 4.0]]
    print(sess.run(sign, feed_dict={points: data}))
    largest, m = sess.run([pooled, mean], feed_dict={points: data})
    print(largest[0].ravel(), largest[1].ravel(), m)
    print(sess.run(tf.setdiff1d([1, 2, 3], [2])))
