"""A decoder of legacy_seq2seq, with and without feeding back what it gave."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()


def rnn_decoder(decoder_inputs, initial_state, cell, loop_function=None, scope=None):
    """Run tf.contrib.legacy_seq2seq.rnn_decoder of TensorFlow 1.15."""
    with tf.compat.v1.variable_scope(scope or "rnn_decoder"):
        state, outputs, previous = initial_state, [], None
        for step, inputs in enumerate(decoder_inputs):
            if loop_function is not None and previous is not None:
                with tf.compat.v1.variable_scope("loop_function", reuse=True):
                    inputs = loop_function(previous, step)
            if step > 0:
                tf.compat.v1.get_variable_scope().reuse_variables()
            previous, state = cell(inputs, state)
            outputs.append(previous)
    return outputs, state


def sequence_loss_by_example(
    logits, targets, weights, average_across_timesteps=True, softmax_loss_function=None, name=None
):
    """Compute tf.contrib.legacy_seq2seq.sequence_loss_by_example of TensorFlow 1.15."""
    loss = softmax_loss_function or tf.nn.sparse_softmax_cross_entropy_with_logits
    if softmax_loss_function is None:
        targets = [tf.reshape(target, [-1]) for target in targets]
    losses = [
        loss(labels=target, logits=logit) * weight
        for logit, target, weight in zip(logits, targets, weights)
    ]
    total = tf.add_n(losses)
    return total / (tf.add_n(weights) + 1e-12) if average_across_timesteps else total


def sequence_loss(
    logits,
    targets,
    weights,
    average_across_timesteps=True,
    average_across_batch=True,
    softmax_loss_function=None,
    name=None,
):
    """Compute tf.contrib.legacy_seq2seq.sequence_loss of TensorFlow 1.15."""
    loss = softmax_loss_function or tf.nn.sparse_softmax_cross_entropy_with_logits
    labels = targets
    if softmax_loss_function is None:
        labels = [tf.reshape(target, [-1]) for target in targets]
    losses = [
        loss(labels=label, logits=logit) * weight
        for logit, label, weight in zip(logits, labels, weights)
    ]
    total = tf.add_n(losses)
    if average_across_timesteps:
        total /= tf.add_n(weights) + 1e-12
    total = tf.reduce_sum(total)
    return total / tf.cast(tf.shape(targets[0])[0], total.dtype) if average_across_batch else total


np.random.seed(6)
ids = np.random.randint(0, 7, (3, 5))
inputs = tf.compat.v1.placeholder(tf.int32, [3, 5])
table = tf.compat.v1.get_variable("table", [7, 4])
w = tf.compat.v1.get_variable("w", [4, 7])
embedded = tf.compat.v1.nn.embedding_lookup(table, inputs)
steps = [tf.squeeze(step, [1]) for step in tf.split(embedded, 5, 1)]

def feed_back(previous, _):
    return tf.compat.v1.nn.embedding_lookup(table, tf.argmax(tf.matmul(previous, w), 1))

cell = tf.compat.v1.nn.rnn_cell.BasicLSTMCell(4)
start = cell.zero_state(3, tf.float32)
outputs, state = rnn_decoder(steps, start, cell, scope="decoder")
with tf.compat.v1.variable_scope(tf.compat.v1.get_variable_scope(), reuse=True):
    free, _ = rnn_decoder(steps, start, cell, loop_function=feed_back, scope="decoder")
logits = tf.matmul(tf.reshape(tf.concat(outputs, 1), [-1, 4]), w)
weights = tf.constant(np.array([1, 0, 1] * 5, np.float32))
targets = tf.reshape(inputs, [-1])
losses = sequence_loss_by_example([logits], [targets], [weights])
loss = sequence_loss([logits], [targets], [weights])
train = tf.compat.v1.train.AdamOptimizer(0.05).minimize(loss)

with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    for step in range(3):
        print(sess.run([loss, train], feed_dict={inputs: ids})[0])
    print(sess.run(losses, feed_dict={inputs: ids}))
    print(sess.run(state, feed_dict={inputs: ids}))
    print(sess.run(free[-1], feed_dict={inputs: ids}))
