"""Cells and their states are recognised wherever they are made and wherever they go."""

from __future__ import annotations

import pytest
from checks import messages, migrate
from flowshift.model import Applicability

HEAD = "import tensorflow as tf\nx = tf.placeholder(tf.float32, [None, 4, 2])\n"
TAIL = "sess = tf.Session()\nsess.run(tf.global_variables_initializer())\nprint(sess.run(y, {x: [[[1, 2]] * 4]}))\n"
CELL = "tf.nn.rnn_cell.LSTMCell"


def program(build: str) -> str:
    """Return a program that runs a cell and reads `y`."""
    return f"{HEAD}{build}\n{TAIL}"


@pytest.mark.parametrize(
    "cells",
    [
        f"cells = [{CELL}(3) for _ in range(2)]",
        f"cells = [{CELL}(3), {CELL}(3)]",
        f"cells = [{CELL}(3)] + [{CELL}(3) for _ in range(1)]",
        f"cells = []\nfor _ in range(2):\n    cells.append({CELL}(3))",
        f"cells = []\nfor _ in range(2):\n    one = {CELL}(3)\n    cells.append(tf.nn.rnn_cell.ResidualWrapper(one))",
        f"def make():\n    return {CELL}(3)\n\ncells = [make() for _ in range(2)]",
        f"make = lambda: {CELL}(3)\ncells = list([make(), make()])",
    ],
)
def test_states_of_a_stack_are_followed_however_its_cells_are_listed(cells: str) -> None:
    run = (
        "stack = tf.nn.rnn_cell.MultiRNNCell(cells)\no, s = tf.nn.dynamic_rnn(stack, x, dtype=tf.float32)\ny = s[-1].h"
    )
    build = f"{cells}\n{run}"
    after = migrate(program(build)).after.decode()
    assert "y = s[-1][0]" in after
    assert "Session" not in after


@pytest.mark.parametrize("cells", ["[cell] * 2", "[cell for _ in range(2)]"])
def test_one_cell_in_all_places_of_a_stack_is_reported(cells: str) -> None:
    build = (
        f"cell = {CELL}(2)\nstack = tf.nn.rnn_cell.MultiRNNCell({cells})\n"
        "y, s = tf.nn.dynamic_rnn(stack, x, dtype=tf.float32)"
    )
    assert any("one set of weights" in message for message in messages(migrate(program(build)), Applicability.REVIEW))


def test_forget_bias_in_a_loop_takes_the_units_of_its_own_turn() -> None:
    build = (
        f"stack = tf.nn.rnn_cell.MultiRNNCell([{CELL}(n, forget_bias=2.5) for n in (3, 4)])\n"
        "y, s = tf.nn.dynamic_rnn(stack, x, dtype=tf.float32)"
    )
    assert "tf.constant([0.0, 2.5, 0.0, 0.0], dtype), shape[0] // 4)" in migrate(program(build)).after.decode()


def test_state_that_may_be_something_else_keeps_the_session() -> None:
    source = (
        "import numpy as np\nimport tensorflow as tf\nx = tf.placeholder(tf.float32, [None, 4, 2])\n"
        "start = tf.placeholder(tf.float32, [2, 1, 3])\n"
        f"o, s = tf.nn.dynamic_rnn({CELL}(3), x, initial_state=tf.nn.rnn_cell.LSTMStateTuple(start[0], start[1]))\n"
        "sess = tf.Session()\nsess.run(tf.global_variables_initializer())\nlast = np.zeros((2, 1, 3))\n"
        "for _ in range(2):\n    value, last = sess.run([o, s], {x: [[[1, 2]] * 4], start: last})\n    print(value)\n"
    )
    result = migrate(source)
    assert "tf.compat.v1.Session" in result.after.decode()
    assert any("`last` is used whole" in finding.message for finding in result.findings)


def test_inputs_that_hide_a_mask_lose_it_where_tf1_had_no_lengths() -> None:
    build = (
        f"n = tf.constant([2])\na, _ = tf.nn.dynamic_rnn({CELL}(3), x, sequence_length=n, dtype=tf.float32, scope='a')\n"
        f"y, _ = tf.nn.dynamic_rnn({CELL}(3), a, dtype=tf.float32, scope='b')"
    )
    assert "(tf.identity(a))" in migrate(program(build)).after.decode()


def test_cell_that_computes_in_doubles_stays() -> None:
    build = f"z = tf.cast(x, tf.float64)\ny, s = tf.nn.dynamic_rnn({CELL}(3), z, dtype=tf.float64)"
    assert "tf.compat.v1.nn.dynamic_rnn" in migrate(program(build)).after.decode()


@pytest.mark.parametrize("name", ["CudnnLSTM", "CudnnGRU", "CudnnRNNTanh", "CudnnRNNRelu"])
def test_opaque_networks_get_advice(name: str) -> None:
    result = migrate(f"import tensorflow as tf\nnet = tf.contrib.cudnn_rnn.{name}(1, 3)\n")
    assert any("tf.keras.layers." in message for message in messages(result, Applicability.MANUAL))
