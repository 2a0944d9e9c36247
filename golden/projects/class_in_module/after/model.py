"""The model: its graph, and a step of training."""
import tensorflow as tf

HIDDEN = 6


class Model:
    def __init__(self, features, classes, rate=0.1):
        self.classes = classes
        self.features = features

        self.hidden_layer = tf.keras.layers.Dense(HIDDEN, activation=tf.nn.tanh, name="hidden")
        self.logits_layer = tf.keras.layers.Dense(classes, name="logits")

        self.optimizer = tf.keras.optimizers.Adam(rate, epsilon=1e-8)

    def forward(self, inputs):
        # one hidden layer
        hidden = self.hidden_layer(inputs)
        logits = self.logits_layer(hidden)
        return logits

    @tf.function(input_signature=[tf.TensorSpec([None, None], tf.float32)], autograph=False)
    def predict(self, inputs):
        inputs = tf.ensure_shape(inputs, [None, self.features])
        logits = self.forward(inputs)
        probabilities = tf.nn.softmax(logits)
        return probabilities

    @tf.function(
        input_signature=[
            tf.TensorSpec([None, None], tf.float32),
            tf.TensorSpec([None], tf.int32),
        ],
        autograph=False,
    )
    def train_step(self, inputs, labels):
        inputs = tf.ensure_shape(inputs, [None, self.features])
        with tf.GradientTape() as tape:
            logits = self.forward(inputs)

            losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits)
            loss = tf.reduce_mean(losses)
        self.optimizer.minimize(loss, tape.watched_variables(), tape=tape)
        return loss

    def train(self, inputs, labels):
        """Take one step and return the loss before it."""
        loss = self.train_step(inputs, labels).numpy()
        return loss
