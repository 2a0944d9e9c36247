"""Clips of audio: TF2 wants their channels, and a whole sample rate."""
import numpy as np
import tensorflow as tf

gain = tf.Variable(0.5)
optimizer = tf.keras.optimizers.SGD(0.1)
optimizer.build([gain])


@tf.function(
    input_signature=[
        tf.TensorSpec([2, 50], tf.float32),
        tf.TensorSpec([], tf.int64),
    ],
    autograph=False,
)
def train_step(x, step):
    with tf.GradientTape() as tape:
        wave = tf.tanh(x * gain)
        loss = tf.reduce_mean(tf.square(wave))
    tf.summary.audio("wave", tf.expand_dims(wave, -1), 8000, step=step)
    tf.summary.audio("stereo", tf.stack([wave, -wave], axis=2), 8000, step=step, max_outputs=1)
    optimizer.minimize(loss, [gain], tape=tape)


data = np.sin(np.arange(100.0)).reshape(2, 50)
writer = tf.summary.create_file_writer("logs")
for step in range(3):
    with writer.as_default():
        train_step(data, step)
writer.close()
print(gain.numpy())
