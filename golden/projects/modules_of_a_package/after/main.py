"""A script of a project with a package: modules import each other relatively, and settings come from a file without a graph."""
import numpy as np

import nets.model
from settings import Config


def run(epochs):
    config = Config(size=2, rate=0.05)
    network = nets.model.Model(config)
    x = np.arange(10.0).reshape(5, 2) / 10
    y = x.sum(axis=1, keepdims=True)
    for epoch in range(epochs):
        feed = {"x": x, "y": y, "learning_rate": config.rate}
        loss = network.train_step(**feed).numpy()
        print("%d %.5f" % (epoch, loss))
    print(network.predict(x).numpy().ravel())


if __name__ == "__main__":
    run(4)
