"""The gradients of a recurrent network and of an embedding are clipped together."""
import numpy as np
import tensorflow as tf
from tf1_rnn_cells import joint_glorot

rng = np.random.RandomState(0)
data = rng.randint(0, 10, [4, 6])
embedding = tf.Variable(rng.randn(10, 8).astype(np.float32), name="embedding")
lstm = tf.keras.layers.LSTM(8, return_sequences=True, **joint_glorot(4))
w = tf.Variable(rng.randn(8, 10).astype(np.float32), name="w")
optimizer = tf.keras.optimizers.Adam(0.01, epsilon=1e-8)


@tf.function(
    input_signature=[
        tf.TensorSpec([4, 5], tf.int32),
        tf.TensorSpec([4, 5], tf.int32),
    ],
    autograph=False,
)
def train_step(inputs, targets):
    with tf.GradientTape() as tape:
        outputs = lstm(tf.nn.embedding_lookup(embedding, inputs))
        logits = tf.reshape(tf.matmul(tf.reshape(outputs, [-1, 8]), w), [4, 5, 10])
        cost = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=targets, logits=logits))
    tvars = tape.watched_variables()
    grads, _ = tf.clip_by_global_norm(tape.gradient(cost, tvars), 1.0)
    optimizer.apply_gradients(zip(grads, tvars))
    return cost


for i in range(5):
    c = train_step(data[:, :-1], data[:, 1:]).numpy()
    print(i, c)
