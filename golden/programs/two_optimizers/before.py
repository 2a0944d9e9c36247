"""Two networks are trained against each other, each by an optimizer of its own over its own variables."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(3)
real = rng.normal(2.0, 0.5, [8, 2]).astype(np.float32)

X = tf.placeholder(tf.float32, [None, 2])
Z = tf.placeholder(tf.float32, [None, 3])

G_W = tf.Variable(tf.random_normal([3, 2], stddev=0.5, seed=1))
G_b = tf.Variable(tf.zeros([2]))
D_W1 = tf.Variable(tf.random_normal([2, 4], stddev=0.5, seed=2))
D_W2 = tf.Variable(tf.random_normal([4, 1], stddev=0.5, seed=3))


def discriminate(inputs):
    return tf.nn.sigmoid(tf.matmul(tf.nn.relu(tf.matmul(inputs, D_W1)), D_W2))


G = tf.matmul(Z, G_W) + G_b
D_gene = discriminate(G)
D_real = discriminate(X)
# what each wants to be large
loss_D = tf.reduce_mean(tf.log(D_real) + tf.log(1 - D_gene))
loss_G = tf.reduce_mean(tf.log(D_gene))
D_vars = [D_W1, D_W2]
train_D = tf.train.AdamOptimizer(0.02).minimize(-loss_D, var_list=D_vars)
train_G = tf.train.AdamOptimizer(0.02).minimize(-loss_G, var_list=[G_W, G_b])

sess = tf.Session()
sess.run(tf.global_variables_initializer())
for step in range(5):
    noise = rng.uniform(-1.0, 1.0, [8, 3]).astype(np.float32)
    _, D_value = sess.run([train_D, loss_D], feed_dict={X: real, Z: noise})
    _, G_value = sess.run([train_G, loss_G], feed_dict={Z: noise})
    print(step, D_value, G_value)
print(sess.run(G, feed_dict={Z: noise[:2]}))
