"""Hold which definitions of a name may reach a place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import libcst as cst

from .values import Value, join


@dataclass(frozen=True, eq=False)
class Definition:
    """One place that gives a name its value, or an attribute of the objects of the class that is its `owner`.

    `grown` are the definitions of the list that is only added to here.
    """

    name: str
    statement: cst.CSTNode
    value: Value
    grown: frozenset[Definition] = frozenset()
    owner: cst.ClassDef | None = None


@dataclass(frozen=True)
class Binding:
    """The value of a name at one place, and the definitions that may have given it."""

    value: Value
    definitions: frozenset[Definition] = frozenset()


@dataclass(eq=False)
class Scope:
    """Map names to bindings, inside an enclosing scope. `owner` is the function or class, None for the module."""

    owner: cst.CSTNode | None = None
    parent: Scope | None = None
    names: dict[str, Binding] = field(default_factory=dict)
    globals: set[str] = field(default_factory=set)

    def lookup(self, name: str) -> Binding | None:
        """Return the binding that a read of the name finds, skipping class bodies as Python does."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.names and (scope is self or type(scope.owner) is not cst.ClassDef):
                return scope.names[name]
            scope = scope.parent
        return None

    def root(self) -> Scope:
        """Return the module's scope."""
        scope = self
        while scope.parent is not None:
            scope = scope.parent
        return scope

    def bind(self, name: str, value: Value, definition: Definition) -> None:
        """Give the name a value here, hiding earlier definitions."""
        target = self.root() if name in self.globals else self
        target.names[name] = Binding(value, frozenset({definition}))


def by_name(definitions: Iterable[Definition]) -> list[Definition]:
    """Return definitions by their names: what is said first of a program must not change from run to run."""
    return sorted(definitions, key=lambda definition: definition.name)


def merged(branches: Iterable[dict[str, Binding]]) -> dict[str, Binding]:
    """Join the names of several ways that control may have come."""
    ways = list(branches)
    if len(ways) == 1:
        return ways[0]
    # in the order of the program: which of two names for TensorFlow the output uses must not change from run to run
    result: dict[str, Binding] = {}
    differ: dict[str, None] = {}
    for way in ways:
        for name, binding in way.items():
            if result.setdefault(name, binding) is not binding:
                differ[name] = None
    for name in differ:
        found = [way[name] for way in ways if name in way]
        definitions = frozenset().union(*(binding.definitions for binding in found))
        result[name] = Binding(join(tuple(binding.value for binding in found)), definitions)
    return result
