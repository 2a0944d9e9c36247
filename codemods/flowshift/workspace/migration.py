"""Migrate files: in this process where there are few, else in worker processes."""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from ..deep_stack import call_with_deep_stack, uncollected
from ..model import FileResult, Options, Status, failed
from ..projects.program import Member, Program, Sources, programs_by_path
from ..projects.programs import find_programs
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
        programs = programs_among(paths)
        for path in paths:
            yield migrate_file(path, options, programs.get(path))
        return
    from .pool import map_files

    yield from map_files(migrate_file, paths, options, workers, partial(programs_among, paths))


def programs_among(paths: Sequence[str]) -> dict[str, Member]:
    """Return the programs of more than one file among the paths, by the path of each of their files."""
    return programs_by_path(find_programs(paths, content, _beside))


def content(path: str) -> bytes | None:
    """Return the bytes of a file, None where it cannot be read."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return None


def _beside(folder: str) -> list[str]:
    """Return the paths of the files in a folder."""
    try:
        return [os.path.join(folder, name) for name in os.listdir(folder or os.curdir)]
    except OSError:
        return []


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


def migrate_file(path: str, options: Options, program: Member | None = None) -> FileResult:
    """Read and migrate one file, as a part of its program where it belongs to one of several files."""
    try:
        with open(path, "rb") as file:
            source = file.read()
    except OSError as error:
        return FileResult(path, Status.ERROR, b"", b"", error=f"cannot be read: {reason(error)}")
    if os.path.exists(os.path.join(os.path.dirname(path), "__init__.py")):
        options = replace(options, package=True)
    if program is not None:
        found = ((one, content(one)) for one in program.paths)
        sources = tuple((one, text) for one, text in found if text is not None)
        return with_module_finding(migrate_in_program(program, sources, path, options))
    return with_module_finding(migrate_bytes(source, path, options))


def migrate_in_program(program: Member, sources: Sources, path: str, options: Options) -> FileResult:
    """Migrate one file of a program, of which `sources` has the bytes of all that could be read."""
    from ..projects.together import migrate_member

    source = dict(sources)[path]

    def alone() -> FileResult:
        return migrate_bytes(source, path, options)

    if isinstance(program, Program) and program.outside is None and len(sources) < len(program.paths):
        return alone()
    try:
        with uncollected():
            return call_with_deep_stack(lambda: migrate_member(program, sources, path, options, alone))
    except Exception as error:
        return failed(path, source, bug(error))


def migrate_bytes(source: bytes, path: str, options: Options) -> FileResult:
    """Migrate one file's bytes where deep recursion is safe; an exception is a bug, and costs this file only."""
    # Imported here so that a walk that finds nothing does not pay for the parser.
    from ..engine import migrate_source

    try:
        with uncollected():
            return call_with_deep_stack(lambda: migrate_source(source, path, options))
    except Exception as error:
        return failed(path, source, bug(error))


def bug(error: Exception) -> str:
    """Word what should never have happened, with its place, for one line."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    text = " ".join(str(error).split())
    name = os.path.basename(place.filename)
    return f"a bug in FlowShift, please report it: {type(error).__name__}: {text} ({name}:{place.lineno})"
