"""Lambda layers that no rewriting can mend are reported, whatever way they are written."""

from __future__ import annotations

import pytest
from checks import check_noop, messages
from flowshift.model import Applicability


@pytest.mark.parametrize(
    "definition",
    [
        "layer = tf.keras.layers.Lambda(lambda t: None)",
        "nothing = lambda t: None\nlayer = tf.keras.layers.Lambda(nothing)",
        "def nothing(t):\n    return None\n\n\nlayer = tf.keras.layers.Lambda(nothing)",
        "def nothing(t):\n    return\n\n\nlayer = tf.keras.layers.Lambda(nothing)",
        "def nothing(t):\n    pass\n\n\nlayer = tf.keras.layers.Lambda(nothing)",
    ],
    ids=["inline", "named lambda", "return None", "bare return", "pass"],
)
def test_function_that_gives_none_is_reported(definition: str) -> None:
    result = check_noop(f"import tensorflow as tf\n\n{definition}\noutputs = layer(tf.keras.Input((3,)))\n")
    found = messages(result, Applicability.MANUAL)
    assert any("returns nothing, which TF2 notices only where the output is used" in message for message in found)
