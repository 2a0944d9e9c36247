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


@pytest.mark.parametrize("target", ["self.gain", 'self.parts["gain"]', "self.listed[0]"])
def test_augmented_variable_that_a_layer_keeps_is_reported(target: str) -> None:
    result = check_noop(
        "import tensorflow as tf\n\n\n"
        "class Gain(tf.keras.layers.Layer):\n"
        "    def build(self, shape):\n"
        "        self.gain = tf.Variable([1.0, 2.0])\n"
        "        self.parts = {'gain': tf.Variable([1.0, 2.0])}\n"
        "        self.listed = [tf.Variable([1.0, 2.0])]\n\n"
        "    def call(self, x):\n"
        f"        {target} *= 2.0\n"
        f"        return x * {target}\n"
    )
    found = messages(result, Applicability.MANUAL)
    assert any(f"compute the tensor where {target} is read" in message for message in found)
