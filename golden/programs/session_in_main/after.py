"""The graph stands at the top level, the session in main(): the functions stand at the top level."""
import numpy as np
import tensorflow as tf

BATCH = 4

hidden_layer = tf.keras.layers.Dense(6, activation=tf.nn.tanh, name="hidden")
logits_layer = tf.keras.layers.Dense(2, name="logits")
optimizer = tf.keras.optimizers.SGD(0.1, momentum=0.9)


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 3], tf.float32),
        tf.TensorSpec([None], tf.int32),
    ],
    autograph=False,
)
def train_step(features, labels):
    with tf.GradientTape() as tape:
        hidden = hidden_layer(features)
        logits = logits_layer(hidden)
        loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(logits=logits, labels=labels))
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 3], tf.float32),
        tf.TensorSpec([None], tf.int32),
    ],
    autograph=False,
)
def evaluate(features, labels):
    hidden = hidden_layer(features)
    logits = logits_layer(hidden)
    loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(logits=logits, labels=labels))
    return loss


@tf.function(input_signature=[tf.TensorSpec([None, 3], tf.float32)], autograph=False)
def predict(features):
    hidden = hidden_layer(features)
    logits = logits_layer(hidden)
    predicted = tf.argmax(logits, 1)
    return predicted


def batches(inputs, classes):
    for start in range(0, len(inputs), BATCH):
        yield inputs[start : start + BATCH], classes[start : start + BATCH]


def main():
    random = np.random.RandomState(3)
    inputs = random.rand(12, 3).astype(np.float32)
    classes = (inputs.sum(axis=1) > 1.5).astype(np.int32)
    for epoch in range(3):
        for some, their in batches(inputs, classes):
            train_step(some, their)
        print("epoch", epoch, "loss", evaluate(inputs, classes).numpy())
    right = predict(inputs).numpy() == classes
    print("right", right.mean())


if __name__ == "__main__":
    main()
