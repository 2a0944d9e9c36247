"""The script opens the session and hands it to the model of another file; it also runs what the model holds itself."""
import numpy as np

from model import Model


def batches(count):
    random = np.random.RandomState(3)
    for _ in range(count):
        rows = random.rand(8, 4).astype(np.float32)
        yield rows, rows.argmax(axis=1) % 3


def main():
    model = Model(4, 3, rate=0.05)
    for step, (rows, labels) in enumerate(batches(6)):
        print(step, "%.5f" % model.train(rows, labels))
    print(model.predict(rows[:2]).numpy())


if __name__ == "__main__":
    main()
