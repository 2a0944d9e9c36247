"""Dense layers of contrib by the name of their activation."""
import numpy as np
import tensorflow as tf

np.random.seed(12)
data = np.random.rand(4, 3).astype(np.float32)
dense = tf.keras.layers.Dense(6, activation=tf.nn.relu)
dense_layer = tf.keras.layers.Dense(5, activation=tf.nn.elu, use_bias=False)
out_layer = tf.keras.layers.Dense(2)
optimizer = tf.keras.optimizers.SGD(0.1)


def forward(x):
    hidden = dense(x)
    hidden = dense_layer(hidden)
    out = out_layer(hidden)
    return out


@tf.function(input_signature=[tf.TensorSpec([None, 3], tf.float32)], autograph=False)
def train_step(x):
    with tf.GradientTape() as tape:
        out = forward(x)
        loss = tf.reduce_mean(tf.square(out - 1.0))
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


@tf.function(input_signature=[tf.TensorSpec([None, 3], tf.float32)], autograph=False)
def compute_out(x):
    out = forward(x)
    return out


for step in range(4):
    value = train_step(data).numpy()
    print(value)
print(compute_out(data).numpy())
