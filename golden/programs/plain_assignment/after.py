"""A variable is assigned a Python value between the steps, and kept for the next time."""
import tensorflow as tf

w = tf.Variable(3.0)
last_epoch = tf.Variable(0, name="last_epoch")
optimizer = tf.keras.optimizers.SGD(0.1)
optimizer.build([w])


@tf.function(input_signature=[tf.TensorSpec([], tf.float32)], autograph=False)
def train_step(x):
    with tf.GradientTape() as tape:
        total_loss = tf.square(w * x)
    optimizer.minimize(total_loss, [w], tape=tape)


start = last_epoch.numpy()
for epoch in range(start, 3):
    train_step(0.5)
    last_epoch.assign(epoch + 1)
    w.assign(float(epoch) + 1.0)
    print([last_epoch.numpy(), w.numpy()])
