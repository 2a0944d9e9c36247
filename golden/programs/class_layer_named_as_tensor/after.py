"""Layers have the names of the attributes that hold what they compute, and so has the optimizer: each needs one of its own."""

import numpy as np
import tensorflow as tf

np.random.seed(0)


class Actor(object):
    def __init__(self, n_features, n_actions, rate=0.05):
        self.n_actions = n_actions
        self.n_features = n_features
        self.l1_layer = tf.keras.layers.Dense(6, tf.nn.relu, name="l1")
        self.acts_prob_layer = tf.keras.layers.Dense(n_actions, tf.nn.softmax, name="acts_prob")
        self.optimizer = tf.keras.optimizers.Adam(rate, epsilon=1e-8)

    @tf.function(
        input_signature=[
            tf.TensorSpec([None, None], tf.float32),
            tf.TensorSpec([None], tf.int32),
        ],
        autograph=False,
    )
    def train_step(self, s, a):
        s = tf.ensure_shape(s, [None, self.n_features])
        with tf.GradientTape() as tape:
            l1 = self.l1_layer(s)
            acts_prob = self.acts_prob_layer(l1)
            loss = -tf.reduce_mean(tf.math.log(tf.reduce_sum(acts_prob * tf.one_hot(a, self.n_actions), 1)))
        self.optimizer.minimize(loss, tape.watched_variables(), tape=tape)
        return loss

    @tf.function(input_signature=[tf.TensorSpec([None, None], tf.float32)], autograph=False)
    def predict(self, s):
        s = tf.ensure_shape(s, [None, self.n_features])
        l1 = self.l1_layer(s)
        acts_prob = self.acts_prob_layer(l1)
        return acts_prob

    def learn(self, s, a):
        return self.train_step(s, a).numpy()

    def probabilities(self, s):
        return self.predict(s).numpy()


actor = Actor(n_features=3, n_actions=2)
for _ in range(3):
    s = np.random.randn(4, 3)
    print(actor.learn(s, [0, 1, 1, 0]), actor.probabilities(s))
