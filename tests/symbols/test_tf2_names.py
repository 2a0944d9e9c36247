"""Whether TF 2.15 has a name is answered from the shipped lists; test_drift.py holds them against the runtime."""

from __future__ import annotations

import pytest
from flowshift.symbols.tf2_names import exists_in_tf2, imports_in_tf2


@pytest.mark.parametrize(
    "name",
    [
        "tf",
        "tf.nn",
        "tf.nn.relu",
        "tf.Variable.assign",
        "tf.__version__",
        "tf.compat.v1.Session",
        "tf.compat.v2.nn.relu",
        "tf.compat.v1.raw_ops.Abs",
        "tf.summary.create_file_writer",  # a module of TensorBoard
        "tf.summary.experimental.set_step",
        "tensorflow.python.ops.math_ops",
        "tensorflow.python.ops.math_ops.cast",
        "tensorflow.core.framework.graph_pb2.GraphDef",
    ],
)
def test_a_name_of_tf2_exists(name: str) -> None:
    assert exists_in_tf2(name)


@pytest.mark.parametrize(
    "name",
    [
        "tf.Session",
        "tf.nn.rel",
        "tf.nn.relus",
        "tf.contrib",
        "tf.python",
        "tf.n",
        "tensorflow.python.op",
        "tensorflow.python.ops.math_ops.no_such",
        "tensorflow.contrib.rnn",
        "numpy.log",
    ],
)
def test_another_name_does_not(name: str) -> None:
    assert not exists_in_tf2(name)


def test_a_name_may_exist_that_no_import_finds() -> None:
    assert imports_in_tf2("tensorflow")
    assert imports_in_tf2("tensorflow.nn.relu")
    assert imports_in_tf2("tensorflow.losses")  # from tensorflow import losses
    assert exists_in_tf2("tf.losses.mse")
    assert not imports_in_tf2("tensorflow.losses.mse")
    assert not imports_in_tf2("tensorflow.distribute.MirroredStrategy")
