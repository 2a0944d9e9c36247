"""Walk the nodes that mean something, and copy only the paths that change.

libcst trees are mostly whitespace, commas and parentheses. Walking the semantic fields alone costs a tenth of a full visit,
and a path-copying replacement leaves every untouched node, with its bytes, as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Union

import libcst as cst

if TYPE_CHECKING:
    from typing_extensions import TypeGuard

# Fields that hold layout or punctuation, by the words that libcst uses for them.
_LAYOUT = (
    "whitespace",
    "lpar",
    "rpar",
    "comma",
    "semicolon",
    "leading_lines",
    "lines_after",
    "header",
    "footer",
    "trailing",
    "lbracket",
    "rbracket",
    "lbrace",
    "rbrace",
    "colon",
    "equal",
    "indent",
    "encoding",
    "default_newline",
    "has_trailing_newline",
    "dot",
    "arrow",
)

_SEQUENCES = frozenset({tuple, list})
_FIELDS: dict[type, tuple[str, ...]] = {}

Replacement = Union[cst.CSTNode, "cst.RemovalSentinel", "cst.FlattenSentinel[cst.CSTNode]"]
Rewrite = Callable[[cst.CSTNode], Replacement]


def semantic_fields(kind: type) -> tuple[str, ...]:
    """Return the names of the fields of a node class that hold meaning, in source order."""
    known = _FIELDS.get(kind)
    if known is None:
        names = [f.name for f in fields(kind)]
        known = tuple(name for name in names if not any(word in name for word in _LAYOUT))
        _FIELDS[kind] = known
    return known


# libcst's node classes are abstract base classes, on which isinstance() costs five times as much as on plain ones.
class _Derives(dict[type, bool]):
    """Know of each class whether it derives from one of some."""

    def __init__(self, *bases: type) -> None:
        super().__init__()
        self.bases = bases

    def __missing__(self, kind: type) -> bool:
        known = self[kind] = issubclass(kind, self.bases)
        return known


_IS_NODE = _Derives(cst.CSTNode)
_IS_EXPRESSION = _Derives(cst.BaseExpression)
_IS_STATEMENT = _Derives(cst.SimpleStatementLine, cst.BaseCompoundStatement)
_IS_SMALL = _Derives(cst.BaseSmallStatement)


def is_node(value: object) -> TypeGuard[cst.CSTNode]:
    """Tell whether a value is a node, faster than isinstance() does."""
    return _IS_NODE[type(value)]


def is_expression(value: object) -> TypeGuard[cst.BaseExpression]:
    """Tell whether a value is an expression, faster than isinstance() does."""
    return _IS_EXPRESSION[type(value)]


def children(node: cst.CSTNode) -> list[cst.CSTNode]:
    """Return the direct semantic children of a node, in source order."""
    kind = type(node)
    read = _READERS.get(kind)
    if read is None:
        read = _READERS[kind] = _reader(kind)
    found: list[cst.CSTNode] = []
    for value in read(node):
        kind = type(value)
        if kind is tuple or kind is list:
            found += value  # nothing but nodes stands in the sequences of a node
        elif _IS_NODE[kind]:
            found.append(value)
    return found


# Reading all fields of a node at once takes half the time of one getattr() after the other.
_Reader = Callable[[cst.CSTNode], "tuple[Any, ...]"]
_READERS: dict[type, _Reader] = {}
# Half of all nodes are names and constants, which nothing stands below.
LEAVES = frozenset({cst.Name, cst.Integer, cst.Float, cst.Imaginary, cst.SimpleString, cst.FormattedStringText})


def _reader(kind: type) -> _Reader:
    """Return the function that reads the semantic fields of a class of nodes."""
    names = () if kind in LEAVES else semantic_fields(kind)
    if len(names) > 1:
        return attrgetter(*names)
    return (lambda node: (getattr(node, names[0]),)) if names else (lambda node: ())


def descendants(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """Yield the node and all semantic nodes below it, in source order."""
    stack = [node]
    while stack:
        current = stack.pop()
        yield current
        if type(current) not in LEAVES:
            stack += children(current)[::-1]


def statements_below(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """Yield the statement lines and compound statements at and below a node, in source order; no expression is entered."""
    stack = [node]
    while stack:
        current = stack.pop()
        if _IS_STATEMENT[type(current)]:
            yield current
        if type(current) is not cst.SimpleStatementLine:
            stack += [child for child in children(current)[::-1] if not is_expression(child)]


def small_statements(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """Yield the small statements at and below a node, in source order: assignments, calls, `return`, ..."""
    stack = [node]
    while stack:
        current = stack.pop()
        if _IS_SMALL[type(current)]:
            yield current
        else:
            stack += [child for child in children(current)[::-1] if not is_expression(child)]


def is_statement(value: object) -> bool:
    """Tell whether a value is a line of simple statements or a compound statement."""
    return _IS_STATEMENT[type(value)]


def enclosing(root: cst.CSTNode, targets: Mapping[int, object]) -> set[int]:
    """Return the identities of all nodes that hold a target somewhere below them (or are one)."""
    found: set[int] = set()
    _note_enclosing(root, targets, found)
    return found


# Not a function inside of `enclosing`: one that calls itself is a cycle, and would keep all nodes until the collector comes.
def _note_enclosing(node: cst.CSTNode, targets: Mapping[int, object], found: set[int]) -> bool:
    holds = id(node) in targets
    for child in children(node):
        if _note_enclosing(child, targets, found):
            holds = True
    if holds:
        found.add(id(node))
    return holds


# The copy and the original of each node that was copied, by the identity of the copy.
Origins = dict[int, tuple[cst.CSTNode, cst.CSTNode]]
# Returns the statements of a new block; what it is given tells what took the place of a statement of the original.
Arrange = Callable[[Callable[[cst.CSTNode], list[cst.CSTNode]]], Sequence[cst.CSTNode]]


def rewrite(root: cst.CSTNode, edits: Mapping[int, Rewrite]) -> Replacement:
    """Return a copy of the tree in which each node whose identity is a key of `edits` is replaced.

    Inner edits come first: an outer edit is given the node with its children already rewritten.
    Nodes that hold no edit are shared with the original tree.
    """
    return _Copier(edits, {}, enclosing(root, edits), {}).copy(root) if edits else root


def rewrite_along(
    root: cst.CSTNode,
    edits: Mapping[int, Rewrite],
    on_path: set[int],
    origins: Origins,
    groups: Mapping[int, Arrange] | None = None,
) -> Replacement:
    """Rewrite like `rewrite`, where the nodes that hold edits are known; `origins` takes note of what was copied.

    `groups` says, by the identity of a block, how its statements are put together anew.
    """
    return _Copier(edits, groups or {}, on_path, origins).copy(root)


class _Copier:
    """Copy the paths that lead to edits."""

    def __init__(
        self, edits: Mapping[int, Rewrite], groups: Mapping[int, Arrange], on_path: set[int], origins: Origins
    ) -> None:
        self.edits = edits
        self.groups = groups
        self.on_path = on_path
        self.origins = origins

    def copy(self, node: cst.CSTNode) -> Replacement:
        """Return the node with everything at and below it rewritten."""
        if id(node) not in self.on_path:
            return node
        changes: dict[str, object] = {}
        arrange = self.groups.get(id(node))
        for name in semantic_fields(type(node)):
            value = getattr(node, name)
            if is_node(value):
                if id(value) in self.on_path:
                    changes[name] = self.copy(value)
            elif type(value) not in _SEQUENCES:
                continue
            elif arrange is not None and name == "body":
                changes[name] = arrange(self.copies)
            elif any(id(item) in self.on_path for item in value):
                changes[name] = [copied for item in value for copied in self.copies(item)]
        updated = node.with_changes(**changes) if changes else node
        self.origins[id(updated)] = (updated, node)
        edit = self.edits.get(id(node))
        return edit(updated) if edit else updated

    def copies(self, item: cst.CSTNode) -> list[cst.CSTNode]:
        """Return the nodes that take the place of one item of a sequence."""
        result = self.copy(item)
        if is_node(result):
            return [result]
        return list(result.nodes) if isinstance(result, cst.FlattenSentinel) else []
