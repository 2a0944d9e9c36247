"""The usual loop: merge_all is run beside the training operation, and added for the step."""
import numpy as np
import tensorflow as tf

random = np.random.RandomState(0)
data_x = random.rand(20, 3).astype(np.float32)
data_y = data_x.dot(np.array([[1.0], [-2.0], [3.0]], np.float32)) + 0.5

w = tf.Variable(tf.zeros([3, 1]), name="weights")
b = tf.Variable(tf.zeros([1]), name="bias")
optimizer = tf.keras.optimizers.SGD(0.2)
optimizer.build([w, b])


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 3], tf.float32),
        tf.TensorSpec([None, 1], tf.float32),
        tf.TensorSpec([], tf.int64),
    ],
    autograph=False,
)
def train_step(x, y, step):
    with tf.GradientTape() as tape:
        prediction = tf.matmul(x, w) + b
        loss = tf.reduce_mean(tf.square(prediction - y))
    tf.summary.scalar("training/loss", loss, step=step)  # the squared error
    tf.summary.histogram("prediction", prediction, step=step)
    optimizer.minimize(loss, [w, b], tape=tape)
    return loss


writer = tf.summary.create_file_writer("logs/train")
with writer.as_default():
    tf.summary.graph(train_step.get_concrete_function().graph)
for step in range(8):
    with writer.as_default():
        value = train_step(data_x, data_y, step).numpy()
    print(step, value)
writer.close()
print(w.numpy().ravel())
