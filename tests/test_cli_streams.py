"""A standard stream that is closed, or a disk that is full, is no traceback and no other exit code."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from cli_runs import CHANGED

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
