"""The loss of a variational autoencoder reads the code's mean and spread from outside of its function."""
import numpy as np
import tensorflow as tf

w = tf.Variable(tf.random.normal([6, 4], stddev=0.3))
w_mean = tf.Variable(tf.random.normal([4, 2], stddev=0.3))
w_std = tf.Variable(tf.random.normal([4, 2], stddev=0.3))
w_out = tf.Variable(tf.random.normal([2, 6], stddev=0.3))

optimizer = tf.keras.optimizers.SGD(0.1)
optimizer.build([w, w_mean, w_std, w_out])


@tf.function(input_signature=[tf.TensorSpec([None, 6], tf.float32)], autograph=False)
def train_step(x):
    with tf.GradientTape() as tape:
        hidden = tf.nn.tanh(tf.matmul(x, w))
        z_mean = tf.matmul(hidden, w_mean)
        z_std = tf.matmul(hidden, w_std)
        decoded = tf.nn.sigmoid(tf.matmul(z_mean + tf.exp(z_std / 2), w_out))

        # reconstruction
        loss_2 = -tf.reduce_sum(x * tf.math.log(1e-10 + decoded) + (1 - x) * tf.math.log(1e-10 + 1 - decoded), 1)
        # how far the code is from a normal distribution
        far = 1 + z_std - tf.square(z_mean) - tf.exp(z_std)
        loss = tf.reduce_mean(loss_2 - 0.5 * tf.reduce_sum(far, 1))
    optimizer.minimize(loss, [w, w_mean, w_std, w_out], tape=tape)
    return loss


data = np.random.RandomState(0).rand(8, 6)
for step in range(3):
    print(step, train_step(data).numpy())


@tf.function(input_signature=[tf.TensorSpec([None, 2], tf.float32)], autograph=False)
def predict(noise):
    decoded = tf.nn.sigmoid(tf.matmul(noise, w_out))
    return decoded


print(predict([[0.1, -0.5]]).numpy())
