"""A class opens its session itself, and builds a deep network in a loop over its sizes."""
import numpy as np
import tensorflow as tf


class Network:
    def __init__(self, sizes, rate=0.1):
        self.sizes = sizes
        self.rate = rate
        self._build_network()
        self._build_training()

    def _build_network(self):
        self.ws = []
        self.bs = []
        for before, units in zip(self.sizes[:-1], self.sizes[1:]):
            w = tf.Variable(tf.random.normal([before, units], stddev=0.5, seed=before))
            b = tf.Variable(tf.zeros([units]))
            self.ws.append(w)
            self.bs.append(b)

    def _build_training(self):
        self.optimizer = tf.keras.optimizers.SGD(self.rate)

    def forward(self, x):
        net = x
        for w, b in zip(self.ws, self.bs):
            net = tf.tanh(tf.matmul(net, w) + b)
        output = net
        return output

    @tf.function(
        input_signature=[
            tf.TensorSpec([None, None], tf.float32),
            tf.TensorSpec([None, None], tf.float32),
        ],
        autograph=False,
    )
    def train_step(self, x, y):
        x = tf.ensure_shape(x, [None, self.sizes[0]])
        y = tf.ensure_shape(y, [None, self.sizes[-1]])
        with tf.GradientTape() as tape:
            output = self.forward(x)
            loss = tf.reduce_mean(tf.square(output - y))
        self.optimizer.minimize(loss, tape.watched_variables(), tape=tape)
        return loss

    @tf.function(input_signature=[tf.TensorSpec([None, None], tf.float32)], autograph=False)
    def predict_output(self, x):
        x = tf.ensure_shape(x, [None, self.sizes[0]])
        output = self.forward(x)
        return output

    def fit(self, x, y, steps):
        for _ in range(steps):
            loss = self.train_step(x, y).numpy()
        return loss

    def predict(self, x):
        return self.predict_output(x).numpy()

    def close(self):
        pass


inputs = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=np.float32)
outputs = np.array([[0], [1], [1], [0]], dtype=np.float32)
network = Network([2, 4, 1], rate=0.4)
print("%.5f" % network.fit(inputs, outputs, 30))
print(network.predict(inputs).ravel())
network.close()
