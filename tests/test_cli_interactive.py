"""Test `flowshift apply --interactive`: what is asked, and what is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_runs import MANUAL, Run, flowshift
from flowshift import FileResult, Status
from flowshift.workspace.hunks import hunks_of, with_hunks

FILLING = b"# filling\n" * 10
LOG, EXP = b"a = tf.log(2.0)\n", b"b = tf.log1p(2.0)\n"
NEW_LOG, NEW_EXP = b"a = tf.math.log(2.0)\n", b"b = tf.math.log1p(2.0)\n"
TF = b"import tensorflow as tf\n"
SOURCE = TF + LOG + FILLING + EXP + FILLING + LOG


def run(tmp_path: Path, answers: bytes, source: bytes = SOURCE) -> tuple[Run, bytes]:
    """Apply with these answers; return the run and the file."""
    (tmp_path / "m.py").write_bytes(source)
    done = flowshift("apply", "--interactive", "m.py", cwd=tmp_path, stdin=answers)
    return done, (tmp_path / "m.py").read_bytes()


@pytest.mark.parametrize(
    ("answers", "after"),
    [
        (b"y\ny\ny\n", TF + NEW_LOG + FILLING + NEW_EXP + FILLING + NEW_LOG),
        (b"n\ny\nn\n", TF + LOG + FILLING + NEW_EXP + FILLING + LOG),
        (b"y\nq\n", TF + NEW_LOG + FILLING + EXP + FILLING + LOG),
        (b"n\na\n", TF + LOG + FILLING + NEW_EXP + FILLING + NEW_LOG),
        (b"n\nn\nn\n", SOURCE),
        (b"y\n", TF + NEW_LOG + FILLING + EXP + FILLING + LOG),  # the input ends
        (b"?\nx\nq\n", SOURCE),
    ],
)
def test_the_hunks_that_were_taken_are_written(tmp_path: Path, answers: bytes, after: bytes) -> None:
    done, written = run(tmp_path, answers)
    assert (done.code, written) == (0, after)
    assert b"-a = tf.log(2.0)" in done.out
    assert "(1/3) m.py: api. Apply this hunk [y,n,a,q,?]? " in done.err


def test_a_file_that_was_taken_in_part_is_named(tmp_path: Path) -> None:
    done, _ = run(tmp_path, b"n\ny\nn\n")
    assert "m.py: taken in part; hunks may need each other" in done.err
    assert "1 file changed" in done.err


def test_all_of_a_rule_holds_for_the_files_that_follow(tmp_path: Path) -> None:
    (tmp_path / "n.py").write_bytes(TF + LOG)
    (tmp_path / "m.py").write_bytes(TF + LOG)
    done = flowshift("apply", "-i", ".", cwd=tmp_path, stdin=b"a\n")
    assert done.err.count("Apply this hunk") == 1
    assert (tmp_path / "n.py").read_bytes() == TF + NEW_LOG


def test_what_is_left_by_hand_is_said_though_nothing_was_taken(tmp_path: Path) -> None:
    done, written = run(tmp_path, b"n\n", MANUAL + LOG)
    assert (done.code, written) == (1, MANUAL + LOG)
    assert "bow_encoder" in done.err


def test_a_part_that_would_not_parse_is_an_error_and_changes_nothing() -> None:
    before, after = b"with a:\n    b\n" + FILLING + b"    c\n", b"b\n" + FILLING + b"c\n"
    result = FileResult("m.py", Status.CHANGED, before, after)
    hunks = hunks_of(result)
    assert len(hunks) == 2
    half = with_hunks(result, hunks, hunks[:1])
    assert (half.status, half.after) == (Status.ERROR, before)
    assert half.error == "not written: with these hunks alone it would not parse"
    assert with_hunks(result, hunks, hunks) == result


@pytest.mark.parametrize("arguments", [["-"], ["m.py", "--to", "x"], ["m.py", "--output-format", "json"]])
def test_it_mixes_with_nothing_that_needs_the_terminal(tmp_path: Path, arguments: list[str]) -> None:
    done = flowshift("apply", "-i", *arguments, cwd=tmp_path)
    assert (done.code, done.err.count("\n")) == (2, 1)
