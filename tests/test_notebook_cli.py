"""Test notebooks with the real command line."""

from __future__ import annotations

import json
from pathlib import Path

from cli_runs import CHANGED, CHANGED_AFTER, flowshift
from notebooks import code, notebook, sources, text

SOURCE = notebook(text("a title"), code("import tensorflow as tf"), code("y = 1\nx = tf.log(2.0)"))


def test_diff_shows_cells(tmp_path: Path) -> None:
    (tmp_path / "a b.ipynb").write_bytes(SOURCE)
    run = flowshift("diff", ".", cwd=tmp_path)
    assert run.code == 1
    assert run.out.decode().splitlines() == [
        "--- a/a b.ipynb cell 3",
        "+++ b/a b.ipynb cell 3",
        "@@ -1,2 +1,2 @@",
        " y = 1",
        "-x = tf.log(2.0)",
        "+x = tf.math.log(2.0)",
    ]


def test_apply_writes_the_notebook_and_a_second_run_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "sub" / "a.ipynb"
    path.parent.mkdir()
    path.write_bytes(SOURCE)
    (tmp_path / "b.py").write_bytes(CHANGED)
    run = flowshift("apply", ".", cwd=tmp_path)
    assert (run.code, path.read_bytes()) == (0, SOURCE.replace(b"tf.log", b"tf.math.log"))
    assert (tmp_path / "b.py").read_bytes() == CHANGED_AFTER
    assert "0 files changed, 2 unchanged" in flowshift("apply", ".", cwd=tmp_path).err


def test_findings_name_the_cell(tmp_path: Path) -> None:
    (tmp_path / "a.ipynb").write_bytes(SOURCE)
    assert flowshift("check", "a.ipynb", cwd=tmp_path).out.startswith(b"a.ipynb:cell 3:2:5: safe [")
    report = json.loads(flowshift("check", "a.ipynb", "--output-format", "json", cwd=tmp_path).out)
    assert [(one["cell"], one["line"], one["column"]) for one in report["files"][0]["findings"]] == [(3, 2, 5)]


def test_a_script_has_no_cells(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(CHANGED)
    report = json.loads(flowshift("check", "a.py", "--output-format", "json", cwd=tmp_path).out)
    assert "cell" not in report["files"][0]["findings"][0]


def test_a_notebook_on_stdin(tmp_path: Path) -> None:
    run = flowshift("apply", "-", cwd=tmp_path, stdin=SOURCE)
    assert sources(run.out)[2] == "y = 1\nx = tf.math.log(2.0)"


def test_a_file_that_is_no_notebook_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.ipynb").write_bytes(b"{tensorflow")
    (tmp_path / "b.ipynb").write_bytes(SOURCE)
    run = flowshift("apply", ".", cwd=tmp_path)
    assert run.code == 2
    assert run.err.startswith("error: a.ipynb: line 1: not a notebook: it is not JSON (")
    assert b"tf.math.log" in (tmp_path / "b.ipynb").read_bytes()
