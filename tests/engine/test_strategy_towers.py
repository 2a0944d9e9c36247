"""A loop over devices is reported as what it is for: only towers that train get the skeleton of a custom loop."""

from __future__ import annotations

import pytest
from checks import messages
from flowshift.engine import migrate_source
from flowshift.model import Applicability

_HEAD = "import tensorflow as tf\n\noptimizer = tf.train.GradientDescentOptimizer(0.1)\nresults = []\n"


def reported(lines: str) -> list[str]:
    """Return the findings on a program of which these are the last lines."""
    result = migrate_source((_HEAD + lines).encode())
    return [text for text in messages(result, Applicability.MANUAL) if "device" in text or "towers" in text]


def loop(body: str, device: str = '"/gpu:%d" % i') -> str:
    return f"for i in range(2):\n    with tf.device({device}):\n        {body}\n"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (loop("results.append(optimizer.compute_gradients(losses[i]))"), "towers by hand: make model and optimizer"),
        (
            loop("results.append(tf.gradients(losses[i], weights))") + "optimizer.apply_gradients(mean(results))\n",
            "towers by hand: make model and optimizer",
        ),
        (
            loop("results.append(tower_loss(i))") + "train = optimizer.minimize(tf.add_n(results))\n",
            "whose losses are minimised together",
        ),
        (loop("results.append(tower(images[i]))"), "nothing is trained on these devices"),
        (loop("results.append(tf.gradients(losses[i], weights))"), "nothing is trained on these devices"),
        (loop("results.append(optimizer.apply_gradients(tower_gradients[i]))"), "updated by themselves"),
        (
            "model = tf.keras.Sequential()\n" + loop("results.append(model(tower_images[i]))"),
            "copies of a Keras model",
        ),
    ],
    ids=["compute_gradients", "gradients", "losses", "predictions", "compared", "updates", "keras"],
)
def test_towers_are_told_apart(lines: str, said: str) -> None:
    assert any(said in text for text in reported(lines)), reported(lines)


@pytest.mark.parametrize("device", ['"/gpu:0"', "losses[i].device", "i.device"])
def test_device_that_the_loop_does_not_choose_is_no_tower(device: str) -> None:
    assert not reported(loop("results.append(optimizer.compute_gradients(losses[i]))", device))
