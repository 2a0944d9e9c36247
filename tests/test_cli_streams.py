"""A standard stream that is closed, or a disk that is full, is no traceback and no other exit code."""

from __future__ import annotations

import functools
import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from cli_runs import CHANGED, CHANGED_AFTER

FULL = "/dev/full"


def shell(arguments: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    """Run `flowshift` with redirections, as a shell makes them."""
    command = f"{shlex.quote(sys.executable)} -m flowshift_cli {arguments}"
    return subprocess.run(command, shell=True, cwd=cwd, capture_output=True, check=False)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [("diff m.py", 1), ("check m.py --output-format json", 1), ("rules", 0), ("apply - <m.py", 0)],
)
def test_a_closed_stdout_is_written_to_like_a_null_device(tmp_path: Path, arguments: str, code: int) -> None:
    (tmp_path / "m.py").write_bytes(CHANGED)
    done = shell(f"{arguments} >&-", tmp_path)
    assert (done.returncode, b"Traceback" in done.stderr) == (code, False), done.stderr


@pytest.mark.parametrize("arguments", ["check -", "apply -", "apply --interactive m.py"])
def test_a_closed_stdin_is_empty(tmp_path: Path, arguments: str) -> None:
    (tmp_path / "m.py").write_bytes(CHANGED)
    done = shell(f"{arguments} <&-", tmp_path)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False), done.stderr
    assert (tmp_path / "m.py").read_bytes() == CHANGED


def test_a_closed_stderr_does_not_send_the_talk_to_stdout(tmp_path: Path) -> None:
    (tmp_path / "m.py").write_bytes(CHANGED)
    done = shell("check m.py 2>&-", tmp_path)
    assert done.returncode == 1
    assert done.stdout.count(b"\n") == 1


@pytest.mark.skipif(not os.path.exists(FULL), reason="the system has no device that is always full")
@pytest.mark.parametrize("arguments", ["diff m.py", "check m.py", "explain rnn-cell"])
def test_a_full_disk_below_stdout_is_one_line(tmp_path: Path, arguments: str) -> None:
    (tmp_path / "m.py").write_bytes(CHANGED)
    done = shell(f"{arguments} >{FULL}", tmp_path)
    assert (done.returncode, done.stderr) == (2, b"error: stdout: No space left on device\n")


@pytest.mark.parametrize("time", range(3))  # where in a parse it comes is chance
def test_ctrl_c_while_a_file_is_parsed_ends_with_its_own_exit_code(tmp_path: Path, time: int) -> None:
    (tmp_path / "a.py").write_bytes(CHANGED)
    for number in range(40):  # libcst's parser takes long for each, and cannot be interrupted
        (tmp_path / f"b{number}.py").write_bytes(CHANGED + b"y = x.exp().exp().exp().exp().exp()\n" * 200)
    heed = functools.partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # tests in the background ignore it
    run = subprocess.Popen(
        [sys.executable, "-m", "flowshift_cli", "diff", "--jobs", "1", "."],
        cwd=tmp_path,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=heed,
    )
    assert run.stdout is not None
    assert run.stdout.readline() == b"--- a/a.py\n"
    for _ in CHANGED_AFTER.splitlines():
        run.stdout.readline()
    run.send_signal(signal.SIGINT)
    _, said = run.communicate()
    assert (run.returncode, b"Traceback" in said) == (130, False), said
