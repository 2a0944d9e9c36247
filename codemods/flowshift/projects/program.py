"""Hold which files are one program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Union

Sources = tuple[tuple[str, bytes], ...]  # the bytes of files by their paths


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


@dataclass(frozen=True)
class Start:
    """A script without a session of its own, and the modules that it reaches, which may need one where they make a graph.

    `names` are those under which it imports what leads to them, `programs` are those that some of the modules belong to.
    """

    path: str
    names: frozenset[str]
    modules: tuple[str, ...]
    programs: tuple[Program, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """Return the files that must be read to tell what it starts."""
        others = (path for program in self.programs for path in program.paths)
        return tuple(dict.fromkeys([*others, *self.modules, self.path]))


# What a file belongs to that does not stand alone.
Member = Union[Program, Start]


def programs_by_path(programs: Iterable[Member]) -> dict[str, Member]:
    """Return what each file belongs to that does not stand alone."""
    found: dict[str, Member] = {}
    for program in programs:
        if isinstance(program, Start):
            found[program.path] = program
        else:
            found.update((path, program.of_one(path)) for path in program.paths)
    return found


def links_of(program: Program) -> Mapping[str, Mapping[str, str]]:
    """Return what module names stand for in each file of a program."""
    return {path: dict(links) for script in program.scripts for path, links in script.links}
