"""What TF 1.15's TensorBoard callback did by default is written out only for programs that are TF1's for certain."""

from __future__ import annotations

import pytest
from checks import migrate

_CALLBACK = "board = {keras}.callbacks.TensorBoard('logs')\n"


@pytest.mark.parametrize(
    ("head", "written"),
    [
        ("import tensorflow as tf\ntf.set_random_seed(1)\n" + _CALLBACK.format(keras="tf.keras"), True),
        ("import tensorflow as tf\n" + _CALLBACK.format(keras="tf.keras"), False),
        ("import tensorflow as tf\ntf.no_such_name(1)\n" + _CALLBACK.format(keras="tf.keras"), False),
        ("import tensorflow as tf\nimport keras\ntf.set_random_seed(1)\n" + _CALLBACK.format(keras="keras"), False),
    ],
    ids=["TF1", "either version", "neither version", "standalone Keras"],
)
def test_profiled_batch_is_written_out_for_tensorflow_1(head: str, written: bool) -> None:
    model = "model = tf.keras.Sequential([tf.keras.layers.Dense(1)])\n"
    text = migrate(head + model).after.decode()
    assert ("profile_batch=2" in text) is written
