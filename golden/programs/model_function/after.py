"""A function builds the whole model, with a loop in it and layers of tf.layers: it is called once, before the functions."""
import numpy as np
import tensorflow as tf

HIDDEN = (6, 4)


def build_model(classes):
    kernels = [tf.Variable(tf.ones([units]) * 0.5) for units in HIDDEN]
    hidden_layer = tf.keras.layers.Dense(5, activation=tf.nn.relu, name="hidden")
    logits_layer = tf.keras.layers.Dense(classes, name="logits")

    def apply(features):
        net = features
        for kernel in kernels:
            net = tf.tanh(tf.reduce_sum(net, axis=1, keepdims=True) * kernel)
        hidden = hidden_layer(net)
        logits = logits_layer(hidden)
        return logits

    return apply


def main():
    model = build_model(3)
    optimizer = tf.keras.optimizers.Adam(0.05, epsilon=1e-8)

    @tf.function(
        input_signature=[
            tf.TensorSpec([None, 4], tf.float32),
            tf.TensorSpec([None], tf.int32),
        ],
        autograph=False,
    )
    def train_step(features, labels):
        with tf.GradientTape() as tape:
            logits = model(features)
            loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(logits=logits, labels=labels))
        optimizer.minimize(loss, tape.watched_variables(), tape=tape)
        return loss

    @tf.function(input_signature=[tf.TensorSpec([None, 4], tf.float32)], autograph=False)
    def predict(features):
        logits = model(features)
        return tf.nn.softmax(logits)

    rows = np.random.RandomState(1).rand(9, 4)
    answers = np.arange(9) % 3
    for _ in range(5):
        value = train_step(rows, answers).numpy()
        print("%.5f" % value)
    print(predict(rows[:2]).numpy())


if __name__ == "__main__":
    main()
