"""A small network of layers: its activations, its input and its loss are logged, and the graph that is logged has them all."""
import numpy as np
import tensorflow as tf

images = tf.placeholder(tf.float32, [None, 6, 6, 1])
labels = tf.placeholder(tf.float32, [None, 2])
tf.summary.image("input", tf.cast(images * 255.0, tf.uint8), 1)
with tf.name_scope("conv"):
    conv = tf.layers.conv2d(images, 4, 3, activation=tf.nn.relu, name="conv1")
    tf.summary.histogram("activations", conv)
flat = tf.layers.flatten(conv)
logits = tf.layers.dense(flat, 2, name="logits")
loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits_v2(labels=labels, logits=logits))
tf.summary.scalar("loss", loss)
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
merged = tf.summary.merge_all()

random = np.random.RandomState(6)
x = random.randint(0, 2, (5, 6, 6, 1)).astype(np.float32)
y = np.eye(2, dtype=np.float32)[random.randint(0, 2, 5)]
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    writer = tf.summary.FileWriter("logs/cnn", graph=tf.get_default_graph())
    for i in range(3):
        _, summary, value = sess.run([train, merged, loss], feed_dict={images: x, labels: y})
        writer.add_summary(summary, i)
        print(i, value)
    writer.close()
