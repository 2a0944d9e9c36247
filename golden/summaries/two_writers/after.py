"""One merged summary, two writers: what is logged while training, and what is logged on other data."""
import numpy as np
import tensorflow as tf

random = np.random.RandomState(1)
x_train, x_test = random.rand(16, 2).astype(np.float32), random.rand(8, 2).astype(np.float32)

w = tf.Variable([[0.5], [-0.5]], name="weights")
optimizer = tf.keras.optimizers.Adam(0.1, epsilon=1e-8)
optimizer.build([w])


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 2], tf.float32),
        tf.TensorSpec([], tf.int64),
    ],
    autograph=False,
)
def train_step(x, step):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - 1.0))
    tf.summary.scalar("loss", loss, step=step)
    optimizer.minimize(loss, [w], tape=tape)


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 2], tf.float32),
        tf.TensorSpec([], tf.int64),
    ],
    autograph=False,
)
def evaluate(x, step):
    loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - 1.0))
    tf.summary.scalar("loss", loss, step=step)
    return loss


train_writer = tf.summary.create_file_writer("logs/train")
with train_writer.as_default():
    tf.summary.graph(train_step.get_concrete_function().graph)
test_writer = tf.summary.create_file_writer("logs/test")
for i in range(6):
    with train_writer.as_default():
        train_step(x_train, i)
    if i % 2 == 0:
        # how well it does on other data
        with test_writer.as_default():
            value = evaluate(x_test, i).numpy()
        print("test loss at step %d: %.5f" % (i, value))
train_writer.close()
test_writer.close()
