"""A function builds its layers in a loop, over sizes that it is given; a class keeps its heads in a list."""
import numpy as np
import tensorflow as tf


def multilayer(sizes, activation=tf.nn.relu):
    dense_layers_2 = [
        tf.keras.layers.Dense(size, activation=activation, name="hidden_%d" % index)
        for index, size in enumerate(sizes)
    ]
    dropout = tf.keras.layers.Dropout(0.2)

    def apply(inputs):
        # one layer for each size
        net = inputs
        for (index, size), dense_layer_2 in zip(enumerate(sizes), dense_layers_2):
            rate = 0.0 if index == 0 else 0.1
            net = dense_layer_2(net)
            net = dropout(net, training=False) * (1.0 - rate)
        return net

    return apply


class Model:
    def __init__(self, features, outputs):
        self.features = features
        self.outputs = outputs
        self.hidden_layer = multilayer([6, 5])
        self.dense_layers = [tf.keras.layers.Dense(1, name="head_%d" % i) for i in range(outputs)]
        self.optimizer = tf.keras.optimizers.SGD(0.1)

    def forward(self, x):
        hidden = self.hidden_layer(x)
        heads = [dense_layer(hidden) for dense_layer in self.dense_layers]
        output = tf.concat(heads, axis=1)
        return output

    @tf.function(
        input_signature=[
            tf.TensorSpec([None, None], tf.float32),
            tf.TensorSpec([None, None], tf.float32),
        ],
        autograph=False,
    )
    def train_step(self, x, y):
        x = tf.ensure_shape(x, [None, self.features])
        y = tf.ensure_shape(y, [None, self.outputs])
        with tf.GradientTape() as tape:
            output = self.forward(x)
            loss = tf.reduce_mean(tf.square(output - y))
        self.optimizer.minimize(loss, tape.watched_variables(), tape=tape)
        return loss

    @tf.function(input_signature=[tf.TensorSpec([None, None], tf.float32)], autograph=False)
    def predict(self, x):
        x = tf.ensure_shape(x, [None, self.features])
        output = self.forward(x)
        return output


model = Model(4, 2)
data = np.random.RandomState(0).rand(7, 4)
for _ in range(4):
    value = model.train_step(data, data[:, :2]).numpy()
    print("%.6f" % value)
print(model.predict(data[:2]).numpy())
