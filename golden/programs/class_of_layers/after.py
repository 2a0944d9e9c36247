"""A class of layers: their variables are made with each of its objects."""
import numpy as np
import tensorflow as tf


class Model:
    def __init__(self, name, rate):
        self.name = name
        self._build_net(rate)

    def _build_net(self, rate):
        self.conv2d = tf.keras.layers.Conv2D(filters=3, kernel_size=[3, 3], activation=tf.nn.relu)
        self.max_pooling2d = tf.keras.layers.MaxPooling2D(pool_size=[2, 2], strides=2)
        self.dropout = tf.keras.layers.Dropout(rate=0.0)
        self.dense = tf.keras.layers.Dense(units=2)
        self.optimizer = tf.keras.optimizers.Adam(learning_rate=rate, epsilon=1e-8)
        with tf.GradientTape() as tape:  # makes the variables, so that the functions are traced once
            self.forward(False, tf.zeros([1, 36]))
        self.optimizer.build(tape.watched_variables())

    def forward(self, training, X):
        image = tf.reshape(X, [-1, 6, 6, 1])
        hidden = self.conv2d(image)
        hidden = self.max_pooling2d(hidden)
        flat = tf.reshape(hidden, [-1, 12])
        dropped = self.dropout(flat, training=training)
        logits = self.dense(dropped)
        return logits

    @tf.function(
        input_signature=[
            tf.TensorSpec(None, tf.bool),
            tf.TensorSpec([None, 36], tf.float32),
        ],
        autograph=False,
    )
    def predict(self, training, X):
        logits = self.forward(training, X)
        return logits

    @tf.function(
        input_signature=[
            tf.TensorSpec(None, tf.bool),
            tf.TensorSpec([None, 36], tf.float32),
            tf.TensorSpec([None, 2], tf.float32),
        ],
        autograph=False,
    )
    def train_step(self, training, X, Y):
        with tf.GradientTape() as tape:
            logits = self.forward(training, X)
            cost = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(logits=logits, labels=Y))
        self.optimizer.minimize(cost, tape.watched_variables(), tape=tape)
        return cost

    def scores(self, images, training=False):
        return self.predict(training, images).numpy()

    def train(self, images, labels, training=True):
        return [self.train_step(training, images, labels).numpy(), None]


random = np.random.RandomState(0)
images = random.rand(5, 36)
labels = np.eye(2)[random.randint(2, size=5)]

models = [Model("first", 0.02), Model("second", 0.05)]
for step in range(5):
    for model in models:
        cost, _ = model.train(images, labels)
        print(step, model.name, "%.5f" % cost)
print([model.scores(images) for model in models])
