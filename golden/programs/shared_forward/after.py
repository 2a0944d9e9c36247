"""Three runs over one network: its common part becomes one function."""
import numpy as np
import tensorflow as tf

np.random.seed(1)
images = np.random.rand(12, 6).astype(np.float32)
labels = np.eye(3, dtype=np.float32)[np.random.randint(0, 3, 12)]

w1 = tf.Variable(tf.random.truncated_normal([6, 5], stddev=0.3), name="w1")
c1 = tf.Variable(tf.zeros([5]), name="c1")
w2 = tf.Variable(tf.random.truncated_normal([5, 3], stddev=0.3), name="w2")
c2 = tf.Variable(tf.zeros([3]), name="c2")

optimizer = tf.keras.optimizers.SGD(0.1, momentum=0.9)
optimizer.build([w1, c1, w2, c2])


# the inputs
def forward(x):
    # two layers
    net = tf.nn.relu(tf.matmul(x, w1) + c1)
    net = tf.nn.l2_normalize(net, dim=1)
    logits = tf.matmul(net, w2) + c2
    return logits


# t: one-hot
@tf.function(
    input_signature=[
        tf.TensorSpec([None, 6], tf.float32),
        tf.TensorSpec([None, 3], tf.float32),
    ],
    autograph=False,
)
def train_step(x, t):
    with tf.GradientTape() as tape:
        logits = forward(x)

        loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(logits=logits, labels=t))
        penalty = 0.01 * (tf.nn.l2_loss(w1) + tf.nn.l2_loss(w2))
        total_loss = loss + penalty
    optimizer.minimize(total_loss, [w1, c1, w2, c2], tape=tape)


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 6], tf.float32),
        tf.TensorSpec([None, 3], tf.float32),
    ],
    autograph=False,
)
def evaluate(x, t):
    logits = forward(x)

    loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(logits=logits, labels=t))
    return loss


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 6], tf.float32),
        tf.TensorSpec([None, 3], tf.float32),
    ],
    autograph=False,
)
def evaluate_accuracy(x, t):
    logits = forward(x)
    probabilities = tf.nn.softmax(logits)
    accuracy = tf.reduce_mean(tf.cast(tf.equal(tf.argmax(probabilities, 1), tf.argmax(t, 1)), tf.float32))
    return accuracy


@tf.function(input_signature=[tf.TensorSpec([None, 6], tf.float32)], autograph=False)
def predict(x):
    logits = forward(x)
    probabilities = tf.nn.softmax(logits)
    return probabilities


for epoch in range(10):
    for start in range(0, 12, 4):
        batch_x, batch_t = images[start:start + 4], labels[start:start + 4]
        train_step(batch_x, batch_t)
    # how far it is
    current = evaluate(images, labels).numpy()
    print("epoch", epoch, "loss %.6f" % current)
print("accuracy", evaluate_accuracy(images, labels).numpy())
print(predict(images[:2]).numpy())
