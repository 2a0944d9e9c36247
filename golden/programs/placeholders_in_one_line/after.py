"""One line makes two placeholders; the prediction is fed the first of them alone, and shares its statements with the training."""
import numpy as np
import tensorflow as tf

w = tf.Variable(tf.random.normal([2, 3], seed=1))
b = tf.Variable(tf.zeros([3]))
optimizer = tf.keras.optimizers.SGD(0.5)
optimizer.build([w, b])


def forward(inputs):
    logits = tf.matmul(inputs, w) + b
    probabilities = tf.nn.softmax(logits)
    classes = tf.argmax(probabilities, 1)
    return logits, classes


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 2], tf.float32),
        tf.TensorSpec([None], tf.int32),
    ],
    autograph=False,
)
def train_step(inputs, labels):
    with tf.GradientTape() as tape:
        logits, classes = forward(inputs)
        loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits))
    optimizer.minimize(loss, [w, b], tape=tape)
    return loss, classes


@tf.function(input_signature=[tf.TensorSpec([None, 2], tf.float32)], autograph=False)
def compute_classes(inputs):
    logits, classes = forward(inputs)
    return classes


x_data = np.array([[1.0, 2.0], [3.0, 1.0], [0.0, 1.0]])
for step in range(4):
    value, found = [value.numpy() for value in train_step(x_data, [0, 1, 2])]
    print(step, value, found)
print(compute_classes(x_data[:2]).numpy())
