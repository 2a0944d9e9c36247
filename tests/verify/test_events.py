"""Hold that event files of both runs are compared: what they log, for which step, and how much."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from flowshift.verify import Servers, Verdict, Verification, verify_pair
from flowshift.verify.events import compare_events
from flowshift.verify.output import Tolerance

TF1 = """
import numpy as np
import tensorflow as tf
x = tf.placeholder(tf.float32, [4])
tf.summary.scalar("average", tf.reduce_mean(x))
tf.summary.histogram("values", x)
tf.summary.image("bytes", tf.cast(tf.reshape(x, [1, 2, 2, 1]), tf.uint8))
tf.summary.audio("sound", tf.reshape(x, [1, 4]) / 4.0, 8000.0)
tf.summary.text("note", tf.constant("hello"))
merged = tf.summary.merge_all()
writer = tf.summary.FileWriter("logs")
with tf.Session() as sess:
    for step in range(2):
        writer.add_summary(sess.run(merged, {x: np.arange(4.0) + step}), step)
"""
TF2 = """
import numpy as np
import tensorflow as tf
writer = tf.summary.create_file_writer("logs")
with writer.as_default():
    for step in range(2):
        x = tf.constant(np.arange(4.0) + step, tf.float32)
        tf.summary.scalar("average", tf.reduce_mean(x), step=step)
        tf.summary.histogram("values", x, step=step)
        tf.summary.image("bytes", tf.cast(tf.reshape(x, [1, 2, 2, 1]), tf.uint8), step=step)
        tf.summary.audio("sound", tf.reshape(x, [1, 4, 1]) / 4.0, 8000, step=step)
        tf.summary.text("note", "hello", step=step)
"""


def proof(after: str, folder: Path, servers: Servers) -> Verification:
    """Run the TF1 program and another one, and compare them."""
    for name, text in (("before", TF1), ("after", after)):
        (folder / f"{name}.py").write_text(textwrap.dedent(text), encoding="utf-8")
    return verify_pair(folder / "before.py", folder / "after.py", servers=servers)


def test_every_kind_of_summary_is_compared(servers: Servers, tmp_path: Path) -> None:
    result = proof(TF2, tmp_path, servers)
    assert result.verdict is Verdict.EQUAL, result
    assert sorted(row.name for row in result.observations) == [
        f"logs: {tag}" for tag in ("average", "bytes", "note", "sound", "values")
    ]


@pytest.mark.parametrize(
    ("old", "new", "row"),
    [
        ("tf.reduce_mean(x), step", "tf.reduce_max(x), step", "average"),
        ("tf.reduce_mean(x), step=step", "tf.reduce_mean(x), step=step + 1", "average"),
        ('"values", x', '"values", x * 2.0', "values"),
        ("tf.reshape(x, [1, 2, 2, 1])", "tf.reshape(x + 9.0, [1, 2, 2, 1])", "bytes"),
        ("/ 4.0", "/ 8.0", "sound"),
        ('"hello"', '"goodbye"', "note"),
    ],
)
def test_a_difference_is_seen(old: str, new: str, row: str, servers: Servers, tmp_path: Path) -> None:
    result = proof(TF2.replace(old, new), tmp_path, servers)
    assert result.verdict is Verdict.DIFFERENT
    assert [one.name for one in result.differing] == [f"logs: {row}"]


def rows(before: object, after: object) -> dict[str, bool]:
    """Compare what was read from event files and return whether each row is equal."""
    return {row.name: row.equal for row in compare_events(before, after, Tolerance(1e-4, 1e-6))}


def scalar(*values: float) -> dict[str, object]:
    """Return a series of numbers as it is read from an event file."""
    return {"kind": "scalar", "values": [[step, value] for step, value in enumerate(values)]}


def test_a_tag_that_one_side_lacks_is_a_difference() -> None:
    assert rows({"logs": {"a": scalar(1.0)}}, {"logs": {}}) == {"logs: a": False}
    assert rows({}, {"logs": {"a": scalar(1.0)}}) == {"logs: a": False}
    assert rows({}, {}) == {}


def test_a_number_that_tf1_put_behind_a_taken_name_is_none() -> None:
    assert rows({"logs": {"w_1": scalar(1.0)}}, {"logs": {"w": scalar(1.0)}}) == {"logs: w_1": True}
    assert rows({"logs": {"w_1": scalar(1.0)}}, {"logs": {"w": scalar(2.0)}}) == {"logs: w_1": False}
    twice = {"logs": {"w": scalar(1.0), "w_1": scalar(2.0)}}
    assert rows(twice, twice) == {"logs: w": True, "logs: w_1": True}


def test_a_graph_must_hold_the_models_operations() -> None:
    tf1 = {"logs": {"graph": {"kind": "graph", "values": [[0, ["MatMul", "Relu", "Sum"]]]}}}
    whole = {"logs": {"graph": {"kind": "graph", "values": [[0, ["MatMul", "Relu"]]]}}}
    part = {"logs": {"graph": {"kind": "graph", "values": [[0, ["MatMul"]]]}}}
    assert rows(tf1, whole) == {"logs: graph": True}
    assert rows(tf1, part) == {"logs: graph": False}


@pytest.mark.parametrize("name", ["", "writer = "])
def test_a_graph_that_is_logged_in_the_last_line_is_seen(servers: Servers, tmp_path: Path, name: str) -> None:
    """The thread of a writer may not have made its file when the script ends, and the writer may have no name."""
    lines = "x = tf1.constant([[1.0]])\ny = tf1.matmul(x, x)\nsess = tf1.Session()\n"
    lines += f"{name}tf1.summary.FileWriter('logs', sess.graph)\n"
    for side, imported in (("before", "tensorflow as tf1"), ("after", "tensorflow.compat.v1 as tf1")):
        start = f"import {imported}\n" + ("tf1.disable_v2_behavior()\n" if side == "after" else "")
        (tmp_path / f"{side}.py").write_text(start + lines, encoding="utf-8")
    for _ in range(3):
        result = verify_pair(tmp_path / "before.py", tmp_path / "after.py", servers=servers)
        assert [row.name for row in result.observations] == ["logs: graph"]
        assert result.verdict is Verdict.EQUAL, result
