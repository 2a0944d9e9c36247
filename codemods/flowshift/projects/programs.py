"""Find the programs of a project: the scripts with a session, the modules that build their graphs, and what starts others.

Only the text of imports is read here. A file without a session, which no file with one imports, costs one search in its bytes.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from .files import SESSION, Beside, Project, Read
from .program import Member, Program, Script
from .starts import find_starts


def find_programs(paths: Sequence[str], read: Read, beside: Beside) -> list[Member]:
    """Return the programs of more than one file among the paths, and the scripts that only start one.

    `read` returns a file's bytes, None where there is none; `beside` the files in a folder.
    """
    project = Project(read, frozenset(paths))
    scripts: list[Script] = []
    for path in paths:
        source = project.source(path) if path.endswith(".py") else None
        if source is None or SESSION not in source or not project.links(path):
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
    programs = [Program(tuple(group), _outside(group, project, users)) for group in groups]
    return [*programs, *find_starts(project, paths, programs)]


def _sharing(scripts: Sequence[Script]) -> Iterator[list[Script]]:
    """Yield the scripts in groups that have modules in common."""
    groups: list[list[Script]] = []
    for script in scripts:
        own = set(script.modules)
        joined = [group for group in groups if any(own & set(other.modules) for other in group)]
        groups = [group for group in groups if group not in joined]
        groups.append([*(one for group in joined for one in group), script])
    yield from groups


def _outside(scripts: Sequence[Script], project: Project, users: Mapping[str, str]) -> tuple[str, str] | None:
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


def _users(groups: Sequence[Sequence[Script]], project: Project, beside: Beside) -> dict[str, str]:
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
