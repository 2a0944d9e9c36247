"""Find the source files under the paths that the user gives."""

from __future__ import annotations

import fnmatch
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..dependencies.names import is_dependency_file

# What a folder walk takes. Files that are named explicitly are always taken.
SOURCE_SUFFIXES = (".py", ".ipynb")

# Folders that hold no one's source: built, installed or cached. Hidden folders are left out by their dot.
_SKIPPED_FOLDERS = frozenset({"__pycache__", "__pypackages__", "build", "dist", "node_modules"})


@dataclass(frozen=True)
class SourceFile:
    """Name one file: `path` as the user would write it, `root` the given path that it was found under."""

    path: str
    root: str

    @property
    def relative(self) -> str:
        """Return the path below the root; for a file that was given itself, its name."""
        if self.path == self.root:
            return os.path.basename(self.path)
        return os.path.relpath(self.path, self.root)


@dataclass(frozen=True)
class Problem:
    """Say why a path could not be read or must not be written."""

    path: str
    message: str


@dataclass(frozen=True)
class Discovery:
    """Hold what a walk found: sources to migrate, other files, what could not be read, and the links
    that were not followed because they lead out of their root, or nowhere."""

    sources: tuple[SourceFile, ...]
    others: tuple[SourceFile, ...]
    problems: tuple[Problem, ...]
    links_left: tuple[str, ...]


def discover(paths: Sequence[str], exclude: Sequence[str] = (), outside: str | None = None) -> Discovery:
    """Walk the paths in their given order, names sorted; a file that is reached twice counts once.

    `exclude` holds glob patterns, matched against the path below the root and against the bare name. `outside` is a
    folder that is left out even where it lies under a path: the one that results are written to.
    """
    walk = _Walk(tuple(exclude), os.path.realpath(outside) if outside is not None else None)
    for path in paths:
        walk.add(path)
    return Discovery(tuple(walk.sources), tuple(walk.others), tuple(walk.problems), tuple(walk.links_left))


class _Walk:
    def __init__(self, exclude: tuple[str, ...], outside: str | None) -> None:
        self.sources: list[SourceFile] = []
        self.others: list[SourceFile] = []
        self.problems: list[Problem] = []
        self.links_left: list[str] = []
        self._exclude = exclude
        self._outside = outside
        self._seen: set[str] = set()

    def add(self, path: str) -> None:
        root = os.path.normpath(path)
        try:
            mode = os.stat(root).st_mode
        except OSError as error:
            self._problem(root, error)
            return
        if stat.S_ISDIR(mode):
            self._folder(root, root, os.path.realpath(root))
        elif stat.S_ISREG(mode):
            self._take(SourceFile(root, root), is_source=True)
        else:
            self.problems.append(Problem(root, "neither a file nor a folder"))

    def _folder(self, folder: str, root: str, real_root: str) -> None:
        real = os.path.realpath(folder)
        # A link inside the root may lead back up: each folder is walked once.
        if real in self._seen or real == self._outside:
            return
        self._seen.add(real)
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            self._problem(folder, error)
            return
        for entry in entries:
            path = entry.name if folder == os.curdir else os.path.join(folder, entry.name)
            try:
                self._entry(entry, path, root, real_root)
            except OSError as error:
                self._problem(path, error)

    def _entry(self, entry: os.DirEntry[str], path: str, root: str, real_root: str) -> None:
        if self._exclude and self._is_excluded(entry.name, os.path.relpath(path, root)):
            return
        is_folder = entry.is_dir()
        if is_folder and _is_skipped(entry.name, path):
            return
        if not is_folder and not entry.is_file() and not entry.is_symlink():
            return  # a pipe, a socket, a device: reading it could hang
        if entry.is_symlink() and not (os.path.exists(path) and _is_inside(os.path.realpath(path), real_root)):
            self.links_left.append(path)
        elif is_folder:
            self._folder(path, root, real_root)
        elif entry.is_file():
            self._take(SourceFile(path, root), entry.name.endswith(SOURCE_SUFFIXES) or is_dependency_file(path))

    def _take(self, file: SourceFile, is_source: bool) -> None:
        real = os.path.realpath(file.path)
        if real not in self._seen:
            self._seen.add(real)
            (self.sources if is_source else self.others).append(file)

    def _is_excluded(self, name: str, relative: str) -> bool:
        return matches(relative.replace(os.sep, "/"), name, self._exclude)

    def _problem(self, path: str, error: OSError) -> None:
        self.problems.append(Problem(path, reason(error)))


def reason(error: OSError) -> str:
    """Word an operating system error for one line, without the path, which stands beside it."""
    return (error.strerror or str(error)).lower()


def matches(relative: str, name: str, patterns: Sequence[str]) -> bool:
    """Say whether a glob pattern matches the path below the root, with `/`, or the bare name."""
    return any(fnmatch.fnmatch(relative, pattern) or fnmatch.fnmatch(name, pattern) for pattern in patterns)


def parents(path: str) -> Iterator[str]:
    """Yield the folder, or the folder of the file, and every folder above it, as absolute paths."""
    folder = os.path.abspath(path)
    if not os.path.isdir(folder):
        folder = os.path.dirname(folder)
    while True:
        yield folder
        above = os.path.dirname(folder)
        if above == folder:
            return
        folder = above


def holds_no_source(name: str) -> bool:
    """Say whether a folder of this name is left out of every walk: hidden, built, installed or cached."""
    return name.startswith(".") or name in _SKIPPED_FOLDERS or name.endswith(".egg-info")


def _is_skipped(name: str, path: str) -> bool:
    return holds_no_source(name) or os.path.exists(os.path.join(path, "pyvenv.cfg"))


def _is_inside(real: str, real_root: str) -> bool:
    return real == real_root or real.startswith(os.path.join(real_root, ""))
