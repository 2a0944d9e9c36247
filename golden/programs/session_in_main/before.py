"""The graph stands at the top level, the session in main(): the functions stand at the top level."""
import numpy as np
import tensorflow as tf

BATCH = 4

features = tf.placeholder(tf.float32, [None, 3])
labels = tf.placeholder(tf.int32, [None])

hidden = tf.layers.dense(features, 6, activation=tf.nn.tanh, name="hidden")
logits = tf.layers.dense(hidden, 2, name="logits")
loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(logits=logits, labels=labels))
train_op = tf.train.MomentumOptimizer(0.1, 0.9).minimize(loss)
predicted = tf.argmax(logits, 1)


def batches(inputs, classes):
    for start in range(0, len(inputs), BATCH):
        yield inputs[start : start + BATCH], classes[start : start + BATCH]


def main():
    random = np.random.RandomState(3)
    inputs = random.rand(12, 3).astype(np.float32)
    classes = (inputs.sum(axis=1) > 1.5).astype(np.int32)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for epoch in range(3):
            for some, their in batches(inputs, classes):
                sess.run(train_op, feed_dict={features: some, labels: their})
            print("epoch", epoch, "loss", sess.run(loss, feed_dict={features: inputs, labels: classes}))
        right = sess.run(predicted, feed_dict={features: inputs}) == classes
        print("right", right.mean())


if __name__ == "__main__":
    main()
