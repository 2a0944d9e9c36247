"""The step is a variable that the training operation counts, and that the same run returns."""
import numpy as np
import tensorflow as tf

random = np.random.RandomState(2)
data = random.rand(12, 2).astype(np.float32)

w = tf.Variable(tf.ones([2, 1]), name="w")
global_step = tf.Variable(0, name="global_step", trainable=False)
optimizer = tf.keras.optimizers.SGD(0.1)
optimizer.build([w])


@tf.function(input_signature=[tf.TensorSpec([None, 2], tf.float32)], autograph=False)
def train_step(x):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - 3.0))
    optimizer.minimize(loss, [w], tape=tape)
    global_step.assign_add(1)
    step = tf.cast(global_step, tf.int64)
    tf.summary.scalar("loss", loss, step=step)
    return tf.identity(global_step)


writer = tf.summary.create_file_writer("logs")
for _ in range(4):
    with writer.as_default():
        number = train_step(data).numpy()
    print("after step", number)
writer.close()
