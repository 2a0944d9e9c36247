"""A checkpoint that TF 1.15 wrote is read by both versions: the variables have TF1's names in it."""
import numpy as np
import tensorflow as tf


def restore(path):
    """Read a checkpoint of this program, or one of its TF1 version, which has the variables by their names."""
    reader = tf.train.load_checkpoint(path)
    if reader.has_tensor("_CHECKPOINTABLE_OBJECT_GRAPH"):
        saver.read(path)
        return
    tf1_names = {
        "layer/w": w,
        "layer/Variable": b,
        "Variable": v,
        "Variable_1": c,
        "steps": steps,
    }
    for name, variable in tf1_names.items():
        variable.assign(reader.get_tensor(name))


rng = np.random.RandomState(0)
x_data = rng.rand(16, 3).astype(np.float32)
y_data = x_data.dot([[1.0], [-2.0], [0.5]]).astype(np.float32) + 0.3

w = tf.Variable(tf.keras.initializers.GlorotUniform()([3, 4]), name="w")
b = tf.Variable(tf.zeros([4]))
v = tf.Variable(tf.random.normal([4, 1]))
c = tf.Variable(tf.zeros([1]))
steps = tf.Variable(0, trainable=False, name="steps")
optimizer = tf.keras.optimizers.SGD(0.1)
optimizer.build([w, b, v, c])


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 3], tf.float32),
        tf.TensorSpec([None, 1], tf.float32),
    ],
    autograph=False,
)
def evaluate(x, y):
    output = tf.matmul(tf.nn.tanh(tf.matmul(x, w) + b), v) + c
    loss = tf.reduce_mean(tf.square(output - y))
    return loss


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 3], tf.float32),
        tf.TensorSpec([None, 1], tf.float32),
    ],
    autograph=False,
)
def train_step(x, y):
    with tf.GradientTape() as tape:
        output = tf.matmul(tf.nn.tanh(tf.matmul(x, w) + b), v) + c
        loss = tf.reduce_mean(tf.square(output - y))
    optimizer.minimize(loss, [w, b, v, c], tape=tape)
    steps.assign_add(1)


saver = tf.train.Checkpoint(w=w, b=b, v=v, c=c, steps=steps, optimizer=optimizer)

restore("./old.ckpt")
print(steps.numpy(), evaluate(x_data, y_data).numpy())
for _ in range(3):
    train_step(x_data, y_data)
print(steps.numpy(), evaluate(x_data, y_data).numpy())
