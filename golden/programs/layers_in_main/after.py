"""Layers in the body of main(): each is made once there."""
import numpy as np
import tensorflow as tf


def main():
    conv2d = tf.keras.layers.Conv2D(3, 3, padding="same", activation=tf.nn.relu)
    max_pooling2d = tf.keras.layers.MaxPooling2D(2, 2)
    flatten = tf.keras.layers.Flatten()
    dropout = tf.keras.layers.Dropout(0.0)
    dense = tf.keras.layers.Dense(2)
    optimizer = tf.keras.optimizers.SGD(0.1)

    def forward(x, training):
        net = conv2d(x)
        net = max_pooling2d(net)
        net = dropout(flatten(net), training=training)
        logits = dense(net)
        return logits

    with tf.GradientTape() as tape:  # makes the variables, so that the functions are traced once
        forward(tf.zeros([1, 4, 4, 1]), False)
    optimizer.build(tape.watched_variables())

    @tf.function(
        input_signature=[
            tf.TensorSpec([None, 4, 4, 1], tf.float32),
            tf.TensorSpec([None], tf.int32),
            tf.TensorSpec([], tf.bool),
        ],
        autograph=False,
    )
    def train_step(x, labels, training):
        with tf.GradientTape() as tape:
            logits = forward(x, training)
            loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits))
        optimizer.minimize(loss, tape.watched_variables(), tape=tape)
        return loss

    @tf.function(
        input_signature=[
            tf.TensorSpec([None, 4, 4, 1], tf.float32),
            tf.TensorSpec([], tf.bool),
        ],
        autograph=False,
    )
    def predict(x, training):
        logits = forward(x, training)
        return logits

    images = np.random.RandomState(0).rand(6, 4, 4, 1)
    classes = np.array([0, 1, 0, 1, 1, 0])
    for step in range(4):
        value = train_step(images, classes, True).numpy()
        print(step, "%.5f" % value)
    print(predict(images[:2], False).numpy())


if __name__ == "__main__":
    main()
