"""Keep the functions whose bodies are still to be interpreted, callers before what they call."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple, cast

import libcst as cst

from ..syntax.walk import LEAVES, children
from .scope import Scope
from .values import Value


class Waiting(NamedTuple):
    """One function with the scope around it, and the object whose method it is."""

    function: cst.FunctionDef
    parent: Scope
    instance: Value | None


class WaitingFunctions:
    """Give out functions in the order of their definition, or so that what callers pass is known before."""

    def __init__(self) -> None:
        self._waiting: list[Waiting] = []
        self._named: Counter[str] = Counter()  # in how many bodies a name stands
        self._names: dict[int, frozenset[str]] = {}

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def add(self, waiting: Waiting) -> None:
        """Let a function wait."""
        self._waiting.append(waiting)

    def take(self, callers_first: bool) -> Waiting:
        """Return the next function; with `callers_first` one that no other waiting function names, if there is one."""
        place = self._unnamed() if callers_first and len(self._waiting) > 1 else 0
        taken = self._waiting.pop(place)
        self._named.subtract(self._names.pop(id(taken.function), ()))
        return taken

    def _unnamed(self) -> int:
        for waiting in self._waiting:
            if id(waiting.function) not in self._names:
                self._names[id(waiting.function)] = names = _names_in(waiting.function.body)
                self._named.update(names)
        for place, waiting in enumerate(self._waiting):
            own = waiting.function.name.value
            if self._named[own] == (own in self._names[id(waiting.function)]):
                return place
        return 0


def _names_in(body: cst.CSTNode) -> frozenset[str]:
    """Return the names and attributes in the body of a function."""
    names: set[str] = set()
    stack: list[cst.CSTNode] = [body]
    while stack:
        node = stack.pop()
        for child in children(node):  # an attribute is a name among them
            # comparing classes: isinstance() costs five times as much on libcst's nodes
            kind = type(child)
            if kind is cst.Name:
                names.add(cast(cst.Name, child).value)
            elif kind not in LEAVES:
                stack.append(child)
    return frozenset(names)
