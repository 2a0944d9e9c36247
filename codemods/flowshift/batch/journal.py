"""Keep the journal of a batch folder: one JSON object a line, only ever appended to, each line on disk before work goes on.

A line that a crash has cut off is not a line: it is passed over, and the next one starts behind it.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, entry_points, version
from pathlib import Path

from .records import State

NAME = "journal.jsonl"
Record = Mapping[str, object]


class JournalFailed(Exception):
    """Say in one line why the journal cannot be kept; a run ends then, because nothing after it could be trusted."""


@dataclass(frozen=True)
class History:
    """Hold what a journal tells: the last run, what was finished, and what was begun and not finished."""

    run: Record = field(default_factory=dict)
    ended: bool = True
    last: Mapping[str, Record] = field(default_factory=dict)  # what was finished, by name of the repository
    writing: Mapping[str, Record] = field(default_factory=dict)  # by location, what was begun to be written
    commits: Mapping[str, Record] = field(default_factory=dict)  # by location, the newest commit that is ours

    def finished(self, name: str, key: str) -> Record | None:
        """Return the record of a repository that was finished with this content, tool and configuration."""
        record = self.last.get(name)
        keys = record["keys"] if record is not None else ()
        return record if isinstance(keys, list) and key in keys else None


def read_history(folder: str) -> History:
    """Read the journal of a batch folder; an empty history where there is none.

    Raises:
        JournalFailed: there is one that cannot be read.
    """
    run: Record = {}
    ended = True
    last: dict[str, Record] = {}
    writing: dict[str, Record] = {}
    commits: dict[str, Record] = {}
    for record in _records(os.path.join(folder, NAME)):
        event, location = record.get("event"), str(record.get("location", ""))
        if event == "run":
            run, ended = record, False
        elif event == "ended":
            ended = True
        elif event == "writing":
            writing[location] = record
        elif event == "committing":
            commits[location] = record
        elif event == "given-up":
            writing.pop(location, None)
        elif event == "finished":
            writing.pop(location, None)
            last[str(record["repository"])] = record
    return History(run, ended, last, writing, commits)


def _records(path: str) -> Iterator[Record]:
    try:
        with open(path, "rb") as file:
            for line in file:
                try:
                    record = json.loads(line)
                except (ValueError, RecursionError):
                    continue
                if isinstance(record, dict) and _is_whole(record):
                    yield record
    except FileNotFoundError:
        return
    except OSError as error:
        raise JournalFailed(f"{path}: cannot be read: {error.strerror}") from error


# What is read of a record. One without it was written by nobody, or by another version: it is no record.
_NEEDED: Mapping[object, Mapping[str, type | tuple[type, ...]]] = {
    "run": {"at": str, "repositories": int, "asked": dict},
    "writing": {"repository": str, "location": str, "replacing": list},
    "committing": {"location": str, "branch": str, "commit": str},
    "finished": {
        **dict.fromkeys(("repository", "location", "state", "message"), str),
        **dict.fromkeys(("files", "changed", "errors", "manual"), int),
        "seconds": (int, float),
        "keys": list,
    },
}


def _is_whole(record: Record) -> bool:
    needed = _NEEDED.get(record.get("event"), {})
    if record.get("event") == "finished" and record.get("state") not in {state.value for state in State}:
        return False
    replacing = record.get("replacing", [])
    rows = replacing if isinstance(replacing, list) else [replacing]
    if not all(isinstance(row, list) and [type(value) for value in row] == [str] * 4 for row in rows):
        return False
    return all(isinstance(record.get(name), kind) for name, kind in needed.items())


class Journal:
    """Append to the journal of a batch folder.

    Raises:
        JournalFailed: it cannot be written.
    """

    def __init__(self, folder: str) -> None:
        self._path = os.path.join(folder, NAME)
        self._lock = threading.Lock()
        try:
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o666)
            size = os.fstat(self._file).st_size
            if size and os.pread(self._file, 1, size - 1) != b"\n":
                os.write(self._file, b"\n")
        except OSError as error:
            raise JournalFailed(f"{self._path}: {error.strerror}") from error

    def append(self, event: str, **values: object) -> None:
        """Append a record; it is on disk when this returns.

        Raises:
            JournalFailed: it is not, because the disk is full for instance.
        """
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        line = (
            json.dumps({"event": event, "at": at, **values}, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"
        )
        with self._lock:
            try:
                written = os.write(self._file, line)
                os.fsync(self._file)
            except OSError as error:
                raise JournalFailed(f"{self._path}: {error.strerror}") from error
            if written != len(line):
                raise JournalFailed(f"{self._path}: no space left on device")

    def close(self) -> None:
        """Close the file."""
        os.close(self._file)


def key_of(location: str, identity: str, settings: Mapping[str, object]) -> str:
    """Return what a result is kept under: the repository, its content, the tool and the configuration."""
    parts = json.dumps([location, identity, tool_version(), settings], sort_keys=True)
    return hashlib.blake2b(parts.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


@lru_cache(maxsize=1)
def tool_version() -> str:
    """Return the version, and a digest of the code: a checkout changes its rules without changing its version."""
    package = Path(__file__).parent.parent
    digest = hashlib.blake2b(digest_size=6)
    for path in sorted(package.rglob("*")):
        if path.suffix in (".py", ".tsv", ".txt"):
            digest.update(path.read_bytes())
    try:
        number = version("flowshift")
    except PackageNotFoundError:
        number = "0"
    return "+".join([number, digest.hexdigest(), *_plugins()])


def _plugins() -> Iterator[str]:
    found = entry_points()
    rules = found.select(group="flowshift.rules") if hasattr(found, "select") else found.get("flowshift.rules", ())
    for entry in rules:
        distribution = getattr(entry, "dist", None)
        yield f"{entry.value}-{distribution.version if distribution else ''}"
