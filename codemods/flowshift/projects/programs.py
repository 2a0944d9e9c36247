"""Find the programs of a project: the scripts with a session, and the modules that build their graphs.

Only the text of imports is read here. A file without a session, which no file with one imports, costs one search in its bytes.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ..syntax.source import concerns_us

Read = Callable[[str], "bytes | None"]
Beside = Callable[[str], Sequence[str]]
Sources = tuple[tuple[str, bytes], ...]  # the bytes of files by their paths

_SESSION = b"Session"
# A module that only reads files or flags makes no part of a graph.
_GRAPH = re.compile(
    rb"\b(?:tf|tensorflow)\.(?!gfile|app\b|flags|logging|python_io)[a-z]\w*[.(]"
    rb"|\bfrom tensorflow\S* import|\bimport tensorflow\.|\bimport tensorflow as (?!tf\b)"
)
_IMPORT = re.compile(
    rb"^[ \t]*(?:from[ \t]+(\.*[ \t]*[\w.]*)[ \t]+import[ \t]+(\([^)]*\)|[^#\n]*)|import[ \t]+([\w., \t]+))", re.M
)
_WORD = re.compile(rb"\w+")


@dataclass(frozen=True)
class Script:
    """A script with a session, and the modules that it needs, each behind those that it imports itself.

    `links` tells for each of these files which file a module's name stands for, as its imports write it.
    """

    path: str
    modules: tuple[str, ...]
    links: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True)
class Program:
    """The scripts that share modules, all of which become native or none.

    `outside` names a file that stands in the way of that, with what it is.
    """

    scripts: tuple[Script, ...]
    outside: tuple[str, str] | None = None

    @property
    def paths(self) -> tuple[str, ...]:
        """Return all of its files: modules, each behind those that it imports, then scripts."""
        modules = [path for script in self.scripts for path in script.modules]
        return tuple(dict.fromkeys([*modules, *(script.path for script in self.scripts)]))

    @property
    def modules(self) -> frozenset[str]:
        """Return its files that others import."""
        return frozenset(path for script in self.scripts for path in script.modules)

    def of_one(self, path: str) -> Program:
        """Return what one of its files has to know: of programs that something stands in the way of, nothing of the others."""
        if self.outside is None:
            return self
        return Program((Script(path, (path,) if path in self.modules else (), ()),), self.outside)


@dataclass
class _Project:
    """Follow imports from file to file; each file, and each name from a folder, is looked up once."""

    read: Read
    given: frozenset[str]
    sources: dict[str, bytes | None] = field(default_factory=dict)
    linked: dict[str, dict[str, str]] = field(default_factory=dict)
    places: dict[tuple[str, str], str | None] = field(default_factory=dict)
    files: dict[tuple[str, str], str | None] = field(default_factory=dict)

    @cached_property
    def top(self) -> str | None:
        """Return the folder that all files lie below; None where they have none in common."""
        try:
            return os.path.commonpath([os.path.dirname(path) for path in self.given])
        except ValueError:
            return None

    def source(self, path: str) -> bytes | None:
        """Return a file's bytes; those of files with a session are kept."""
        if path in self.sources:
            return self.sources[path]
        source = self.read(path)
        if source is None or _SESSION in source:
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
        if (folder, name) not in self.files:
            self.files[folder, name] = self._resolved(name, folder)
        return self.files[folder, name]

    def _resolved(self, name: str, folder: str) -> str | None:
        relative = name.startswith(".")
        for _ in range(len(name) - len(name.lstrip(".")) - 1):
            folder = os.path.dirname(folder)
        below = name.lstrip(".").replace(".", "/") + ".py"
        found = self.below(folder, below) if below != ".py" else None
        while found is None and not relative and self.top is not None and len(folder) > len(self.top):
            folder = os.path.dirname(folder)
            found = self.below(folder, below)
        return found or None

    def below(self, folder: str, path: str) -> str | None:
        """Return a file below a folder, empty if it makes no part of a graph; None where there is none."""
        if (folder, path) not in self.places:
            found = os.path.join(folder, path)
            source = self.source(found)
            graph = source is not None and concerns_us(source) and _GRAPH.search(source)
            self.places[folder, path] = None if source is None else found if graph else ""
        return self.places[folder, path]

    def needed(self, path: str, known: dict[str, None], around: tuple[str, ...] = ()) -> None:
        """Add a file and the modules that it needs to the known ones, each behind those that it imports."""
        for found in self.links(path).values():
            if found not in known and found not in around and found != path:
                self.needed(found, known, (*around, path))
        known.setdefault(path)


