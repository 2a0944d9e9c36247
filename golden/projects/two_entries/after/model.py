"""The model of two scripts."""
import tensorflow as tf


class Model:
    def __init__(self, size, classes=2):
        self.classes = classes
        self.size = size
        self.hidden_layer = tf.keras.layers.Dense(5, activation=tf.nn.relu, name="hidden")
        self.logits_layer = tf.keras.layers.Dense(classes, name="logits")
        self.optimizer = tf.keras.optimizers.Adam(0.05, epsilon=1e-8)

    @tf.function(
        input_signature=[
            tf.TensorSpec([None, None], tf.float32),
            tf.TensorSpec([None], tf.int64),
        ],
        autograph=False,
    )
    def evaluate(self, inputs, labels):
        inputs = tf.ensure_shape(inputs, [None, self.size])
        hidden = self.hidden_layer(inputs)
        logits = self.logits_layer(hidden)
        loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits))
        prediction = tf.argmax(logits, 1)
        correct = tf.cast(tf.equal(prediction, labels), tf.float32)
        accuracy = tf.reduce_mean(correct)
        return accuracy, loss

    @tf.function(input_signature=[tf.TensorSpec([None, None], tf.float32)], autograph=False)
    def predict_prediction(self, inputs):
        inputs = tf.ensure_shape(inputs, [None, self.size])
        hidden = self.hidden_layer(inputs)
        logits = self.logits_layer(hidden)
        prediction = tf.argmax(logits, 1)
        return prediction

    @tf.function(
        input_signature=[
            tf.TensorSpec([None, None], tf.float32),
            tf.TensorSpec([None], tf.int64),
        ],
        autograph=False,
    )
    def evaluate_accuracy(self, inputs, labels):
        inputs = tf.ensure_shape(inputs, [None, self.size])
        hidden = self.hidden_layer(inputs)
        logits = self.logits_layer(hidden)
        prediction = tf.argmax(logits, 1)
        correct = tf.cast(tf.equal(prediction, labels), tf.float32)
        accuracy = tf.reduce_mean(correct)
        return accuracy

    @tf.function(
        input_signature=[
            tf.TensorSpec([None, None], tf.float32),
            tf.TensorSpec([None], tf.int64),
        ],
        autograph=False,
    )
    def train_step(self, inputs, labels):
        inputs = tf.ensure_shape(inputs, [None, self.size])
        with tf.GradientTape() as tape:
            hidden = self.hidden_layer(inputs)
            logits = self.logits_layer(hidden)
            loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits))
        self.optimizer.minimize(loss, tape.watched_variables(), tape=tape)
        return loss

    def train(self, inputs, labels):
        return self.train_step(inputs, labels).numpy()

    def predict(self, inputs):
        return self.predict_prediction(inputs).numpy()
