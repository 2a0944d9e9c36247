"""The graph itself reads batches of two files from a queue: each training step takes the next one."""
import tensorflow as tf

FILES = ["first.csv", "second.csv"]


def parse_line(line):
    columns = tf.io.decode_csv(line, record_defaults=[[0.0], [0.0], [0]])
    features = tf.stack(columns[:2])
    label = tf.cast(columns[2], tf.float32)
    return features * 0.1, label


dataset = tf.data.TextLineDataset(FILES).repeat().map(parse_line).batch(3)
iterator = iter(dataset)

weights = tf.Variable(tf.zeros([2]))
optimizer = tf.keras.optimizers.SGD(0.1)
optimizer.build([weights])


@tf.function(autograph=False)
def train_step(x, y):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(tf.reduce_sum(x * weights, axis=1) - y))
    optimizer.minimize(loss, [weights], tape=tape)
    return loss


@tf.function(autograph=False)
def evaluate(x, y):
    loss = tf.reduce_mean(tf.square(tf.reduce_sum(x * weights, axis=1) - y))
    return loss


def main():
    for _ in range(4):
        x, y = next(iterator)
        value = train_step(x, y).numpy()
        print("%.6f" % value)
    x, y = next(iterator)
    print([x.numpy(), y.numpy()])
    # one more batch
    x, y = next(iterator)
    print(evaluate(x, y).numpy(), weights.numpy())


if __name__ == "__main__":
    main()
