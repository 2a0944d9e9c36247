"""Lines of a file are read through queues: the producer, the reader, the decoder, and batches of ten."""
import tensorflow as tf

# Default values, in case of empty columns. Also specifies the type of the
# decoded result.
record_defaults = [[0.0], [0.0], [0.0], [0.0]]


def parse_line(value):
    xy = tf.io.decode_csv(value, record_defaults=record_defaults)
    return xy[0:-1], xy[-1:]


# collect batches of csv in
dataset = tf.data.TextLineDataset(["scores.csv"]).repeat().map(parse_line).batch(4)
iterator = iter(dataset)

W = tf.Variable(tf.random.normal([3, 1], seed=1), name="weight")
b = tf.Variable(tf.zeros([1]), name="bias")
optimizer = tf.keras.optimizers.SGD(learning_rate=1e-5)
optimizer.build([W, b])


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 3], tf.float32),
        tf.TensorSpec([None, 1], tf.float32),
    ],
    autograph=False,
)
def train_step(X, Y):
    with tf.GradientTape() as tape:
        hypothesis = tf.matmul(X, W) + b
        cost = tf.reduce_mean(tf.square(hypothesis - Y))
    optimizer.minimize(cost, [W, b], tape=tape)
    return cost, hypothesis


@tf.function(input_signature=[tf.TensorSpec([None, 3], tf.float32)], autograph=False)
def predict(X):
    hypothesis = tf.matmul(X, W) + b
    return hypothesis


for step in range(9):
    train_x_batch, train_y_batch = next(iterator)
    x_batch, y_batch = train_x_batch.numpy(), train_y_batch.numpy()
    cost_val, hy_val = [value.numpy() for value in train_step(x_batch, y_batch)]
    if step % 4 == 0:
        print(step, "Cost: ", cost_val, "\nPrediction:\n", hy_val)

print("Your score will be ", predict([[100, 70, 101]]).numpy())
