"""One network is built for training and for testing: dropout differs, and the weights are shared by name."""
import numpy as np
import tensorflow as tf

n_classes = 3


def conv_net(n_classes, dropout):
    conv2d = tf.keras.layers.Conv2D(4, 3, activation=tf.nn.relu)
    max_pooling2d = tf.keras.layers.MaxPooling2D(2, 2)
    flatten = tf.keras.layers.Flatten()
    dense = tf.keras.layers.Dense(8)
    dropout_layer = tf.keras.layers.Dropout(rate=dropout)
    dense_layer = tf.keras.layers.Dense(n_classes)

    def apply(images, is_training):
        # the same scope each time
        x = tf.reshape(images, shape=[-1, 6, 6, 1])
        conv1 = conv2d(x)
        conv1 = max_pooling2d(conv1)
        fc1 = flatten(conv1)
        fc1 = dense(fc1)
        # dropout only while it is trained
        fc1 = dropout_layer(fc1, training=is_training)
        out = dense_layer(fc1)
        out = tf.nn.softmax(out) if not is_training else out
        return out

    return apply


shared_conv_net = conv_net(n_classes, 0.0)

optimizer = tf.keras.optimizers.Adam(learning_rate=0.01, epsilon=1e-8)


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 36], tf.float32),
        tf.TensorSpec([None], tf.int64),
    ],
    autograph=False,
)
def train_step(X, Y):
    with tf.GradientTape() as tape:
        logits_train = shared_conv_net(X, is_training=True)

        loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(logits=logits_train, labels=Y))
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 36], tf.float32),
        tf.TensorSpec([None], tf.int64),
    ],
    autograph=False,
)
def evaluate(X, Y):
    logits_test = shared_conv_net(X, is_training=False)
    correct = tf.equal(tf.argmax(logits_test, 1), Y)
    accuracy = tf.reduce_mean(tf.cast(correct, tf.float32))
    return accuracy, logits_test


rng = np.random.RandomState(4)
images = rng.rand(12, 36).astype(np.float32)
labels = rng.randint(0, n_classes, 12)
for step in range(5):
    value = train_step(images, labels).numpy()
    print("%.5f" % value)
print([value.numpy() for value in evaluate(images, labels)])
