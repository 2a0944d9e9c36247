"""The module of recurrent cells that is written beside migrated files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_runs import commit_all, flowshift, git
from flowshift.rules.written_out.cells_module import MODULE, module_text, parts_of

PROGRAM = """\
import numpy as np
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 4, 3])
cell = tf.nn.rnn_cell.LSTMCell(5, {arguments})
outputs, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run(outputs, {{x: np.ones([1, 4, 3])}}))
"""
PROJECTED = PROGRAM.format(arguments="num_proj=2")
PEEPHOLES = PROGRAM.format(arguments="use_peepholes=True")
FILE = f"{MODULE}.py"


@pytest.mark.parametrize("names", [("DropoutCell",), ("TF1LSTMCell", "joint_glorot"), ("ResidualCell",)])
def test_module_has_what_is_asked_for_and_what_that_builds_on(names: tuple[str, ...]) -> None:
    text = module_text(names)
    compile(text, FILE, "exec")
    parts = parts_of(text)
    assert parts is not None
    assert set(names) <= set(parts)
    assert ("CellWrapper" in parts) == bool({"DropoutCell", "ResidualCell"} & set(names))
    assert "flowshift" not in text.lower()


def test_another_text_has_no_parts() -> None:
    assert parts_of("class DropoutCell:\n    pass\n") is None


def test_apply_writes_one_module_for_a_folder_and_a_second_run_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(PROJECTED, encoding="utf-8")
    (tmp_path / "b.py").write_text(PEEPHOLES, encoding="utf-8")
    commit_all(tmp_path)
    assert flowshift("apply", ".", cwd=tmp_path).code == 0
    written = (tmp_path / FILE).read_text(encoding="utf-8")
    assert written == module_text(["TF1LSTMCell", "joint_glorot"])
    git("add", "-A", cwd=tmp_path)
    assert flowshift("apply", ".", cwd=tmp_path).code == 0
    assert (tmp_path / FILE).read_text(encoding="utf-8") == written


def test_module_of_an_earlier_run_grows(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(PROJECTED, encoding="utf-8")
    (tmp_path / FILE).write_text(module_text(["ResidualCell"]), encoding="utf-8")
    commit_all(tmp_path)
    assert flowshift("apply", "a.py", cwd=tmp_path).code == 0
    assert (tmp_path / FILE).read_text(encoding="utf-8") == module_text(["ResidualCell", "TF1LSTMCell"])


def test_file_of_that_name_with_other_content_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(PROJECTED, encoding="utf-8")
    (tmp_path / FILE).write_text("mine = 1\n", encoding="utf-8")
    commit_all(tmp_path)
    done = flowshift("apply", "a.py", "--output-format", "json", cwd=tmp_path)
    assert done.code == 1
    findings = json.loads(done.out)["files"][0]["findings"]
    assert any("with other content is here" in found["message"] for found in findings)
    assert (tmp_path / FILE).read_text(encoding="utf-8") == "mine = 1\n"


def test_diff_shows_a_new_file_that_git_can_apply(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(PROJECTED, encoding="utf-8")
    commit_all(tmp_path)
    patch = flowshift("diff", "a.py", cwd=tmp_path).out
    assert b"--- /dev/null\n+++ b/tf1_rnn_cells.py" in patch
    (tmp_path / "patch").write_bytes(patch)
    git("apply", "patch", cwd=tmp_path)
    assert (tmp_path / FILE).read_text(encoding="utf-8") == module_text(["TF1LSTMCell"])


def test_copy_goes_beside_the_copied_file(tmp_path: Path) -> None:
    (tmp_path / "in" / "sub").mkdir(parents=True)
    (tmp_path / "in" / "sub" / "a.py").write_text(PROJECTED, encoding="utf-8")
    assert flowshift("apply", "in", "--to", "out", cwd=tmp_path).code == 0
    assert (tmp_path / "out" / "sub" / FILE).exists()
    assert not (tmp_path / "in" / "sub" / FILE).exists()


def test_stdin_says_what_is_needed(tmp_path: Path) -> None:
    done = flowshift("apply", "-", cwd=tmp_path, stdin=PROJECTED.encode())
    assert done.code == 1
    assert "written beside a migrated file, but not for stdin" in done.err
    assert not (tmp_path / FILE).exists()


def test_module_of_a_package_is_imported_relatively(tmp_path: Path) -> None:
    (tmp_path / "__init__.py").write_text("", encoding="utf-8")
    (tmp_path / "model.py").write_text(
        "import tensorflow as tf\n\n\ndef make():\n    return tf.contrib.rnn.LayerNormBasicLSTMCell(3)\n",
        encoding="utf-8",
    )
    assert flowshift("apply", ".", "--to", "out", cwd=tmp_path).code == 0
    assert "from .tf1_rnn_cells import" in (tmp_path / "out" / "model.py").read_text(encoding="utf-8")
