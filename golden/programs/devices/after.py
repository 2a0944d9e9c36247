"""Parts of the graph stand in blocks that put them on the CPU, with scopes in and beside them."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
# the table is too large for the GPU
embedding = tf.Variable(tf.random_normal_initializer(stddev=1.0)([12, 4]), name="embedding")
w = tf.Variable(tf.random.normal([4, 3]), name="w")
optimizer = tf.keras.optimizers.SGD(0.1)
optimizer.build([embedding, w])


@tf.function(
    input_signature=[
        tf.TensorSpec([None], tf.int32),
        tf.TensorSpec([None], tf.int64),
    ],
    autograph=False,
)
def train_step(X, Y):
    with tf.GradientTape() as tape:
        embedded = tf.nn.embedding_lookup(embedding, X)
        logits = tf.matmul(embedded, w)
        loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=Y, logits=logits))
    optimizer.minimize(loss, [embedding, w], tape=tape)
    return loss


@tf.function(input_signature=[tf.TensorSpec([None], tf.int32)], autograph=False)
def compute_embedded(X):
    embedded = tf.nn.embedding_lookup(embedding, X)
    return embedded


for step in range(3):
    feed = {"X": rng.randint(0, 12, 5), "Y": rng.randint(0, 3, 5)}
    print(step, train_step(**feed).numpy())
print(compute_embedded([0, 11]).numpy())
