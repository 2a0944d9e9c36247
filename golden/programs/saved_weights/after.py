"""Weights are saved and restored."""
import numpy as np
import tensorflow as tf


def restore(path):
    """Read a checkpoint of this program, or one of its TF1 version, which has the variables by their names."""
    reader = tf.train.load_checkpoint(path)
    if reader.has_tensor("_CHECKPOINTABLE_OBJECT_GRAPH"):
        saver.read(path)
        return
    tf1_names = {
        "w": w,
    }
    for name, variable in tf1_names.items():
        variable.assign(reader.get_tensor(name))


rng = np.random.RandomState(0)
x_data = rng.rand(16, 3).astype(np.float32)
y_data = x_data.dot([[1.0], [-2.0], [0.5]]).astype(np.float32) + 0.3

w = tf.Variable(tf.random.normal([3, 1], seed=1), name="w")
optimizer = tf.keras.optimizers.SGD(0.1)
optimizer.build([w])


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 3], tf.float32),
        tf.TensorSpec([None, 1], tf.float32),
    ],
    autograph=False,
)
def train_step(x, y):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - y))
    optimizer.minimize(loss, [w], tape=tape)


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 3], tf.float32),
        tf.TensorSpec([None, 1], tf.float32),
    ],
    autograph=False,
)
def evaluate(x, y):
    loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - y))
    return loss


saver = tf.train.Checkpoint(w=w, optimizer=optimizer)

for _ in range(4):
    train_step(x_data, y_data)
path = saver.write("./model.ckpt")
print(w.numpy())
for _ in range(4):
    train_step(x_data, y_data)
print(w.numpy())
restore(path)
print(w.numpy(), evaluate(x_data, y_data).numpy())
