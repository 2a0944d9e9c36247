"""A tagger whose graph is built in main(), with cells from a function of its own."""
import numpy as np
import tensorflow as tf

UNITS, TAGS = 6, 3


def lstm(units):
    return tf.keras.layers.LSTMCell(
        units,
        kernel_initializer=tf.random_uniform_initializer(-0.3, 0.3),
        recurrent_initializer=tf.random_uniform_initializer(-0.3, 0.3),
    )


def main():
    np.random.seed(96)
    data = np.random.randn(5, 7, 4).astype(np.float32)
    lengths = np.array([7, 2, 5, 1, 6])
    tags = np.random.randint(0, TAGS, (5, 7))

    rnn_forward = tf.keras.layers.RNN(
        lstm(UNITS),
        return_sequences=True,
        return_state=True,
        zero_output_for_mask=True,
    )
    rnn_backward = tf.keras.layers.RNN(
        lstm(UNITS),
        return_sequences=True,
        return_state=True,
        go_backwards=True,
        zero_output_for_mask=True,
    )
    weights = tf.Variable(tf.keras.initializers.GlorotUniform()([2 * UNITS, TAGS]), name="weights")
    optimizer = tf.keras.optimizers.Adam(0.05, epsilon=1e-8)

    def forward(words, n):
        sequence_mask = tf.sequence_mask(n, tf.shape(words)[1])
        outputs_fw, rnn_forward_h, rnn_forward_c = rnn_forward(words, mask=sequence_mask)
        states_fw = [rnn_forward_h, rnn_forward_c]
        outputs_bw, rnn_backward_h, rnn_backward_c = rnn_backward(words, mask=sequence_mask)
        states_bw = [rnn_backward_h, rnn_backward_c]
        outputs_bw = tf.reverse(outputs_bw, axis=[1])
        outputs = (outputs_fw, outputs_bw)
        states = (states_fw, states_bw)
        scores = tf.tensordot(tf.concat(outputs, -1), weights, 1)
        return states, scores

    @tf.function(
        input_signature=[
            tf.TensorSpec([None, None, 4], tf.float32),
            tf.TensorSpec([None], tf.int32),
            tf.TensorSpec([None, None], tf.int32),
        ],
        autograph=False,
    )
    def train_step(words, n, truth):
        with tf.GradientTape() as tape:
            states, scores = forward(words, n)
            losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=truth, logits=scores)
            mask = tf.sequence_mask(n, tf.shape(words)[1], tf.float32)
            loss = tf.reduce_sum(losses * mask) / tf.reduce_sum(mask) + 0.01 * tf.reduce_sum(tf.square(states[1][1]))
        optimizer.minimize(loss, tape.watched_variables(), tape=tape)
        return loss

    @tf.function(
        input_signature=[
            tf.TensorSpec([None, None, 4], tf.float32),
            tf.TensorSpec([None], tf.int32),
        ],
        autograph=False,
    )
    def evaluate(words, n):
        states, scores = forward(words, n)
        return scores

    feed = {"words": data, "n": lengths, "truth": tags}
    for step in range(10):
        value = train_step(**feed).numpy()
        print("step %d loss %.6f" % (step, value))
    print(evaluate(feed["words"], feed["n"]).numpy().argmax(-1).tolist())


if __name__ == "__main__":
    main()
