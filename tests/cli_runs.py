"""Run the real command line in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

# Something that every version of the engine changes, and something that it leaves to the user.
CHANGED = b"import tensorflow as tf\nx = tf.log(2.0)\n"
CHANGED_AFTER = b"import tensorflow as tf\nx = tf.math.log(2.0)\n"
UNCHANGED = b"import tensorflow as tf\nx = tf.math.log(2.0)\n"
MANUAL = b"import tensorflow as tf\nx = tf.contrib.layers.bow_encoder(y, 3, 3)\n"

# Terms of a sum that is deeper than the usual recursion limit. Python 3.12 has a second limit, which nothing raises.
LONG = 2000 if sys.version_info < (3, 12) else 400


@dataclass(frozen=True)
class Run:
    """Hold what a run gave."""

    code: int
    out: bytes
    err: str


def flowshift(
    *arguments: str,
    cwd: Path,
    stdin: bytes = b"",
    environment: Mapping[str, str] | None = None,
    code: str | None = None,
) -> Run:
    """Run `flowshift` with the arguments; `code` is Python to run in its place."""
    command = [sys.executable, *(["-c", code] if code is not None else ["-m", "flowshift_cli"]), *arguments]
    done = subprocess.run(
        command, cwd=cwd, input=stdin, capture_output=True, check=False, env={**os.environ, **(environment or {})}
    )
    return Run(done.returncode, done.stdout, done.stderr.decode("utf-8", "surrogateescape"))


def git(*arguments: str, cwd: Path, stdin: bytes = b"") -> str:
    """Run git, away from the user's configuration, and return what it says."""
    identity = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    author = {
        f"GIT_{who}_{what}": "flowshift@example.com" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    done = subprocess.run(
        ["git", *arguments],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        check=False,
        env={**os.environ, **identity, **author},
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def commit_all(folder: Path) -> None:
    """Make the folder a repository in which everything is committed."""
    git("init", "-q", cwd=folder)
    git("add", "-A", cwd=folder)
    git("commit", "-q", "-m", "all", cwd=folder)
