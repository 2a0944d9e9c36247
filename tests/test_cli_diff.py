"""Test `flowshift diff`: what it prints can be applied, and stdout holds nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cli_runs import CHANGED, CHANGED_AFTER, MANUAL, UNCHANGED, commit_all, flowshift, git
from flowshift.workspace.diff import diff_lines, to_bytes
from hypothesis import given, settings
from hypothesis import strategies as st

LOG = b"import tensorflow as tf\n%s\nx = tf.log(2.0)%s"


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(CHANGED, id="plain"),
        pytest.param(CHANGED.replace(b"\n", b"\r\n"), id="crlf"),
        pytest.param(LOG % (b"y = 1\r\nz = 2", b"\r\n"), id="mixed newlines"),
        pytest.param(LOG % (b"y = 1", b""), id="no final newline"),
        pytest.param(LOG % (b"y = 1", b"\r\nz = 2"), id="crlf without final newline"),
        pytest.param(b"\xef\xbb\xbf" + CHANGED, id="byte order mark"),
        pytest.param(b"# coding: latin-1\n" + LOG % (b'y = "\xe9"', b"  # \xe9\n"), id="latin-1"),
        pytest.param(LOG % (b"\x0c\n# \xe2\x80\xa8", b"  # \xe2\x80\xa9\n"), id="what splitlines would split"),
    ],
)
@pytest.mark.parametrize("name", ["a.py", "sub folder/a b.py", 'quo"te.py', "é.py"])
def test_git_apply_makes_of_the_diff_what_apply_writes(tmp_path: Path, source: bytes, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(source)
    run = flowshift("diff", name, cwd=tmp_path)
    assert run.code == 1
    git("apply", "-", cwd=tmp_path, stdin=run.out)
    by_git = path.read_bytes()
    path.write_bytes(source)
    flowshift("apply", name, cwd=tmp_path)
    assert by_git == path.read_bytes() != source


def test_patch_takes_the_diff_of_an_absolute_path(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(CHANGED)
    run = flowshift("diff", str(tmp_path / "a.py"), cwd=tmp_path)
    subprocess.run(["patch", "-p1", "-s"], cwd=tmp_path, input=run.out, check=True)
    assert (tmp_path / "a.py").read_bytes() == CHANGED_AFTER


def test_a_path_above_the_current_folder_is_given_from_the_root(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "a.py").write_bytes(CHANGED)
    header = flowshift("diff", "../a.py", cwd=tmp_path / "in").out.splitlines()[0]
    assert header.decode() == f"--- a{tmp_path.resolve()}/a.py"


@given(
    *[st.lists(st.sampled_from([b"a", b"b", b"\n", b"\n", b"\r\n", b"\r", b"\xff", b"\\"]), min_size=1).map(b"".join)]
    * 2
)
@settings(max_examples=60, deadline=None)
def test_any_diff_can_be_applied(tmp_path_factory: pytest.TempPathFactory, before: bytes, after: bytes) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / "a.py").write_bytes(before)
    diff = b"".join(map(to_bytes, diff_lines(str(folder / "a.py"), before, after)))
    # The header is below the present folder or from the root; git is asked about the name alone.
    lines = diff.split(b"\n", 2)
    if before != after:
        git("apply", "-", cwd=folder, stdin=b"--- a/a.py\n+++ b/a.py\n" + lines[2])
    assert (folder / "a.py").read_bytes() == after


def test_nothing_to_do_is_exit_code_0_and_an_empty_stdout(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(UNCHANGED)
    run = flowshift("diff", ".", cwd=tmp_path)
    assert (run.code, run.out) == (0, b"")
    assert run.err == "0 files would change, 1 unchanged\n"


def test_a_manual_finding_is_exit_code_1_and_named_on_stderr(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(MANUAL)
    run = flowshift("diff", "a.py", cwd=tmp_path)
    assert run.code == 1
    assert "a.py:2:5: manual [" in run.err
    assert b"manual" not in run.out


def test_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(CHANGED)
    commit_all(tmp_path)
    assert flowshift("diff", ".", cwd=tmp_path).code == 1
    assert git("status", "--porcelain", cwd=tmp_path) == ""


def test_stdin_is_a_file(tmp_path: Path) -> None:
    run = flowshift("diff", "-", cwd=tmp_path, stdin=CHANGED)
    assert run.code == 1
    assert b"+x = tf.math.log(2.0)\n" in run.out


def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number}.py").write_bytes(CHANGED * 200)
    command = f"{sys.executable} -m flowshift_cli diff . | head -n 1"
    done = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, check=True)
    assert done.stdout.startswith(b"--- a/")
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr


def on_a_terminal(tmp_path: Path, environment: dict[str, str]) -> bytes:
    """Run a diff whose stdout is a terminal."""
    import pty

    leader, follower = pty.openpty()
    (tmp_path / "a.py").write_bytes(CHANGED)
    subprocess.run(
        [sys.executable, "-m", "flowshift_cli", "diff", "a.py"],
        cwd=tmp_path,
        stdout=follower,
        stderr=subprocess.DEVNULL,
        check=False,
        env={**os.environ, "TERM": "xterm-256color", **environment},
    )
    os.close(follower)
    shown = b""
    try:
        while chunk := os.read(leader, 65536):
            shown += chunk
    except OSError:  # how Linux says that a terminal has ended
        pass
    os.close(leader)
    return shown


def test_a_terminal_sees_colours_and_a_pipe_does_not(tmp_path: Path) -> None:
    shown = on_a_terminal(tmp_path, {"NO_COLOR": ""})
    assert b"\x1b[32m+x = tf.math.log(2.0)" in shown
    assert b"\x1b[31m-x = tf.log(2.0)" in shown
    assert b"\x1b" not in flowshift("diff", "a.py", cwd=tmp_path).out


def test_no_color_is_obeyed(tmp_path: Path) -> None:
    shown = on_a_terminal(tmp_path, {"NO_COLOR": "1"})
    assert b"+x = tf.math.log(2.0)" in shown
    assert b"\x1b" not in shown
