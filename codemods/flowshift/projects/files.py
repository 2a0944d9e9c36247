"""Read the files of a project, each once, and follow the imports between them by their text alone."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ..syntax.source import concerns_us

Read = Callable[[str], "bytes | None"]
Beside = Callable[[str], Sequence[str]]

SESSION = b"Session"
# A module that only reads files or flags makes no part of a graph.
_GRAPH = re.compile(
    rb"\b(?:tf|tensorflow)\.(?!gfile|app\b|flags|logging|python_io)[a-z]\w*[.(]"
    rb"|\bfrom tensorflow\S* import|\bimport tensorflow\.|\bimport tensorflow as (?!tf\b)"
)
# Of TensorFlow's own modules none is looked for among the files of a project.
_IMPORT = re.compile(
    rb"[ \t]*(?:from[ \t]+(?!tensorflow\b)(\.*[ \t]*[\w.]*)[ \t]+import[ \t]+(\([^)]*\)|[^#\n]*)"
    rb"|import[ \t]+(?!tensorflow\b[^,\n]*$)([\w., \t]+))",
    re.M,
)
_WORD = re.compile(rb"\w+")


@dataclass
class Project:
    """Follow imports from file to file; each file, and each name from a folder, is looked up once."""

    read: Read
    given: frozenset[str]
    sources: dict[str, bytes | None] = field(default_factory=dict)
    linked: dict[str, dict[str, str]] = field(default_factory=dict)
    graphs: dict[str, bool | None] = field(default_factory=dict)
    files: dict[tuple[str, str], str | None] = field(default_factory=dict)

    @cached_property
    def top(self) -> str | None:
        """Return the folder that all files lie below; None where they have none in common."""
        try:
            return os.path.commonpath([os.path.dirname(path) for path in self.given])
        except ValueError:
            return None

    @cached_property
    def stems(self) -> frozenset[str]:
        """Return the last parts of the names that the given files have as modules and packages."""
        folders = {os.path.dirname(path) for path in self.given if path.endswith("__init__.py")}
        return frozenset(os.path.splitext(os.path.basename(path))[0] for path in (*self.given, *folders))

    def source(self, path: str) -> bytes | None:
        """Return a file's bytes; those of files with a session are kept."""
        if path in self.sources:
            return self.sources[path]
        source = self.read(path)
        if source is None or SESSION in source:
            self.sources[path] = source
        return source

    def links(self, path: str) -> dict[str, str]:
        """Return the modules that a file imports and that build a part of a graph."""
        if path not in self.linked:
            folder = os.path.dirname(path)
            names = dict.fromkeys(module_names(self.source(path) or b""))
            found = {name: self.resolved(name, folder) for name in names}
            self.linked[path] = {name: one for name, one in found.items() if one is not None and one != path}
        return self.linked[path]

    def resolved(self, name: str, folder: str) -> str | None:
        """Return the file that a module's name stands for in a folder, if it is one that makes a part of a graph."""
        found = self.file(name, folder)
        return found if found is not None and self.makes_graph(found) else None

    def file(self, name: str, folder: str) -> str | None:
        """Return the file that a module's name stands for in a folder."""
        if (folder, name) not in self.files:
            self.files[folder, name] = self._file(name, folder)
        return self.files[folder, name]

    def _file(self, name: str, folder: str) -> str | None:
        below = _below(name)
        found = (self.below(place, f"{below}.py") for place in self._places(name, folder)) if below else ()
        return next(filter(None, found), None)

    def _places(self, name: str, folder: str) -> Iterator[str]:
        """Yield the folders in which a file of a folder may find a module, the nearest first."""
        for _ in range(len(name) - len(name.lstrip(".")) - 1):
            folder = os.path.dirname(folder)
        yield folder
        while not name.startswith(".") and self.top is not None and len(folder) > len(self.top):
            folder = os.path.dirname(folder)
            yield folder

    def given_file(self, name: str, folder: str) -> str | None:
        """Return the file among the given ones that a module's or package's name stands for in a folder; nothing is read."""
        below = _below(name)
        if os.path.basename(below) not in self.stems:
            return None
        for place in self._places(name, folder):
            for found in (os.path.join(place, f"{below}.py"), os.path.join(place, below, "__init__.py")):
                if found in self.given:
                    return found
        return None

    def below(self, folder: str, path: str) -> str | None:
        """Return a file below a folder; None where there is none."""
        found = os.path.join(folder, path)
        return found if self.makes_graph(found) is not None else None

    def makes_graph(self, path: str) -> bool | None:
        """Tell whether a file makes a part of a graph; None where there is none."""
        if path not in self.graphs:
            source = self.source(path)
            self.graphs[path] = None if source is None else bool(concerns_us(source) and _GRAPH.search(source))
        return self.graphs[path]

    def needed(self, path: str, known: dict[str, None], around: tuple[str, ...] = ()) -> None:
        """Add a file and the modules that it needs to the known ones, each behind those that it imports."""
        for found in self.links(path).values():
            if found not in known and found not in around and found != path:
                self.needed(found, known, (*around, path))
        known.setdefault(path)


def _below(name: str) -> str:
    """Return where a module lies below the folder that it is found in, without an ending."""
    return name.lstrip(".").replace(".", "/")


def _imports(source: bytes) -> Iterator[re.Match[bytes]]:
    """Yield the import statements of a source; the pattern alone would be tried at each of its bytes."""
    at = source.find(b"import")
    while at >= 0:
        found = _IMPORT.match(source, source.rfind(b"\n", 0, at) + 1)
        if found is not None:
            yield found
            at = found.end()
        end = source.find(b"\n", at)
        at = source.find(b"import", end) if end >= 0 else -1


def module_names(source: bytes) -> Iterator[str]:
    """Yield the names of modules that the imports of a source may stand for, dots in front where they are relative."""
    for match in _imports(source):
        module, names, modules = match.groups()
        if modules is not None:
            for part in modules.decode("ascii", "replace").split(","):
                if part.split():
                    yield part.split()[0]
            continue
        own = module.decode("ascii", "replace").replace(" ", "").replace("\t", "")
        if own.strip("."):
            yield own
        between = "" if own.endswith(".") else "."
        for name in _WORD.findall(names):
            yield f"{own}{between}{name.decode('ascii', 'replace')}"
