"""Find the TensorFlow names that a text writes, with Python's own `ast` and nothing of the engine.

A name is written as a path that is imported and attributes that are read from it: `from tensorflow.contrib import rnn` and
`rnn.LSTMCell` write (`tensorflow.contrib`, `rnn`, `LSTMCell`). Whether it exists is for the TF2 runtime to say
(`inside_resolve.py`).
"""

from __future__ import annotations

import ast
import json
import os
import subprocess
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

INSIDE = Path(__file__).parent / "inside_resolve.py"


@dataclass(frozen=True, order=True)
class Written:
    """A TensorFlow name as the text reaches it: the module that is imported, then what is read from it."""

    module: str
    attributes: tuple[str, ...] = ()
    imported: bool = False  # whether the first attribute comes by `from module import attribute`

    @property
    def path(self) -> str:
        """Return the dotted name."""
        return ".".join((self.module, *self.attributes))

    def reading(self, attributes: Sequence[str]) -> Written:
        """Return the name of what is read from this one."""
        return Written(self.module, (*self.attributes, *attributes), self.imported)


@dataclass
class _Scope:
    """What the names of one module, class, function or comprehension may be; None stands for anything else."""

    parent: _Scope | None
    is_class: bool = False
    names: dict[str, list[Written | None]] = field(default_factory=dict)
    elsewhere: set[str] = field(default_factory=set)  # names declared global or nonlocal

    def bind(self, name: str, value: Written | None) -> None:
        """Add one thing that a name may be."""
        scope = self
        while name in scope.elsewhere and scope.parent is not None:
            scope = scope.parent
        scope.names.setdefault(name, []).append(value)

    def find(self, name: str) -> list[Written | None]:
        """Return what a name may be where it is read in this scope."""
        scope: _Scope | None = self
        while scope is not None:
            if name in scope.names and (scope is self or not scope.is_class):
                return scope.names[name]
            scope = scope.parent
        return []


_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def written_names(text: str) -> dict[Written, int]:
    """Return every TensorFlow name that the text writes, import statements included, with the line of its first place.

    Raises:
        SyntaxError: Python cannot parse the text.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = ast.parse(text)
    scopes: dict[int, _Scope] = {}
    _bind_all(tree, _Scope(None), scopes)
    found: dict[Written, int] = {}
    for name, line in _reads(tree, scopes[id(tree)], scopes):
        found[name] = min(line, found.get(name, line))
    return found


def _bind_all(tree: ast.AST, scope: _Scope, scopes: dict[int, _Scope]) -> None:
    """Note what each name is bound to; aliases (`rnn = tf.contrib.rnn`) come last, when the imports are known."""
    scopes[id(tree)] = scope
    aliases: list[tuple[_Scope, str, ast.expr]] = []
    stack: list[tuple[ast.AST, _Scope]] = [(child, scope) for child in ast.iter_child_nodes(tree)]
    while stack:
        node, scope = stack.pop()
        inner = scope
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            scope.bind(node.name, None)
        if isinstance(node, (*_FUNCTIONS, *_COMPREHENSIONS, ast.ClassDef)):
            inner = scopes[id(node)] = _Scope(scope, isinstance(node, ast.ClassDef))
        if isinstance(node, (ast.Global, ast.Nonlocal)):
            scope.elsewhere.update(node.names)
        elif isinstance(node, ast.arg):
            scope.bind(node.arg, None)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            for name, value in _imported(node):
                scope.bind(name, value)
        elif isinstance(node, ast.Assign) and _is_alias(node):
            assert isinstance(node.targets[0], ast.Name)
            aliases.append((scope, node.targets[0].id, node.value))
            continue
        elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            scope.bind(node.id, None)
        elif isinstance(node, ast.ExceptHandler) and node.name:
            scope.bind(node.name, None)
        stack.extend((child, inner) for child in ast.iter_child_nodes(node))
    for scope, name, value in aliases:
        meant = [] if isinstance(value, ast.Constant) else _meant(value, scope)
        for option in meant or ([] if isinstance(value, ast.Constant) else [None]):
            scope.bind(name, option)


def _is_alias(node: ast.Assign) -> bool:
    """Tell whether a statement gives a dotted name another name, or None to a name that an import failed to bind."""
    if len(node.targets) != 1 or not isinstance(node.targets[0], ast.Name):
        return False
    if isinstance(node.value, ast.Constant) and node.value.value is None:
        return True
    return bool(_dotted(node.value))


def _dotted(node: ast.expr) -> list[str]:
    """Return the parts of a dotted name, none for anything else."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.insert(0, node.attr)
        node = node.value
    return [node.id, *parts] if isinstance(node, ast.Name) else []


def _imported(node: ast.Import | ast.ImportFrom) -> Iterator[tuple[str, Written | None]]:
    for alias in node.names:
        if isinstance(node, ast.Import):
            path = alias.name if alias.asname else alias.name.split(".")[0]
            yield alias.asname or path, Written(path) if _ours(path) else None
        elif alias.name != "*":
            ours = not node.level and _ours(node.module or "")
            yield alias.asname or alias.name, Written(node.module or "", (alias.name,), True) if ours else None


def _ours(path: str) -> bool:
    return path == "tensorflow" or path.startswith("tensorflow.")


def _meant(node: ast.expr, scope: _Scope) -> list[Written]:
    """Return the TensorFlow names that a dotted name may stand for; none where it may be something else as well."""
    first, *rest = _dotted(node) or [""]
    options = scope.find(first)
    if not options or any(option is None for option in options):
        return []
    return [option.reading(rest) for option in options if option is not None]


def _reads(tree: ast.AST, scope: _Scope, scopes: Mapping[int, _Scope]) -> Iterator[tuple[Written, int]]:
    stack = [(tree, scope)]
    while stack:
        node, scope = stack.pop()
        if isinstance(node, ast.Import):
            yield from ((Written(alias.name), node.lineno) for alias in node.names if _ours(alias.name))
        elif isinstance(node, ast.ImportFrom) and not node.level and _ours(node.module or ""):
            for alias in node.names:
                star = alias.name == "*"
                yield Written(node.module or "", () if star else (alias.name,), not star), node.lineno
        elif isinstance(node, (ast.Attribute, ast.Name)) and _dotted(node):
            if isinstance(node.ctx, ast.Load):
                yield from ((name, node.lineno) for name in _meant(node, scope))
            continue
        inner = scopes.get(id(node), scope)
        stack.extend((child, inner) for child in ast.iter_child_nodes(node))


def missing_names(names: Iterable[Written], python: str) -> dict[Written, str]:
    """Ask the runtime which of the names it does not have; the values are the shortest part of each that is missing.

    Raises:
        RuntimeError: the runtime could not answer.
    """
    asked = sorted(set(names))
    question = json.dumps([[name.module, name.attributes, name.imported] for name in asked])
    environment = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": ""}
    done = subprocess.run(
        [python, str(INSIDE)], input=question, capture_output=True, text=True, env=environment, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    answers = json.loads(done.stdout.splitlines()[-1])
    return {name: answer for name, answer in zip(asked, answers) if answer}
