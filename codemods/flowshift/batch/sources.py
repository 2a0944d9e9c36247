"""Read the files of a repository: from a commit, or from a folder as it is.

A commit is read from git's objects, without a checkout. So no hook, filter or link of a repository can play a part, and the
user's checkout and index are not even looked at.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Protocol

from ..workspace.discovery import discover, reason
from ..workspace.git import git, is_repository, start_git

FILE, LINK, MODULE = "file", "link", "submodule"


class SourceFailed(Exception):
    """Say in one line why a repository or one of its files cannot be read."""


@dataclass(frozen=True)
class Entry:
    """Name one entry of a repository: its path with `/`, kind (file, link, submodule), size in bytes, and in git its object."""

    path: str
    size: int = 0
    kind: str = FILE
    object: str = ""
    executable: bool = False


class Source(Protocol):
    """Give the content of one repository."""

    @property
    def identity(self) -> str:
        """Return what changes when the content does: a commit, or a digest."""

    def entries(self) -> Iterator[Entry]:
        """Yield the entries, in the order of their paths."""

    def notes(self) -> tuple[str, ...]:
        """Return what could not be read or was not followed, one line each; known once the entries are."""

    def read(self, entry: Entry) -> bytes:
        """Return the content of a file.

        Raises:
            SourceFailed: it cannot be read.
        """

    def close(self) -> None:
        """Let go of processes and files."""


class Commit:
    """Read one commit from the objects of a git repository.

    Raises:
        GitError: the folder is no repository that git can read, or `ref` names no commit of it.
    """

    def __init__(self, folder: str, ref: str) -> None:
        self.folder = folder
        wanted = f"{ref}^{{commit}}"
        self.identity = git(folder, "rev-parse", "--verify", "--end-of-options", wanted).decode().strip()
        self._objects: tuple[subprocess.Popen[bytes], IO[bytes], IO[bytes]] | None = None
        self._lock = threading.Lock()

    def entries(self) -> Iterator[Entry]:
        listed = git(self.folder, "ls-tree", "-r", "-z", "-l", "--full-tree", self.identity)
        for row in listed.split(b"\0"):
            if row:
                head, _, path = row.partition(b"\t")
                mode, _, name, size = head.decode().split()
                kind = {"120000": LINK, "160000": MODULE}.get(mode, FILE)
                yield Entry(os.fsdecode(path), int(size) if size.isdigit() else 0, kind, name, mode == "100755")

    def notes(self) -> tuple[str, ...]:
        return ()

    def read(self, entry: Entry) -> bytes:
        with self._lock:
            self._objects = self._objects or start_git(self.folder, "cat-file", "--batch")
            _, questions, answers = self._objects
            try:
                questions.write(entry.object.encode() + b"\n")
                questions.flush()
                head = answers.readline().split()
                if len(head) != 3:
                    raise SourceFailed("cannot be read: git does not hold this object")
                content = answers.read(int(head[2]))
                answers.read(1)
            except OSError as error:
                raise SourceFailed(f"cannot be read: {reason(error)}") from error
            if len(content) != int(head[2]):
                raise SourceFailed("cannot be read: git ended in the middle of it")
            return content

    def close(self) -> None:
        with self._lock:
            if self._objects is not None:
                process, questions, answers = self._objects
                self._objects = None
                with suppress(OSError):
                    questions.close()
                answers.close()
                process.wait()


class Folder:
    """Read a folder as it is on disk.

    Raises:
        SourceFailed: the folder cannot be read.
    """

    def __init__(self, folder: str, outside: str | None = None) -> None:
        self.folder = folder
        self.outside = outside
        if not os.path.isdir(folder):
            raise SourceFailed("there is no such folder")
        found = discover([folder], outside=outside)
        modules = _Modules(folder)
        self._notes = (
            *(f"{self._below(problem.path)}: {problem.message}" for problem in found.problems),
            *(
                f"{self._below(path)}: left alone, a link that leads out of the folder or nowhere"
                for path in found.links_left
            ),
        )
        self._entries = [
            Entry(self._below(file.path).replace(os.sep, "/"), os.path.getsize(file.path))
            for file in found.sources
            if modules.around(os.path.dirname(file.path)) is None
        ]
        self._modules = [Entry(self._below(path).replace(os.sep, "/"), kind=MODULE) for path in sorted(modules.found)]
        self._contents = {entry.path: self._content(entry) for entry in self._entries}
        self.identity = _digest(self._contents)

    def entries(self) -> Iterator[Entry]:
        yield from self._entries
        yield from self._modules

    def notes(self) -> tuple[str, ...]:
        return self._notes

    def read(self, entry: Entry) -> bytes:
        try:
            with open(os.path.join(self.folder, entry.path), "rb") as file:
                return file.read()
        except OSError as error:
            raise SourceFailed(f"cannot be read: {reason(error)}") from error

    def close(self) -> None:
        pass

    def _below(self, path: str) -> str:
        return os.path.relpath(path, self.folder)

    def identity_with(self, changed: Mapping[str, bytes]) -> str:
        """Return the identity that the folder has once these files hold something else."""
        return _digest({**self._contents, **{path: _hash(content) for path, content in changed.items()}})

    def _content(self, entry: Entry) -> bytes:
        try:
            return _hash(self.read(entry))
        except SourceFailed as failure:
            return str(failure).encode()


class _Modules:
    """Find the repositories inside a repository, which have a history of their own. A plain folder may hold many."""

    def __init__(self, folder: str) -> None:
        self.found: set[str] = set()
        self._around: dict[str, str | None] = {folder: None}
        self._is_repository = is_repository(folder)

    def around(self, folder: str) -> str | None:
        """Return the outermost repository inside of this one that a folder lies in."""
        if not self._is_repository:
            return None
        if folder not in self._around:
            outer = self.around(os.path.dirname(folder))
            if outer is None and os.path.lexists(os.path.join(folder, ".git")):
                outer = folder
                self.found.add(folder)
            self._around[folder] = outer
        return self._around[folder]


def _hash(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=20).digest()


def _digest(contents: Mapping[str, bytes]) -> str:
    """Return a digest of all names and contents. Times of change would be cheaper to read, and are not to be trusted."""
    digest = hashlib.blake2b(digest_size=20)
    for path, content in sorted(contents.items()):
        digest.update(os.fsencode(path) + b"\0" + content + b"\0")
    return digest.hexdigest()
