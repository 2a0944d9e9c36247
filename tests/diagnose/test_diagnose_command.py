"""Hold the command: what it writes, where, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

from cli_runs import flowshift

SOURCE = "import tensorflow as tf\n\nmodel = tf.keras.Sequential([tf.keras.layers.Dense(1, input_shape=(2,))])\n"
SOURCE += 'board = tf.keras.callbacks.TensorBoard("logs")\n'
SOURCE += 'for epoch in range(2):\n    board.on_epoch_end(epoch, {"loss": 0.5})\n'
SOURCE += 'for epoch in range(2):\n    board.on_epoch_end(epoch, {"loss": 0.5})\n'
TRACEBACK = """Traceback (most recent call last):
  File "{path}", line 6, in <module>
    board.on_epoch_end(epoch, {{"loss": 0.5}})
  File "/lib/site-packages/keras/src/callbacks.py", line 2949, in _collect_learning_rate
AttributeError: 'NoneType' object has no attribute 'optimizer'
"""


def test_cause_rules_and_diff_are_shown(tmp_path: Path) -> None:
    source = tmp_path / "train.py"
    source.write_text(SOURCE, encoding="utf-8")
    run = flowshift("diagnose", "-", cwd=tmp_path, stdin=TRACEBACK.format(path=source).encode())
    out = run.out.decode()
    assert run.code == 0
    assert "nobody gave it its model" in out
    assert "tensorboard-callback (`flowshift explain tensorboard-callback`)" in out
    assert f"{source}, line 6" in out
    assert "+board.set_model(model)" in out


def test_source_that_is_not_there_has_no_diff(tmp_path: Path) -> None:
    log = tmp_path / "train.log"
    log.write_text(TRACEBACK.format(path="gone.py"), encoding="utf-8")
    run = flowshift("diagnose", "train.log", cwd=tmp_path)
    assert run.code == 0
    assert "set_model" in run.out.decode()
    assert "+++" not in run.out.decode()


def test_unknown_text_says_so(tmp_path: Path) -> None:
    run = flowshift("diagnose", cwd=tmp_path, stdin=b"ZeroDivisionError: division by zero\n")
    assert (run.code, run.out) == (1, b"")
    assert "not known: ZeroDivisionError: division by zero" in run.err


def test_what_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(b"\0\1\2")
    assert flowshift("diagnose", "a.bin", cwd=tmp_path).code == 2
    assert flowshift("diagnose", "no.log", cwd=tmp_path).code == 2
    assert "Traceback" not in flowshift("diagnose", str(tmp_path), cwd=tmp_path).err


def test_json_has_the_same(tmp_path: Path) -> None:
    run = flowshift(
        "diagnose", "-", "--output-format", "json", cwd=tmp_path, stdin=b"ValueError: No variables to optimize."
    )
    (one,) = json.loads(run.out)["diagnoses"]
    assert (run.code, one["name"], one["places"]) == (0, "no-variables-to-optimize", [])
