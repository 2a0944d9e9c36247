"""RMSProp on layers: their variables are made first, so that its slots can start at ones as in TF1."""
import numpy as np
import tensorflow as tf

dense = tf.keras.layers.Dense(4, activation=tf.nn.tanh)
dense_layer = tf.keras.layers.Dense(4, activation=tf.nn.relu)
dense_layer_2 = tf.keras.layers.Dense(1)

# the optimizer
optimizer = tf.keras.optimizers.RMSprop(0.05, momentum=0.5, epsilon=1e-10)


def forward(x):
    hidden = dense(x)
    hidden = dense_layer(hidden)
    prediction = dense_layer_2(hidden)
    return prediction


with tf.GradientTape() as tape:  # makes the variables, so that the functions are traced once
    forward(tf.zeros([1, 3]))
optimizer.build(tape.watched_variables())
for velocity in optimizer._velocities:  # TF1 starts the mean square at 1
    velocity.assign(tf.ones_like(velocity))


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 3], tf.float32),
        tf.TensorSpec([None, 1], tf.float32),
    ],
    autograph=False,
)
def train_step(x, y):
    with tf.GradientTape() as tape:
        prediction = forward(x)
        loss = tf.reduce_mean(tf.square(prediction - y))
    variables = tape.watched_variables()
    gradients = tape.gradient(loss, variables)
    gradients, _ = tf.clip_by_global_norm(gradients, 0.5)
    optimizer.apply_gradients(zip(gradients, variables))
    return loss


@tf.function(input_signature=[tf.TensorSpec([None, 3], tf.float32)], autograph=False)
def predict(x):
    prediction = forward(x)
    return prediction


rows = np.random.RandomState(0).rand(6, 3)
for step in range(6):
    value = train_step(rows, rows[:, :1]).numpy()
    print(step, value)
print(predict(rows).numpy())
