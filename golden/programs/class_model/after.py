"""A class builds the graph in a method of its own and gets the session: variables and the optimizer become attributes."""
import numpy as np
import tensorflow as tf

RATE = 0.2


class Classifier:

    def __init__(self, name):
        self.name = name
        self._build()

    def _build(self):
        # the hidden layer
        self.W1 = tf.Variable(tf.keras.initializers.GlorotUniform()([3, 5]), name="W1")
        self.b1 = tf.Variable(tf.zeros([5]))

        self.W2 = tf.Variable(tf.random.normal([5, 2], stddev=0.3))

        self.optimizer = tf.keras.optimizers.Adam(RATE, epsilon=1e-8)
        self.optimizer.build([self.W1, self.b1, self.W2])

    # the inputs
    def forward(self, X, keep_prob):
        hidden = tf.nn.relu(tf.matmul(X, self.W1) + self.b1)
        hidden = tf.nn.dropout(hidden, rate=1 - keep_prob)
        logits = tf.matmul(hidden, self.W2)
        return logits

    @tf.function(
        input_signature=[
            tf.TensorSpec([None, 3], tf.float32),
            tf.TensorSpec(None, tf.float32),
        ],
        autograph=False,
    )
    def predict_logits(self, X, keep_prob):
        logits = self.forward(X, keep_prob)
        return logits

    @tf.function(
        input_signature=[
            tf.TensorSpec([None, 3], tf.float32),
            tf.TensorSpec([None, 2], tf.float32),
            tf.TensorSpec(None, tf.float32),
        ],
        autograph=False,
    )
    def evaluate(self, X, Y, keep_prob):
        logits = self.forward(X, keep_prob)

        correct = tf.equal(tf.argmax(logits, 1), tf.argmax(Y, 1))
        accuracy = tf.reduce_mean(tf.cast(correct, tf.float32))
        return accuracy

    @tf.function(
        input_signature=[
            tf.TensorSpec([None, 3], tf.float32),
            tf.TensorSpec([None, 2], tf.float32),
            tf.TensorSpec(None, tf.float32),
        ],
        autograph=False,
    )
    def train_step(self, X, Y, keep_prob):
        with tf.GradientTape() as tape:
            logits = self.forward(X, keep_prob)

            # loss and optimizer
            cost = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(logits=logits, labels=Y))
        self.optimizer.minimize(cost, [self.W1, self.b1, self.W2], tape=tape)
        return cost

    def predict(self, x, keep_prob=1.0):
        return self.predict_logits(x, keep_prob).numpy()

    def get_accuracy(self, x, y):
        return self.evaluate(x, y, 1.0).numpy()

    def train(self, x, y, keep_prob=1.0):
        return [self.train_step(x, y, keep_prob).numpy(), None]


random = np.random.RandomState(5)
data = random.rand(12, 3).astype(np.float32)
target = np.eye(2, dtype=np.float32)[(data[:, 0] > data[:, 1]).astype(int)]

model = Classifier("first")

for epoch in range(6):
    cost, _ = model.train(data, target)
    print(epoch, "%.5f" % cost)
print("accuracy", model.get_accuracy(data, target))
print(model.predict(data[:2]))
