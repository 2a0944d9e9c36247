"""Gradients and their variables are fetched beside the step that applies them: the variables have their new values."""
import tensorflow as tf

X = [1.0, 2.0, 3.0]
Y = [1.0, 2.0, 3.0]

W = tf.Variable(5.0)
b = tf.Variable(1.0)

optimizer = tf.keras.optimizers.SGD(learning_rate=0.01)
optimizer.build([W, b])


@tf.function(autograph=False)
def train_step():
    with tf.GradientTape() as tape:
        hypothesis = X * W + b
        cost = tf.reduce_mean(tf.square(hypothesis - Y))
    # the gradient by hand
    gradient = tf.reduce_mean((hypothesis - Y) * X) * 2
    variables = [W, b]
    gvs = list(zip(tape.gradient(cost, variables), variables))
    optimizer.apply_gradients(gvs)
    return [gradient, gvs]


for step in range(5):
    gradient_val, gvs_val = tf.nest.map_structure(lambda value: value.numpy(), train_step())
    print(step, gradient_val, gvs_val)
