"""A loop builds a deep network: weights and biases of each layer, kept in lists, and a penalty on all of them."""
import numpy as np
import tensorflow as tf

SIZES = [4, 6, 5, 2]

random = np.random.RandomState(2)
data = random.rand(10, 4).astype(np.float32)
answers = (data.sum(axis=1) > 2.0).astype(np.int64)

weights = []
ws = []
bs = []
for index, units in enumerate(SIZES[1:]):
    before = SIZES[index]
    w = tf.Variable(tf.random.normal([before, units], stddev=0.4, seed=index + 1))
    b = tf.Variable(tf.zeros([units]))
    weights.append(w)
    ws.append(w)
    bs.append(b)

optimizer = tf.keras.optimizers.SGD(0.2, momentum=0.9)


@tf.function(
    input_signature=[
        tf.TensorSpec([None, SIZES[0]], tf.float32),
        tf.TensorSpec([None], tf.int64),
    ],
    autograph=False,
)
def train_step(inputs, targets):
    with tf.GradientTape() as tape:
        net = inputs
        for (index, units), w, b in zip(enumerate(SIZES[1:]), ws, bs):
            net = tf.matmul(net, w) + b
            if index < len(SIZES) - 2:
                net = tf.nn.tanh(net)

        penalties = []
        for w in weights:
            penalties.append(tf.nn.l2_loss(w))

        loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(logits=net, labels=targets))
        total = loss + 0.01 * tf.add_n(penalties)
    optimizer.minimize(total, tape.watched_variables(), tape=tape)
    return loss, total


@tf.function(input_signature=[tf.TensorSpec([None, SIZES[0]], tf.float32)], autograph=False)
def compute_chosen(inputs):
    net = inputs
    for (index, units), w, b in zip(enumerate(SIZES[1:]), ws, bs):
        net = tf.matmul(net, w) + b
        if index < len(SIZES) - 2:
            net = tf.nn.tanh(net)
    chosen = tf.argmax(net, 1)
    return chosen


for _ in range(25):
    now, all_of_it = [value.numpy() for value in train_step(data, answers)]
print("%.5f %.5f" % (now, all_of_it))
print(compute_chosen(data).numpy(), answers)
