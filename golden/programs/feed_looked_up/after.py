"""The script looks into its feed dictionary by placeholder, shows a tensor on a line of its own, and deletes another one."""
import numpy as np
import tensorflow as tf

w = tf.Variable([[0.5], [0.25]])
optimizer = tf.keras.optimizers.SGD(0.1)
optimizer.build([w])


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 2], tf.float32),
        tf.TensorSpec([None], tf.float32),
    ],
    autograph=False,
)
def train_step(inputs, targets):
    with tf.GradientTape() as tape:
        products = tf.matmul(inputs, w)
        outputs = tf.squeeze(products, 1)
        loss = tf.reduce_mean(tf.square(outputs - targets))
    optimizer.minimize(loss, [w], tape=tape)
    return loss


@tf.function(input_signature=[tf.TensorSpec([None, 2], tf.float32)], autograph=False)
def predict(inputs):
    products = tf.matmul(inputs, w)
    outputs = tf.squeeze(products, 1)
    return outputs


random = np.random.RandomState(4)


def next_feed():
    rows = random.rand(3, 2)
    return {"inputs": rows, "targets": rows[:, 0] - rows[:, 1]}


for batch in range(3):
    fd = next_feed()
    value = train_step(**fd).numpy()
    print(batch, "%.6f" % value)
    for row, prediction in zip(fd["inputs"], predict(fd["inputs"]).numpy()):
        print("  %s %.5f" % (row.round(4), prediction))
    print(fd["targets"].round(4))
