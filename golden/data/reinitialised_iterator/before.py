"""One iterator goes over two datasets, which are made in a function and differ by a branch."""
import numpy as np
import tensorflow as tf

images = np.arange(24, dtype=np.float32).reshape(12, 2) / 24
labels = np.arange(12) % 3


def input_fn(x, y, batch_size, train):
    ds = tf.data.Dataset.from_tensor_slices((x, y))
    if train:
        ds = ds.repeat()
    return ds.map(lambda a, b: (a * 2.0, b)).batch(batch_size)


train_ds = input_fn(images[:8], labels[:8], 4, True)
test_ds = input_fn(images[8:], labels[8:], 2, False)
iterator = tf.data.Iterator.from_structure(train_ds.output_types, train_ds.output_shapes)
features, target = iterator.get_next()
train_init = iterator.make_initializer(train_ds)
test_init = iterator.make_initializer(test_ds)
logits = tf.layers.dense(features, 3)
loss = tf.losses.sparse_softmax_cross_entropy(target, logits)
train_op = tf.train.GradientDescentOptimizer(0.5).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for epoch in range(2):
        sess.run(train_init)
        for _ in range(3):
            print(sess.run([loss, train_op])[0])
        sess.run(test_init)
        try:
            while True:
                print("test", sess.run(loss))
        except tf.errors.OutOfRangeError:
            pass
