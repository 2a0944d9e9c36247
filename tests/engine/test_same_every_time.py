"""What is said of a program does not depend on the order in which sets happen to be walked: not on the hash seed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

# Every weight is bound twice, and a function would need all of them: which is named first is what a set decides.
REBOUND = """\
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 2], name="x")
with tf.variable_scope("eval"):
    with tf.variable_scope("first"):
        w1 = tf.get_variable("w1", [2, 2])
        b1 = tf.get_variable("b1", [2])
        left, right = tf.matmul(x, w1), x + b1
    q = left + right
with tf.variable_scope("target"):
    with tf.variable_scope("first"):
        w1 = tf.get_variable("w1", [2, 2])
        b1 = tf.get_variable("b1", [2])
    w1, b1 = list(map(tf.identity, (w1, b1)))
loss = tf.reduce_mean(tf.square(q - (tf.matmul(x, w1) + b1)))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for w1, b1 in [(1, 2)]:
        print(sess.run([loss, q], {x: [[1.0, 2.0]]}))
"""
_EACH = """\
import sys
from flowshift.engine import migrate_source
for path in sys.argv[1:]:
    with open(path, "rb") as file:
        result = migrate_source(file.read(), path)
    print(path, result.after, *result.findings, sep="\\n")
"""


def _told(paths: list[str], seed: int) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    command = [sys.executable, "-c", _EACH, *paths]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def test_all_seeds_tell_the_same(tmp_path: Path) -> None:
    rebound = tmp_path / "rebound.py"
    rebound.write_text(REBOUND, encoding="utf-8")
    cases = sorted(map(str, (Path(__file__).parents[2] / "golden" / "programs").glob("*/before.py")))
    assert cases
    paths = [str(rebound), *cases]
    first, *others = (_told(paths, seed) for seed in range(4))
    assert all(told == first for told in others)
