"""Soft labels from a teacher network: TF1 stops the gradient into them."""
import numpy as np
import tensorflow as tf

np.random.seed(6)
data = np.random.rand(5, 4).astype(np.float32)

teacher_w = tf.Variable(tf.random.normal([4, 3]), name="teacher_w")
student_w = tf.Variable(tf.random.normal([4, 3]), name="student_w")

optimizer = tf.keras.optimizers.SGD(0.5)
optimizer.build([teacher_w, student_w])


@tf.function(input_signature=[tf.TensorSpec([None, 4], tf.float32)], autograph=False)
def train_step(x):
    with tf.GradientTape() as tape:
        teacher = tf.nn.softmax(tf.matmul(x, teacher_w), axis=-1)
        student = tf.matmul(x, student_w)
        loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(labels=tf.stop_gradient(teacher), logits=student, axis=1))
        loss += 0.1 * tf.reduce_sum(tf.square(teacher_w))
    optimizer.minimize(loss, [teacher_w, student_w], tape=tape)
    return loss


for step in range(5):
    value = train_step(data).numpy()
    print(step, "%.6f" % value)
print(teacher_w.numpy())
print(student_w.numpy())
