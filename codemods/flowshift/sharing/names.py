"""Give what a function makes names of its own where its statements are written out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import libcst as cst

from ..syntax.templates import dotted
from ..syntax.walk import Rewrite, descendants, rewrite

_RESULTS = ("_outputs", "_output", "_logits", "_predictions", "_results", "_decoder")
_Node = TypeVar("_Node", bound=cst.CSTNode)


def bound_names(node: cst.CSTNode) -> set[str]:
    """Return the names that statements bind: by assignment, loops, `with ... as`."""
    found: set[str] = set()
    for one in descendants(node):
        if isinstance(one, (cst.AssignTarget, cst.AnnAssign, cst.AugAssign, cst.For, cst.NamedExpr)):
            found |= _names(one.target)
        elif isinstance(one, cst.AsName):
            found |= _names(one.name)
    return found


def _names(target: cst.CSTNode) -> set[str]:
    if isinstance(target, cst.Name):
        return {target.value}
    if isinstance(target, (cst.Tuple, cst.List)):
        return {name for element in target.elements for name in _names(element.value)}
    return _names(target.value) if isinstance(target, cst.StarredElement) else set()


def fresh(name: str, target: cst.BaseExpression | None, taken: set[str]) -> str:
    """Return a free name for a local variable: its own, or one that says what it is for."""
    if name not in taken:
        return name
    result = target.elements[0].value if isinstance(target, cst.Tuple) else target
    if isinstance(result, cst.Attribute):
        result = result.attr
    if isinstance(result, cst.Name):
        word = result.value
        for ending in _RESULTS:
            word = word[: -len(ending)] if word.endswith(ending) else word
        wanted = f"{word}_{name}"
        if name not in word and wanted not in taken:
            return wanted
    number = 2
    while f"{name}_{number}" in taken:
        number += 1
    return f"{name}_{number}"


def renamed(node: _Node, names: Mapping[str, str]) -> _Node:
    """Return the node with variables renamed; keywords of calls and attributes are none."""
    edits: dict[int, Rewrite] = {}
    skipped: set[int] = set()
    for one in descendants(node):
        if isinstance(one, cst.Arg) and one.keyword is not None:
            skipped.add(id(one.keyword))
        elif isinstance(one, cst.Attribute):
            skipped.add(id(one.attr))
        elif isinstance(one, cst.Name) and names.get(one.value, one.value) != one.value and id(one) not in skipped:
            edits[id(one)] = _name(names[one.value])
    result = rewrite(node, edits)
    assert isinstance(result, type(node))
    return result


def _name(name: str) -> Rewrite:
    return lambda _: dotted(name)
