"""Let an agent learn, in a world of random numbers."""
import numpy as np

from brain import Brain


def play(brain, turns):
    numbers = np.random.RandomState(0)
    for turn in range(turns):
        rows = numbers.rand(8, 4).astype("float32")
        wanted = np.stack([rows.sum(1), rows[:, 0]], 1)
        loss = brain.learn(rows, wanted)
        print("turn", turn, "loss", loss, "chosen", brain.choose(rows[0]))
        if turn == 2:
            brain.forget()


if __name__ == "__main__":
    play(Brain(2, 4), 5)
