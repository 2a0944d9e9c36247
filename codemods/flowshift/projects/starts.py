"""Find the scripts that start a program but open no session: what their modules need must stand in them.

run.py                                     brain.py
    from brain import Brain                    class Brain:
    brain = Brain(4)                               def __init__(self, size):
    brain.learn(rows)                                  self.x = tf.placeholder(tf.float32, [None, size])

Where `brain.py` stays on TF1's graph, `run.py` has to switch TF2's behaviour off, though it may not name TensorFlow.
"""

from __future__ import annotations

import ast
import os
import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..syntax.source import concerns_us
from .files import SESSION, Project, module_names
from .program import Program, Start

OF_GRAPHS = (b"placeholder", b"Session", b"variables_initializer", b"initialize_all", b"gradients", b"_rnn")
_MAIN = b"__main__"
# A call at the left margin, or in what begins there.
_CALLS = re.compile(rb"^(?!def\b|class\b|import\b|from\b|async\b|[@#])[A-Za-z_][^#\n]*\(", re.M)
_TEST = re.compile(r"test_.*\.py|.*_test\.py")
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)


def find_starts(project: Project, paths: Sequence[str], programs: Sequence[Program]) -> list[Start]:
    """Return the scripts among the paths that may start a graph of other modules."""
    graph = frozenset(path for path in paths if path.endswith(".py") and _makes_graph(project, path))
    members = {path: program for program in programs for path in program.paths}
    reach = _Reach(project, graph)
    found: list[Start] = []
    for path in paths if graph else ():
        source = project.source(path) if path.endswith(".py") and path not in members else None
        if source is None or SESSION in source or not _may_start(source, path):
            continue
        modules = reach.modules(path)
        if modules and _starts(source, path, reach):
            needed = tuple(dict.fromkeys(members[one] for one in modules if one in members))
            names = frozenset(reach.names(path))
            found.append(Start(path, names, modules, needed))
    return found


def _makes_graph(project: Project, path: str) -> bool:
    source = project.source(path)
    return source is not None and concerns_us(source) and any(word in source for word in OF_GRAPHS)


def _may_start(source: bytes, path: str) -> bool:
    return _MAIN in source or _TEST.fullmatch(os.path.basename(path)) is not None or _CALLS.search(source) is not None


def _starts(source: bytes, path: str, reach: _Reach) -> bool:
    """Tell whether a file is run, or uses at its top level what it imports of such modules."""
    if _MAIN in source or _TEST.fullmatch(os.path.basename(path)):
        return True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(source)
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return False
    bound = set(_bound(tree, frozenset(reach.names(path))))
    run = (node for line in tree.body if not isinstance(line, _DEFINITIONS) for node in ast.walk(line))
    return any(isinstance(node, ast.Name) and (node.id in bound or "*" in bound) for node in run)


def _bound(tree: ast.Module, modules: frozenset[str]) -> Iterator[str]:
    """Yield the names that imports of some modules bind; a star where it is not known which."""
    for node in tree.body:
        if isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            between = "" if module.endswith(".") else "."
            for alias in node.names:
                if module in modules or f"{module}{between}{alias.name}" in modules:
                    yield alias.asname or alias.name
        elif isinstance(node, ast.Import):
            yield from (one.asname or one.name.split(".")[0] for one in node.names if one.name in modules)


@dataclass
class _Reach:
    """Follow imports through the given files to modules that make a graph; each file is read once."""

    project: Project
    graph: frozenset[str]
    linked: dict[str, dict[str, str]] = field(default_factory=dict)
    reached: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def modules(self, path: str) -> tuple[str, ...]:
        """Return the modules with a graph that a file imports, also through others."""
        if path not in self.reached:
            known = {path: None}
            waiting = [path]
            while waiting:
                new = [one for one in self._links(waiting.pop()).values() if one not in known]
                known.update(dict.fromkeys(new))
                waiting += new
            self.reached[path] = tuple(sorted(one for one in known if one in self.graph and one != path))
        return self.reached[path]

    def names(self, path: str) -> Iterator[str]:
        """Yield the names under which a file imports what makes a graph, or leads to it."""
        return (name for name, one in self._links(path).items() if one in self.graph or self.modules(one))

    def _links(self, path: str) -> dict[str, str]:
        """Return the given files that a file imports, by the names that it has for them."""
        if path not in self.linked:
            folder = os.path.dirname(path)
            names = dict.fromkeys(module_names(self.project.source(path) or b""))
            found = {name: self.project.given_file(name, folder) for name in names}
            self.linked[path] = {name: one for name, one in found.items() if one is not None and one != path}
        return self.linked[path]
