"""Both files define flags under the same names, and the class has another name here."""
import numpy as np

from model import RNN as Net
import absl.app
import absl.flags

absl.flags.DEFINE_integer("steps", 3, "steps")
FLAGS = absl.flags.FLAGS


def main(_):
    net = Net(5, 3)
    data = np.random.RandomState(0).rand(4, 5, 3)
    y = data.sum(axis=(1, 2))[:, None]
    for _ in range(FLAGS.steps):
        loss = net.train_step(data, y).numpy()
        print("%.5f" % loss)


if __name__ == "__main__":
    absl.app.run(main)
