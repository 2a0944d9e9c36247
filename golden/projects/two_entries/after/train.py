"""One of two scripts that share a model: each opens a session of its own, and uses another part of the class."""
import numpy as np
from model import Model


def main():
    rows = np.random.RandomState(1).rand(10, 3)
    labels = (rows[:, 0] > rows[:, 1]).astype(int)
    model = Model(3)
    for step in range(5):
        print(step, "%.5f" % model.train(rows, labels))
    print(model.evaluate_accuracy(rows, labels).numpy())


if __name__ == "__main__":
    main()
