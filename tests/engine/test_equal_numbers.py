"""What a function would compute otherwise than the session did keeps its session, with the reason."""

from __future__ import annotations

import pytest
from checks import messages, migrate
from flowshift.model import Applicability

HEAD = """\
import numpy as np
import tensorflow as tf

x = tf.placeholder(tf.float32, [3])
"""

RNN = """\
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 4, 2])
"""


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (
            "mask = np.ones(3)\ny = x * mask\nsess = tf.Session()\n"
            "for i in range(3):\n    mask[i] = 0\n    sess.run(y, {x: [1, 2, 3]})\n",
            "mask is changed in place",
        ),
        (
            "names = ['a']\ny = x * len(names)\nsess = tf.Session()\nnames.append('b')\nsess.run(y, {x: [1, 2, 3]})\n",
            "names is changed in place",
        ),
        (
            "y = x * np.random.rand(3)\nsess = tf.Session()\nsess.run(y, {x: [1, 2, 3]})\n",
            "numpy.random.rand would run",
        ),
        (
            "def scale():\n    print('scale')\n    return 2.0\n\n\n"
            "y = x * scale()\nsess = tf.Session()\nsess.run(y, {x: [1, 2, 3]})\n",
            "builtins.print would run",
        ),
        (
            "r = tf.random_normal([3], seed=1)\ny = r * x\nz = r + x\nsess = tf.Session()\n"
            "sess.run(y, {x: [1, 2, 3]})\nsess.run(z, {x: [1, 2, 3]})\n",
            "the draws of tf.random_normal are shared",
        ),
        (
            "a = tf.Variable([1.0])\nb = tf.Variable(a.initialized_value() * 2)\ny = x * b\nsess = tf.Session()\n"
            "sess.run(tf.global_variables_initializer())\nsess.run(y, {x: [1, 2, 3]})\n",
            "tf.Variable.initialized_value",
        ),
        (
            "n = tf.placeholder(tf.int32, [2])\ny = n * 2\nsess = tf.Session()\nsess.run(y, {n: [1.9, 2.9]})\n",
            "cuts the fractions off",
        ),
        (
            "with tf.variable_scope('s') as scope:\n    y = x * 2\n"
            "print(scope.name)\nsess = tf.Session()\nsess.run(y, {x: [1, 2, 3]})\n",
            "the scope object scope",
        ),
    ],
)
def test_session_is_kept_where_a_function_would_differ(body: str, reason: str) -> None:
    kept = [m for m in messages(migrate(HEAD + body), Applicability.REVIEW) if "keeps its Session" in m]
    assert len(kept) == 1
    assert reason in kept[0]


WHOLE = (
    f"{RNN}outputs, state = tf.nn.dynamic_rnn(tf.nn.rnn_cell.LSTMCell(3), x, dtype=tf.float32)\n{{use}}\n"
    "sess = tf.Session()\nsess.run(tf.global_variables_initializer())\nsess.run(y, {{x: [[[1, 2]] * 4]}})\n"
)


@pytest.mark.parametrize("use", ["y = tf.exp(state)", "y = dict(s=state)['s']", "y = state + state"])
def test_lstm_state_that_is_used_whole_is_not_turned_round(use: str) -> None:
    result = migrate(WHOLE.format(use=use))
    assert "tf.compat.v1.nn.dynamic_rnn" in result.after.decode()
    assert any("`state` is used whole" in finding.message for finding in result.findings)


@pytest.mark.parametrize(
    ("use", "written"),
    [
        ("y = tf.concat(state, 1)", "y = tf.concat(state[::-1], 1)"),
        ("y = tf.stack(state)", "y = tf.stack(state[::-1])"),
        ("y = state[-1]", "y = state[0]"),
        ("y = [s * 2 for s in state][0]", "y = [s * 2 for s in state[::-1]][0]"),
        ("pair = (state, 1)\ny = pair[0].c", "y = pair[0][1]"),
    ],
)
def test_lstm_state_is_turned_round_where_its_order_is_read(use: str, written: str) -> None:
    assert written in migrate(WHOLE.format(use=use)).after.decode()


def test_cell_in_a_scope_that_shares_stays() -> None:
    source = (
        f"{RNN}with tf.variable_scope('a', reuse=True):\n"
        "    outputs, state = tf.nn.dynamic_rnn(tf.nn.rnn_cell.GRUCell(3), x, dtype=tf.float32)\n"
        "sess = tf.Session()\nsess.run(tf.global_variables_initializer())\nsess.run(outputs, {x: [[[1, 2]] * 4]})\n"
    )
    assert "tf.compat.v1.nn.dynamic_rnn" in migrate(source).after.decode()


def test_cell_that_is_called_by_hand_stays() -> None:
    source = (
        f"{RNN}cell = tf.nn.rnn_cell.LSTMCell(3)\ns = cell.zero_state(1, tf.float32)\no, s = cell(x[:, 0], s)\n"
        "sess = tf.Session()\nsess.run(tf.global_variables_initializer())\nsess.run(o, {x: [[[1, 2]] * 4]})\n"
    )
    assert "tf.compat.v1.nn.rnn_cell.LSTMCell" in migrate(source).after.decode()
