"""The variable map that `flowshift apply --variable-map` writes reads back as what verify replays with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_runs import flowshift
from flowshift.checkpoints.variable_map import read_variable_map, render_variable_map
from flowshift.engine import migrate_source

PROGRAM = """\
import numpy as np
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 4, 3])
with tf.variable_scope("encoder"):
    cell = tf.nn.rnn_cell.MultiRNNCell([tf.nn.rnn_cell.LSTMCell(5, forget_bias=0.5), tf.nn.rnn_cell.GRUCell(4)])
    outputs, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run(outputs, {x: np.ones([1, 4, 3])}))
"""


def test_map_names_each_variable_of_a_stack(tmp_path: Path) -> None:
    path, target = tmp_path / "program.py", tmp_path / "map.json"
    path.write_text(PROGRAM, encoding="utf-8")
    done = flowshift("apply", path.name, "--to", "out", "--variable-map", target.name, cwd=tmp_path)
    assert done.code == 0, done.err
    rows = json.loads(target.read_text(encoding="utf-8"))["files"][0]["variables"]
    prefix = "encoder/rnn/multi_rnn_cell"
    assert rows[0] == {
        "tf1": [f"{prefix}/cell_0/lstm_cell/kernel", f"{prefix}/cell_0/lstm_cell/bias"],
        "target": "rnn.cell.cells[0]",
        "conversion": "lstm",
        "parameters": {"forget_bias": 0.5},
    }
    assert rows[1]["tf1"][2] == f"{prefix}/cell_1/gru_cell/candidate/kernel"
    assert rows[1]["conversion"] == "gru"


def test_map_reads_back() -> None:
    result = migrate_source(PROGRAM.encode(), "program.py")
    assert read_variable_map(render_variable_map([result])) == {"program.py": result.variables}


def test_other_documents_are_refused() -> None:
    with pytest.raises(ValueError, match="not a variable map"):
        read_variable_map("{}")


def test_map_is_not_for_stdin(tmp_path: Path) -> None:
    assert flowshift("apply", "-", "--variable-map", "map.json", cwd=tmp_path, stdin=b"x = 1\n").code == 2
