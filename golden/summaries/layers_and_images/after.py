"""A small network of layers: its activations, its input and its loss are logged, and the graph that is logged has them all."""
import numpy as np
import tensorflow as tf

conv1 = tf.keras.layers.Conv2D(4, 3, activation=tf.nn.relu, name="conv1")
flatten = tf.keras.layers.Flatten()
logits_layer = tf.keras.layers.Dense(2, name="logits")
optimizer = tf.keras.optimizers.SGD(0.1)


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 6, 6, 1], tf.float32),
        tf.TensorSpec([None, 2], tf.float32),
        tf.TensorSpec([], tf.int64),
    ],
    autograph=False,
)
def train_step(images, labels, step):
    with tf.GradientTape() as tape:
        conv = conv1(images)
        flat = flatten(conv)
        logits = logits_layer(flat)
        loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(labels=labels, logits=logits))
    tf.summary.image("input", tf.cast(images * 255.0, tf.uint8), step=step, max_outputs=1)
    tf.summary.histogram("conv/activations", conv, step=step)
    tf.summary.scalar("loss", loss, step=step)
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


random = np.random.RandomState(6)
x = random.randint(0, 2, (5, 6, 6, 1)).astype(np.float32)
y = np.eye(2, dtype=np.float32)[random.randint(0, 2, 5)]
writer = tf.summary.create_file_writer("logs/cnn")
with writer.as_default():
    tf.summary.graph(train_step.get_concrete_function().graph)
for i in range(3):
    with writer.as_default():
        value = train_step(x, y, i).numpy()
    print(i, value)
writer.close()
