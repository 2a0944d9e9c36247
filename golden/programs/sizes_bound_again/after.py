"""A size whose name is bound again for the next placeholder, before and after a first run."""
import numpy as np
import tensorflow as tf

random = np.random.RandomState(0)
rows, wanted = random.rand(9, 4), random.rand(9, 2)

n = rows.shape[1]
weights = tf.Variable(tf.ones([4, 2]) / 4)


@tf.function(input_signature=[tf.TensorSpec([None, n], tf.float32)], autograph=False)
def predict(x):
    prediction = tf.tanh(tf.matmul(x, weights))
    return prediction


print(n, predict(rows[:2]).numpy())

n_value = wanted.shape[1]
optimizer = tf.keras.optimizers.SGD(0.5)
optimizer.build([weights])


@tf.function(
    input_signature=[
        tf.TensorSpec([None, n], tf.float32),
        tf.TensorSpec([None, n_value], tf.float32),
    ],
    autograph=False,
)
def train_step(x, y):
    with tf.GradientTape() as tape:
        prediction = tf.tanh(tf.matmul(x, weights))
        loss = tf.reduce_mean(tf.square(prediction - y))
    optimizer.minimize(loss, [weights], tape=tape)
    return loss


for step in range(4):
    value = train_step(rows, wanted).numpy()
    print(step, value)
print(n_value, predict(rows[:2]).numpy())
