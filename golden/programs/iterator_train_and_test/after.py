"""One iterator goes through the training data and the test data in each epoch; dropout is fed beside it."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(3)
x_train, x_test = rng.rand(10, 3), rng.rand(5, 3)
y_train, y_test = (x_train.sum(axis=1) > 1.5).astype(int), (x_test.sum(axis=1) > 1.5).astype(int)


def make_dataset(features, labels, batch_size):
    dataset = tf.data.Dataset.from_tensor_slices((features, labels))
    dataset = dataset.map(lambda x, y: (x * 2.0 - 1.0, y))
    return dataset.batch(batch_size)


dense = tf.keras.layers.Dense(6, activation=tf.nn.relu)
dense_layer = tf.keras.layers.Dense(2)
optimizer = tf.keras.optimizers.Adam(0.05, epsilon=1e-8)


def forward(x, rate):
    hidden = dense(x)
    hidden = hidden * (1.0 - rate)
    logits = dense_layer(hidden)
    return logits


@tf.function(autograph=False)
def train_step(x, y, rate):
    with tf.GradientTape() as tape:
        logits = forward(x, rate)
        loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=y, logits=logits))
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


@tf.function(autograph=False)
def evaluate(x, y, rate):
    logits = forward(x, rate)
    correct = tf.reduce_sum(tf.cast(tf.equal(tf.argmax(logits, 1), y), tf.float32))
    return correct


for epoch in range(3):
    total = 0.0
    # train
    for x, y in make_dataset(tf.constant(x_train, tf.float32), tf.constant(y_train, tf.int64), 4):
        value = train_step(x, y, tf.constant(0.25, tf.float32)).numpy()
        total += value
    hits = 0
    # test
    for x, y in make_dataset(tf.constant(x_test, tf.float32), tf.constant(y_test, tf.int64), 5):
        hits += evaluate(x, y, tf.constant(0.0, tf.float32)).numpy()
    print("epoch", epoch, "%.5f" % total, hits)