def module_names(source: bytes) -> Iterator[str]:
    """Yield the names of modules that the imports of a source may stand for, dots in front where they are relative."""
    for match in _IMPORT.finditer(source):
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


def find_programs(paths: Sequence[str], read: Read, beside: Beside) -> list[Program]:
    """Return the programs of more than one file among the paths.

    `read` returns a file's bytes, None where there is none; `beside` the files in a folder.
    """
    project = _Project(read, frozenset(paths))
    scripts: list[Script] = []
    for path in paths:
        source = project.source(path) if path.endswith(".py") else None
        if source is None or _SESSION not in source or not project.links(path):
            continue
        known: dict[str, None] = {}
        project.needed(path, known)
        del known[path]
        links = tuple((one, tuple(sorted(project.links(one).items()))) for one in (*known, path))
        scripts.append(Script(path, tuple(known), links))
    modules = {module for script in scripts for module in script.modules}
    scripts = [script for script in scripts if script.path not in modules]
    groups = list(_sharing(scripts))
    users = _users(groups, project, beside) if groups else {}
    return [Program(tuple(group), _outside(group, project, users)) for group in groups]


def _sharing(scripts: Sequence[Script]) -> Iterator[list[Script]]:
    """Yield the scripts in groups that have modules in common."""
    groups: list[list[Script]] = []
    for script in scripts:
        own = set(script.modules)
        joined = [group for group in groups if any(own & set(other.modules) for other in group)]
        groups = [group for group in groups if group not in joined]
        groups.append([*(one for group in joined for one in group), script])
    yield from groups


def _outside(scripts: Sequence[Script], project: _Project, users: Mapping[str, str]) -> tuple[str, str] | None:
    """Return a file that belongs to the scripts but not to what can be migrated with them, and what it is."""
    for module in (module for script in scripts for module in script.modules):
        name = os.path.basename(module)
        if module not in project.given:
            return (
                module,
                "builds a part of its graph, and is not among the given files: give the folder of the project",
            )
        user = users.get(module)
        if user is not None and user not in project.given:
            return user, f"imports {name} too, and is not among the given files: give the folder of the project"
        if user is not None:
            return user, f"imports {name} too, and opens no session"
    return None


def _users(groups: Sequence[Sequence[Script]], project: _Project, beside: Beside) -> dict[str, str]:
    """Return, for modules of programs, a file that imports them and is no part of a program."""
    members = {path for group in groups for script in group for path in (*script.modules, script.path)}
    modules = {module for group in groups for script in group for module in script.modules}
    folders = {os.path.dirname(path) for path in members}
    words = re.compile(b"|".join(re.escape(os.path.basename(one)[:-3].encode()) for one in sorted(modules)))
    users: dict[str, str] = {}
    for path in sorted({*project.given, *(path for folder in folders for path in beside(folder))} - members):
        source = project.source(path) if path.endswith((".py", ".ipynb")) else None
        if source is None or words.search(source) is None:
            continue
        found = project.links(path).values() if path.endswith(".py") else _imported_in_cells(source, path, modules)
        for module in modules & set(found):
            users.setdefault(module, path)
    return users


def _imported_in_cells(source: bytes, path: str, modules: Iterable[str]) -> Iterator[str]:
    """Yield the modules that a notebook beside them seems to import."""
    for module in modules:
        name = re.escape(os.path.basename(module)[:-3].encode())
        near = os.path.dirname(module).startswith(os.path.dirname(path))
        if near and re.search(rb"\b(?:from|import) +(?:\w+\.)*" + name + rb"\b", source):
            yield module


def programs_by_path(programs: Iterable[Program]) -> dict[str, Program]:
    """Return the program of each file that belongs to one."""
    return {path: program.of_one(path) for program in programs for path in program.paths}


def links_of(program: Program) -> Mapping[str, Mapping[str, str]]:
    """Return what module names stand for in each file of a program."""
    return {path: dict(links) for script in program.scripts for path, links in script.links}
