"""Say which names a module binds, reads and mentions, from Python's own syntax tree."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


@dataclass(frozen=True)
class Names:
    """Answer which names a module binds at its top level, binds anywhere, and reads."""

    tree: ast.Module

    @cached_property
    def top(self) -> frozenset[str]:
        """Return the names that other modules can see."""
        declared = (name for node in ast.walk(self.tree) if isinstance(node, ast.Global) for name in node.names)
        return frozenset((*_bound_in(self.tree.body), *declared))

    @cached_property
    def imported(self) -> dict[str, tuple[str, str]]:
        """Return what imports at the top level bind, with the module and the name in it."""
        found: dict[str, tuple[str, str]] = {}
        for node in self.tree.body:
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                found.update(imported_by(node))
        return found

    @cached_property
    def modules(self) -> frozenset[str]:
        """Return the modules that are imported by their whole name at the top level: `import a.b`."""
        imports = (node for node in self.tree.body if isinstance(node, ast.Import))
        return frozenset(alias.name for node in imports for alias in node.names if alias.asname is None)

    @cached_property
    def chains(self) -> frozenset[str]:
        """Return the dotted names that are read: `a` and `a.b` where `a.b.c` is."""
        nodes = (node for node in ast.walk(self.tree) if isinstance(node, (ast.Name, ast.Attribute)))
        return frozenset(map(dotted, nodes)) - {""}

    @cached_property
    def bound(self) -> frozenset[str]:
        """Return the names that are bound anywhere in it."""
        return self.top | self.inner

    @cached_property
    def inner(self) -> frozenset[str]:
        """Return the names that functions, classes and comprehensions in it bind for themselves."""
        found: set[str] = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.arg):
                found.add(node.arg)
            elif isinstance(node, _SCOPES) and not isinstance(node, ast.Lambda):
                found.update(_bound_in(node.body))
            elif isinstance(node, _COMPREHENSIONS):
                found.update(one.id for part in node.generators for one in _stored(part.target))
        return frozenset(found)

    @cached_property
    def read(self) -> frozenset[str]:
        """Return the names that are read anywhere in it."""
        nodes = ast.walk(self.tree)
        return frozenset(one.id for one in nodes if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load))

    @property
    def mentioned(self) -> frozenset[str]:
        """Return the names that are bound or read in it."""
        return self.bound | self.read

    @property
    def free(self) -> frozenset[str]:
        """Return the names that it reads and nothing in it binds; those of builtins too."""
        return self.read - self.bound

    @property
    def unknown(self) -> frozenset[str]:
        """Return the names that it reads and neither it nor Python binds."""
        return frozenset(name for name in self.free if not hasattr(builtins, name))


def dotted(node: ast.expr) -> str:
    """Return the text of a dotted name, or an empty string."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        base = dotted(node.value)
        return f"{base}.{node.attr}" if base else ""
    return ""


def imported_by(node: ast.Import | ast.ImportFrom) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield each name that an import binds, with the module and the name in it, which is empty for the module itself.

    What a star brings is not known.
    """
    for alias in node.names:
        if alias.name == "*":
            continue
        if isinstance(node, ast.Import):
            whole = alias.name if alias.asname else alias.name.split(".")[0]
            yield alias.asname or whole, (whole, "")
        else:
            yield alias.asname or alias.name, ("." * node.level + (node.module or ""), alias.name)


def _bound_in(body: list[ast.stmt]) -> Iterator[str]:
    """Yield the names that statements bind in their own scope."""
    waiting: list[ast.AST] = list(body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node.name
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from (name for name, _ in imported_by(node))
        elif not isinstance(node, (ast.Lambda, *_COMPREHENSIONS)):
            if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
                yield node.id
            if isinstance(node, ast.ExceptHandler) and node.name:
                yield node.name
            waiting.extend(ast.iter_child_nodes(node))


def _stored(target: ast.AST) -> Iterator[ast.Name]:
    return (one for one in ast.walk(target) if isinstance(one, ast.Name))
