"""Migrate files: in this process where there are few, else in worker processes."""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..deep_stack import call_with_deep_stack, uncollected
from ..model import FileResult, Options, Status
from .cells_modules import with_module_finding
from .discovery import reason

# A worker costs some 0.2 s to start; this many bytes of TensorFlow code cost ten times as much to migrate.
_BYTES_WORTH_A_WORKER = 1_000_000


def migrate_files(paths: Sequence[str], options: Options, jobs: int | None = None) -> Iterator[FileResult]:
    """Yield one result per path, in order; what goes wrong with a file is in its result.

    `jobs` is the greatest number of worker processes; None takes one per processor.
    """
    workers = min(jobs or processors(), len(paths), 1 + sum(map(_size, paths)) // _BYTES_WORTH_A_WORKER)
    if workers <= 1:
        for path in paths:
            yield migrate_file(path, options)
        return
    from .pool import map_files

    yield from map_files(migrate_file, paths, options, workers)


def processors() -> int:
    """Return how many processors this process may use."""
    # The count of the machine is wrong inside a container or under taskset.
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _size(path: str) -> int:
    try:
        return os.path.getsize(path)
    except OSError:
        return 0


def migrate_file(path: str, options: Options) -> FileResult:
    """Read and migrate one file."""
    try:
        with open(path, "rb") as file:
            source = file.read()
    except OSError as error:
        return FileResult(path, Status.ERROR, b"", b"", error=f"cannot be read: {reason(error)}")
    if os.path.exists(os.path.join(os.path.dirname(path), "__init__.py")):
        options = replace(options, package=True)
    return with_module_finding(migrate_bytes(source, path, options))


def migrate_bytes(source: bytes, path: str, options: Options) -> FileResult:
    """Migrate one file's bytes where deep recursion is safe; an exception is a bug, and costs this file only."""
    # Imported here so that a walk that finds nothing does not pay for the parser.
    from ..engine import migrate_source

    try:
        with uncollected():
            return call_with_deep_stack(lambda: migrate_source(source, path, options))
    except Exception as error:
        return FileResult(path, Status.ERROR, source, source, error=bug(error))


def bug(error: Exception) -> str:
    """Word what should never have happened, with its place, for one line."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    text = " ".join(str(error).split())
    name = os.path.basename(place.filename)
    return f"a bug in FlowShift, please report it: {type(error).__name__}: {text} ({name}:{place.lineno})"
