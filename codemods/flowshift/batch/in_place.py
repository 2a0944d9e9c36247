"""Replace the files of a folder all or none, also when the process is killed in between.

What will be written lies beside each file, on disk, before the first file is replaced. The journal says so before anything is
done; after a kill, a run that finds some files replaced replaces the others, and one that finds none takes the copies away.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..workspace.discovery import reason
from ..workspace.git_guard import unrecoverable
from ..workspace.writing import stage, sync_folder, write_atomically
from .journal import Record
from .opening import Refused


@dataclass(frozen=True)
class Replacement:
    """Name one file to replace: absolute path, what lies beside it, and the digests of both contents ("" of none)."""

    path: str
    temporary: str
    before: str
    after: str


def plan(folder: str, key: str, changes: Mapping[str, tuple[str, bytes]]) -> tuple[Replacement, ...]:
    """Plan the replacement of files by path below the folder; each has the digest of the old content, and the new content.

    Raises:
        Refused: git could not give a file back, or it is not as it was read.
    """
    planned = []
    for number, (relative, (before, after)) in enumerate(changes.items()):
        path = os.path.realpath(os.path.join(folder, relative))
        temporary = os.path.join(os.path.dirname(path), f".flowshift-{key[:12]}-{number}.tmp")
        planned.append(Replacement(path, temporary, before, digest(after)))
        if _digest_of(path) != before:
            raise Refused(f"nothing is written: {relative} was changed while it was being migrated")
    problems = unrecoverable([one.path for one in planned if one.before])  # the others are new
    if problems:
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        shown = os.path.relpath(problems[0].path, os.path.realpath(folder))
        raise Refused(f"nothing is written: {shown} {problems[0].message}{more}")
    return tuple(planned)


def replace_all(planned: Sequence[Replacement], contents: Sequence[bytes]) -> None:
    """Replace every file, or leave all as they were.

    Raises:
        Refused: a file cannot be written; all are as they were.
    """
    staged: list[Replacement] = []
    try:
        for one, content in zip(planned, contents):
            _discard(one)  # of an earlier run
            stage(one.path, content, one.temporary)
            staged.append(one)
    except OSError as error:
        for one in staged:
            _discard(one)
        raise Refused(f"nothing is written: {reason(error)}") from error
    replaced: list[tuple[Replacement, bytes | None]] = []
    try:
        for one in planned:
            original = _content(one) if one.before else None
            os.replace(one.temporary, one.path)
            replaced.append((one, original))
    except OSError as error:
        for one, original in replaced:
            _put_back(one, original)
        for one in planned:
            _discard(one)
        raise Refused(f"nothing is written: {reason(error)}") from error
    for folder in {os.path.dirname(one.path) for one in planned}:
        sync_folder(folder)


def _content(one: Replacement) -> bytes:
    with open(one.path, "rb") as file:
        return file.read()


def _put_back(one: Replacement, original: bytes | None) -> None:
    if original is None:
        os.unlink(one.path)
    else:
        write_atomically(one.path, original)


def to_record(planned: Sequence[Replacement]) -> list[list[str]]:
    """Return the replacements as the journal keeps them."""
    return [[one.path, one.temporary, one.before, one.after] for one in planned]


def recover(record: Record) -> bool:
    """Finish or undo what a killed run had begun; return whether all files are replaced now.

    Raises:
        Refused: a file is neither as it was nor as it should become, or what should take its place is gone.
    """
    rows = record["replacing"]
    assert isinstance(rows, list)
    planned = [Replacement(*row) for row in rows]
    now = {one.path: _digest_of(one.path) for one in planned}
    if not any(now[one.path] == one.after for one in planned):
        for one in planned:
            _discard(one)
        return False
    left = [one for one in planned if now[one.path] != one.after]
    for one in left:
        if now[one.path] != one.before or _digest_of(one.temporary) != one.after:
            raise Refused(f"a killed run has left it half written, and {one.path} was changed since: look at its files")
    for one in left:
        os.replace(one.temporary, one.path)
    for one in planned:
        _discard(one)
    return True


def digest(content: bytes) -> str:
    """Return what tells one content of a file from another."""
    return hashlib.blake2b(content, digest_size=20).hexdigest()


def _digest_of(path: str) -> str:
    try:
        with open(path, "rb") as file:
            return digest(file.read())
    except OSError:
        return ""


def _discard(one: Replacement) -> None:
    with contextlib.suppress(OSError):
        os.unlink(one.temporary)
