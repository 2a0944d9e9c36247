"""The whole program is the body of main(): its functions stand in it, where its variables are."""
import numpy as np
import tensorflow as tf


def make_data(count):
    """Return points of a line."""
    xs = np.linspace(-1.0, 1.0, count).astype(np.float32)
    return xs, 3.0 * xs - 1.0


def main():
    """Fit a line."""
    steps = 20
    xs, ys = make_data(16)

    # the model
    slope = tf.Variable(0.5, name="slope")
    offset = tf.Variable(0.0, name="offset")
    optimizer = tf.keras.optimizers.SGD(0.3)
    optimizer.build([slope, offset])

    # the inputs
    @tf.function(
        input_signature=[
            tf.TensorSpec([None], tf.float32),
            tf.TensorSpec([None], tf.float32),
        ],
        autograph=False,
    )
    def train_step(x, y):
        with tf.GradientTape() as tape:
            prediction = slope * x + offset
            loss = tf.reduce_mean(tf.square(prediction - y))
        optimizer.minimize(loss, [slope, offset], tape=tape)
        return loss

    @tf.function(input_signature=[tf.TensorSpec([None], tf.float32)], autograph=False)
    def predict(x):
        prediction = slope * x + offset
        return prediction

    for step in range(steps):
        value = train_step(xs, ys).numpy()
        if step % 5 == 0:
            print("step %d loss %.6f" % (step, value))
    print("slope", slope.numpy(), "offset", offset.numpy())
    print(predict([0.0, 2.0]).numpy())


if __name__ == "__main__":
    main()
