"""Run a repository's test command on a copy, before and after the migration.

Only here is code of a repository run, and only because the user named the command. It runs in a copy that is thrown away, so
that a test that writes, or fails, leaves nothing behind.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping

from ..workspace.git import git
from .records import TrialRecord
from .sources import Commit, Folder, Source, SourceFailed

# Of an endless output, the end is what tells something.
_LOG_BYTES = 200_000
# How often the end of the run is looked for, in seconds.
_TICK = 0.2


def try_out(
    source: Source,
    changes: Mapping[str, bytes],
    command: str,
    seconds: float,
    scratch: str,
    logs: Mapping[str, str],
    stopping: threading.Event,
) -> TrialRecord:
    """Run the command in a copy as it is and in one with the changes. `logs` name the files for `before` and `after`.

    Once `stopping` is set, because the user has had enough, the command is ended.

    The command sees FLOWSHIFT_PHASE, which is `before` or `after`: the two need different versions of TensorFlow.

    Raises:
        SourceFailed: no copy could be made, or the command was ended with the run.
        OSError: the disk is full, or the command cannot be started.
    """
    codes: dict[str, int | None] = {}
    for phase in ("before", "after"):
        with tempfile.TemporaryDirectory(dir=scratch, prefix=f"{phase}-") as parent:
            folder = os.path.join(parent, "repository")
            _copy(source, folder)
            if phase == "after":
                for path, content in changes.items():
                    _put(folder, path, content)
            codes[phase] = _run(command, folder, phase, seconds, logs[phase], stopping)
    return TrialRecord(command, codes["before"], codes["after"])


def blames_migration(trial: TrialRecord) -> bool:
    """Tell whether the tests passed before and do not pass now."""
    return trial.before == 0 and trial.after != 0


def _copy(source: Source, folder: str) -> None:
    if isinstance(source, Folder):
        try:
            shutil.copytree(source.folder, folder, symlinks=True, ignore=_without(source.outside))
        except shutil.Error as error:  # holds what went wrong with each file
            path, _, why = error.args[0][0]
            raise SourceFailed(
                f"no copy could be made to test in: {os.path.relpath(path, source.folder)}: {why}"
            ) from error
        return
    assert isinstance(source, Commit)
    # A repository of our own that borrows the objects: the configuration of the other one plays no part.
    git(os.path.dirname(folder), "init", "-q", "--template=", folder)
    found = os.fsdecode(git(source.folder, "rev-parse", "--git-path", "objects")).strip()
    objects = os.path.realpath(os.path.join(source.folder, found))
    if "\n" in objects:
        raise SourceFailed("its path has a newline, which git cannot borrow objects through")
    with open(os.path.join(folder, ".git", "objects", "info", "alternates"), "w") as file:
        file.write(objects + "\n")
    # The user's own filters (git-lfs) would talk to a server that the repository names.
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    git(folder, "checkout", "-q", "--detach", source.identity, environment=alone)


def _without(outside: str | None) -> Callable[[str, list[str]], set[str]]:
    """Leave out of a copy the folder in which the copy is made, and pipes and sockets, which hold nothing to be copied."""

    def left_out(folder: str, names: list[str]) -> set[str]:
        return {name for name in names if _is_left_out(os.path.join(folder, name), outside)}

    return left_out


def _is_left_out(path: str, outside: str | None) -> bool:
    mode = os.lstat(path).st_mode
    if stat.S_ISDIR(mode):
        return outside is not None and os.path.realpath(path) == os.path.realpath(outside)
    return not (stat.S_ISREG(mode) or stat.S_ISLNK(mode))


def _put(folder: str, path: str, content: bytes) -> None:
    target = os.path.join(folder, path)
    if os.path.islink(target) and not os.path.realpath(target).startswith(os.path.realpath(folder) + os.sep):
        raise SourceFailed(f"{path} is a link that leads out of the repository")
    with open(target, "wb") as file:
        file.write(content)


def _run(command: str, folder: str, phase: str, seconds: float, log: str, stopping: threading.Event) -> int | None:
    """Return the exit code, or None where the command did not end in time and was ended with all that it started."""
    os.makedirs(os.path.dirname(log), exist_ok=True)
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            command,
            shell=True,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, "FLOWSHIFT_PHASE": phase},
            start_new_session=True,
        )
        try:
            code = _wait(process, seconds, stopping)
        finally:
            _end_group(process)
        size = output.seek(0, os.SEEK_END)
        output.seek(max(0, size - _LOG_BYTES))
        with open(log, "wb") as file:
            file.write(output.read())
    return code


def _wait(process: subprocess.Popen[bytes], seconds: float, stopping: threading.Event) -> int | None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with contextlib.suppress(subprocess.TimeoutExpired):
            return process.wait(timeout=min(_TICK, seconds))
        if stopping.is_set():
            raise SourceFailed("interrupted while its tests ran")
    return None


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """End what the command has started and not ended."""
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
