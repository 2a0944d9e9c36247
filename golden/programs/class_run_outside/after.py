"""The object has the graph, and the script runs it: the runs become calls of its methods."""
import numpy as np
import tensorflow as tf


class Regression:
    def __init__(self, features, rate):
        self.features = features
        self.weights = tf.Variable(tf.zeros([features, 1]), name="weights")
        self.optimizer = tf.keras.optimizers.SGD(rate)
        self.optimizer.build([self.weights])

    @tf.function(
        input_signature=[
            tf.TensorSpec([None, None], tf.float32),
            tf.TensorSpec([None], tf.float32),
        ],
        autograph=False,
    )
    def train_step(self, inputs, targets):
        inputs = tf.ensure_shape(inputs, [None, self.features])
        with tf.GradientTape() as tape:
            outputs = tf.squeeze(tf.matmul(inputs, self.weights), 1)
            loss = tf.reduce_mean(tf.square(outputs - targets))
        self.optimizer.minimize(loss, [self.weights], tape=tape)

    @tf.function(
        input_signature=[
            tf.TensorSpec([None, None], tf.float32),
            tf.TensorSpec([None], tf.float32),
        ],
        autograph=False,
    )
    def evaluate(self, inputs, targets):
        inputs = tf.ensure_shape(inputs, [None, self.features])
        outputs = tf.squeeze(tf.matmul(inputs, self.weights), 1)
        loss = tf.reduce_mean(tf.square(outputs - targets))
        return loss, self.weights

    @tf.function(input_signature=[tf.TensorSpec([None, None], tf.float32)], autograph=False)
    def predict(self, inputs):
        inputs = tf.ensure_shape(inputs, [None, self.features])
        outputs = tf.squeeze(tf.matmul(inputs, self.weights), 1)
        return outputs


def main():
    data = np.arange(12).reshape(6, 2).astype(np.float32) / 10.0
    answers = data @ np.array([1.0, -2.0], np.float32)
    model = Regression(2, rate=0.3)

    for _ in range(10):
        model.train_step(data, answers)
    loss, weights = [value.numpy() for value in model.evaluate(data, answers)]
    print("%.5f" % loss, weights.ravel())
    print(model.predict(data[:2]).numpy())


if __name__ == "__main__":
    main()
