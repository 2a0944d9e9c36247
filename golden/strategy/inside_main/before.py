"""Everything in a function: the block that goes under the scope is the function's own."""

import numpy as np
import tensorflow as tf

cpu = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)

rng = np.random.RandomState(0)
x = rng.rand(32, 3).astype("float32")
y = (x @ [[1.0], [-2.0], [0.5]]).astype("float32")

def main(epochs=3):
    strategy = tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"])

    # the network
    model = tf.keras.Sequential(
        [
            tf.keras.layers.Dense(4, activation="tanh", input_shape=(3,)),

            tf.keras.layers.Dense(1),
        ]
    )

    with strategy.scope():
        model.compile(
            optimizer="adam",
            loss="mse",
        )
        # train
        for _ in range(epochs):
            loss = model.evaluate(x, y, batch_size=8, verbose=0)
            print("before the epoch: %.6f" % loss)
            model.fit(x, y, batch_size=8, shuffle=False, verbose=0)
        # done
    return model


if __name__ == "__main__":
    model = main()
    print("prediction", model.predict(x[:2], verbose=0))
