import numpy as np
import tensorflow as tf


class Policy(object):
    def __init__(self, features, actions, rate=0.05):
        self.features = features
        self.train_step = 0
        self.hidden_layer = tf.keras.layers.Dense(6, activation=tf.nn.tanh, name="hidden")
        self.chances_layer = tf.keras.layers.Dense(units=actions, activation=tf.nn.softmax, name="chances")
        self.optimizer = tf.keras.optimizers.Adam(rate, epsilon=1e-8)

    def forward(self, rows):
        hidden = self.hidden_layer(rows)
        chances = self.chances_layer(hidden)
        return chances

    @tf.function(
        input_signature=[
            tf.TensorSpec([None, None], tf.float32),
            tf.TensorSpec(None, tf.int32),
            tf.TensorSpec(None, tf.float32),
        ],
        autograph=False,
    )
    def train_step_with_worth(self, rows, chosen, gain):
        rows = tf.ensure_shape(rows, [None, self.features])
        with tf.GradientTape() as tape:
            chances = self.forward(rows)
            # the gain of an action makes it likelier
            worth = tf.reduce_mean(tf.math.log(chances[0, chosen]) * gain)
            total_loss = -worth
        self.optimizer.minimize(total_loss, tape.watched_variables(), tape=tape)
        return worth

    @tf.function(input_signature=[tf.TensorSpec([None, None], tf.float32)], autograph=False)
    def compute_chances(self, rows):
        rows = tf.ensure_shape(rows, [None, self.features])
        chances = self.forward(rows)
        return chances

    def learn(self, row, chosen, gain):
        feed_dict = {"rows": row[np.newaxis, :], "chosen": chosen, "gain": gain}
        self.train_step += 1
        worth = self.train_step_with_worth(**feed_dict).numpy()
        return worth

    def choose(self, row):
        return self.compute_chances(row[np.newaxis, :]).numpy()[0]


policy = Policy(features=4, actions=3)

numbers = np.random.RandomState(0)
for turn in range(5):
    row = numbers.rand(4).astype("float32")
    chances = policy.choose(row)
    print("turn", turn, policy.train_step, "chances", chances, "worth", policy.learn(row, int(chances.argmin()), 1.0 + turn))
