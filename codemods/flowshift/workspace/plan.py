"""Plan which files a run would write, then write them."""

from __future__ import annotations

import filecmp
import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from ..model import FileResult, Status
from .discovery import Problem, SourceFile, reason
from .git_guard import unrecoverable
from .writing import copy_atomically, write_atomically

_AT_ONCE = 8  # files that are written at the same time


class PlanError(Exception):
    """Say in one line why the results cannot be written where they should go."""


@dataclass(frozen=True)
class Write:
    """Name one file to write: `content`, or where that is None a copy of `source`."""

    source: str
    target: str
    content: bytes | None = None
    expected: bytes | None = None  # what `source` held when it was migrated


def plan_in_place(results: Iterable[FileResult]) -> tuple[Write, ...]:
    """Plan to replace each changed file."""
    return tuple(
        Write(result.path, result.path, result.after, None if result.added else result.before)
        for result in results
        if result.status is Status.CHANGED
    )


def plan_copy(results: Iterable[FileResult], files: Sequence[SourceFile], folder: str) -> tuple[Write, ...]:
    """Plan a migrated copy of all files in `folder`, each at its path below the root that it was found under.

    Raises:
        PlanError: two files would be written to one place, or over an input, or out of the folder.
    """
    changed = {result.path: result for result in results if result.status is Status.CHANGED}
    inputs = {os.path.realpath(file.path) for file in files}
    real_folder = os.path.join(os.path.realpath(folder), "")
    taken: dict[str, str] = {}
    writes = []
    for file in files:
        target = os.path.join(folder, file.relative)
        real = os.path.realpath(target)
        if real in inputs:
            raise PlanError(f"{target} is one of the inputs; leave out --to to migrate in place")
        if not real.startswith(real_folder):
            raise PlanError(f"{target} is reached through a link that leads out of {folder}")
        if real in taken:
            raise PlanError(f"{taken[real]} and {file.path} would both be written to {target}")
        taken[real] = file.path
        result = changed.get(file.path)
        writes.append(Write(file.path, target, result.after, result.before) if result else Write(file.path, target))
    for result in changed.values():
        if result.added:
            beside = next(file for file in files if os.path.dirname(file.path) == os.path.dirname(result.path))
            name = os.path.join(os.path.dirname(beside.relative), os.path.basename(result.path))
            writes.append(Write(result.path, os.path.join(folder, name), result.after))
    return tuple(write for write in writes if not _is_done(write))


def refused(writes: Sequence[Write]) -> tuple[Problem, ...]:
    """Return the targets whose present content would be lost, because git does not hold it."""
    return unrecoverable([write.target for write in writes if os.path.lexists(write.target)])


def perform(writes: Sequence[Write]) -> dict[str, str]:
    """Write the files; return, by their sources, in one line why some were left as they were.

    Threads, because most of the time goes into waiting for the disk.
    """
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        problems = threads.map(_perform, writes)
        return {write.source: problem for write, problem in zip(writes, problems) if problem is not None}


def _perform(write: Write) -> str | None:
    try:
        if write.expected is not None and _read(write.source) != write.expected:
            return "not written: the file was changed while it was being migrated"
        os.makedirs(os.path.dirname(os.path.abspath(write.target)), exist_ok=True)
        if write.content is None:
            copy_atomically(write.source, write.target)
        else:
            write_atomically(write.target, write.content, like=write.source)
    except OSError as error:
        return f"not written: {reason(error)}"
    return None


def _is_done(write: Write) -> bool:
    """Say whether the target holds the content already, as after an earlier run."""
    try:
        if write.content is None:
            return filecmp.cmp(write.source, write.target, shallow=False)
        return _read(write.target) == write.content
    except OSError:
        return False


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()
