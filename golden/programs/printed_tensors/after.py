"""A tutorial prints its tensors while it builds the graph: they exist where the function is traced."""
import tensorflow as tf

W = tf.Variable(tf.random.normal([3, 4], seed=5))
optimizer = tf.keras.optimizers.SGD(0.2)
optimizer.build([W])


# labels: 0 to 3
@tf.function(
    input_signature=[
        tf.TensorSpec([None, 3], tf.float32),
        tf.TensorSpec([None, 1], tf.int32),
    ],
    autograph=False,
)
def train_step(X, labels):
    with tf.GradientTape() as tape:
        print(X)

        one_hot = tf.one_hot(labels, 4)
        print("one hot:", one_hot)
        one_hot = tf.reshape(one_hot, [-1, 4])
        print("reshaped:", one_hot)
        logits = tf.matmul(X, W)
        cost = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(logits=logits, labels=tf.stop_gradient(one_hot)))
    optimizer.minimize(cost, [W], tape=tape)
    return cost


@tf.function(input_signature=[tf.TensorSpec([None, 3], tf.float32)], autograph=False)
def predict(X):
    logits = tf.matmul(X, W)
    return logits


c = tf.constant([1.0, 2.0])
print(c)

for step in range(4):
    data = {"X": [[1.0, 2.0, 3.0], [2.0, 0.0, 1.0]], "labels": [[0], [3]]}
    print(step, train_step(**data).numpy())
print((c * 2).numpy())
print(predict([[1.0, 1.0, 1.0]]).numpy())
