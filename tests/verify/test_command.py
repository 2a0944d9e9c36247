"""Test what `flowshift verify` and `flowshift runtimes` show and how they exit."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from flowshift.verify import Failure, Observation, Verdict, Verification
from flowshift_cli.verify_command import as_data, render

EQUAL_ROW = Observation("line 1", "loss 1.0", "loss 1.0", True, 0.0, 0.0)
WEIGHTS = {"name": "W", "tf1": "[1.0]", "tf2": "[2.0]"}
OTHER_ROW = Observation("W", "[1.0]", "[2.0]", False, 1.0, 0.5)


def flowshift(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "flowshift_cli", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


def test_table_shows_both_sides_and_the_difference(capsys: pytest.CaptureFixture[str]) -> None:
    render(Path("train.py"), Verification(Verdict.DIFFERENT, (EQUAL_ROW, OTHER_ROW), notes=("something",)))
    shown = capsys.readouterr()
    assert "loss 1.0" in shown.out
    assert "1 (0.5 relative)" in shown.out
    assert "different: train.py, 1 of 2 observations" in shown.out
    assert "note: something" in shown.err


def test_many_equal_rows_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    render(Path("train.py"), Verification(Verdict.EQUAL, (EQUAL_ROW,) * 100))
    shown = capsys.readouterr().out
    assert shown.count("line 1") == 12
    assert "and 88 more observations that are equal" in shown
    assert "equal: train.py, 100 observations" in shown


def test_failure_shows_the_side_and_the_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    failure = Failure("tf2", "NameError: name 'x' is not defined", "Traceback [...]\n  line 3")
    render(Path("train.py"), Verification(Verdict.FAILED, failure=failure))
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "train.py: the migrated program (TF2) could not run: NameError" in shown.err
    assert "Traceback [...]" in shown.err


def test_data_is_plain_json() -> None:
    data = as_data(Path("train.py"), Verification(Verdict.DIFFERENT, (OTHER_ROW,), seconds=(1.0, 2.0)))
    assert json.loads(json.dumps(data)) == {
        "file": "train.py",
        "verdict": "different",
        "observations": [{**WEIGHTS, "equal": False, "absolute": 1.0, "relative": 0.5, "unsteady": False}],
        "failure": None,
        "notes": [],
        "seconds": {"before": 1.0, "after": 2.0},
    }


@pytest.mark.parametrize(
    ("source", "code", "text"),
    [
        ("import numpy\nprint(1.5)\n", 0, "equal: "),
        ("import sys\nprint(sys.version_info[1])\n", 1, "different: "),
        ("import sys\nsys.exit('no data')\n", 2, "no data"),
        ("import os\nos._exit(0)\n", 2, "ended at once, as os._exit does"),
        ("raise MemoryError\n", 2, "could not run: MemoryError\n"),
    ],
)
def test_exit_codes(tmp_path: Path, source: str, code: int, text: str) -> None:
    script = tmp_path / "script.py"
    script.write_text(source)
    done = flowshift("verify", str(script))
    assert done.returncode == code, done.stderr
    assert text in done.stdout + done.stderr


@pytest.mark.parametrize("name", ["nowhere.py", "."])
def test_path_that_is_no_file_is_one_line(tmp_path: Path, name: str) -> None:
    done = flowshift("verify", str(tmp_path / name))
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


def test_a_runtime_that_ends_at_once_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "script.py").write_text("print(1)\n")
    fake = tmp_path / "python"
    fake.write_text("#!/bin/sh\necho 'Traceback [...]' >&2\necho 'ModuleNotFoundError: tensorflow' >&2\nexit 1\n")
    fake.chmod(0o755)
    runtimes = {"FLOWSHIFT_TF1_PYTHON": str(fake), "FLOWSHIFT_TF2_PYTHON": str(fake)}
    done = flowshift("verify", str(tmp_path / "script.py"), **runtimes)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert f"{fake} did not become ready to run scripts: ModuleNotFoundError: tensorflow" in done.stderr


def test_missing_runtimes_are_listed_with_the_command(tmp_path: Path) -> None:
    nothing = {"FLOWSHIFT_CACHE_DIR": str(tmp_path), "FLOWSHIFT_TF1_PYTHON": "", "FLOWSHIFT_TF2_PYTHON": ""}
    done = flowshift("runtimes", "list", **nothing)
    assert done.returncode == 1
    assert done.stdout.count("flowshift runtimes install") == 2
    rows = json.loads(flowshift("runtimes", "list", "--output-format", "json", **nothing).stdout)["runtimes"]
    assert [(row["runtime"], row["installed"]) for row in rows] == [("tf1", False), ("tf2", False)]


def test_runtime_of_another_name_is_refused() -> None:
    done = flowshift("runtimes", "install", "--only", "tf3")
    assert done.returncode == 2
    assert "tf3" in done.stderr
