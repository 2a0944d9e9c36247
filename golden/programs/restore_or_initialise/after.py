"""Training goes on where a checkpoint was left, or begins anew; the files are numbered by the step."""
import numpy as np
import tensorflow as tf


def restore(path):
    """Read a checkpoint of this program, or one of its TF1 version, which has the variables by their names."""
    reader = tf.train.load_checkpoint(path)
    if reader.has_tensor("_CHECKPOINTABLE_OBJECT_GRAPH"):
        checkpoint.read(path)
        return
    tf1_names = {
        "step": step,
        "Variable": w,
    }
    for name, variable in tf1_names.items():
        variable.assign(reader.get_tensor(name))


x_data = np.array([[1.0, 2.0], [3.0, 1.0], [0.5, 0.5]], dtype=np.float32)
y_data = np.array([[1.0], [2.0], [0.0]], dtype=np.float32)

step = tf.Variable(0, trainable=False, name="step")
w = tf.Variable(tf.random.uniform([2, 1], -1.0, 1.0))
optimizer = tf.keras.optimizers.Adam(0.05, epsilon=1e-8)
optimizer.build([w])


@tf.function(
    input_signature=[
        tf.TensorSpec(None, tf.float32),
        tf.TensorSpec(None, tf.float32),
    ],
    autograph=False,
)
def train_step(x, y):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - y))
    optimizer.minimize(loss, [w], tape=tape)
    step.assign_add(1)


@tf.function(
    input_signature=[
        tf.TensorSpec(None, tf.float32),
        tf.TensorSpec(None, tf.float32),
    ],
    autograph=False,
)
def evaluate(x, y):
    loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - y))
    return loss


checkpoint = tf.train.Checkpoint(step=step, w=w, optimizer=optimizer)
saver = tf.train.CheckpointManager(checkpoint, "./model", max_to_keep=2, checkpoint_name="net.ckpt")
found = tf.train.get_checkpoint_state("./model")
if found and tf.io.gfile.exists(found.model_checkpoint_path + ".index"):
    restore(found.model_checkpoint_path)

for _ in range(3):
    train_step(x_data, y_data)
    saver.save(checkpoint_number=step)
    print(step.numpy(), evaluate(x_data, y_data).numpy())
print(tf.train.latest_checkpoint("./model"))
latest = tf.train.latest_checkpoint("./model")
train_step(x_data, y_data)
restore(latest)
print([step.numpy(), w.numpy()])
