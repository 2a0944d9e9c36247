"""One function makes two networks under two scopes; the weights of one are copied to the other now and then."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)


def network():
    w1 = tf.Variable(tf.constant_initializer(0.1)([4, 8]), name="w1")
    w2 = tf.Variable(tf.constant_initializer(0.1)([8, 2]), name="w2")

    def apply(state):
        return tf.matmul(tf.nn.relu(tf.matmul(state, w1)), w2)

    return apply, [w1, w2]


q_layer, network_variables = network()
q_target_layer, network_variables_2 = network()
optimizer = tf.keras.optimizers.Adam(0.01, epsilon=1e-8)

main_vars = network_variables
target_vars = network_variables_2


@tf.function(autograph=False)
def copy():
    for m, t in zip(main_vars, target_vars):
        t.assign(m.value())


@tf.function(input_signature=[tf.TensorSpec([None, 4], tf.float32)], autograph=False)
def compute_q_target(next_state):
    q_target = q_target_layer(next_state)
    return q_target


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 4], tf.float32),
        tf.TensorSpec([None, 2], tf.float32),
    ],
    autograph=False,
)
def train_step(state, target):
    with tf.GradientTape() as tape:
        q = q_layer(state)
        loss = tf.reduce_mean(tf.square(target - q))
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


copy()
for i in range(10):
    s = rng.randn(8, 4).astype(np.float32)
    t = compute_q_target(s).numpy()
    c = train_step(s, t + 1).numpy()
    if i % 5 == 0:
        copy()
    print(i, c)
