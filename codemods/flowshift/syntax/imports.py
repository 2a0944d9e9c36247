"""Add the imports that new code needs, and drop those that nothing uses any more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from typing import cast

import libcst as cst

from ..kinds.imports import bound_names, dotted_name
from ..kinds.values import Api
from .templates import Statement, statement
from .tree import Tree
from .walk import LEAVES, Origins, Replacement, Rewrite, children, enclosing, rewrite_along, small_statements

# Modules of TensorFlow 1 that an import of TensorFlow 2 fails on.
_GONE = ("tf.contrib", "tensorflow.examples")


def with_imports(
    module: cst.Module,
    required: Iterable[str],
    read_before: AbstractSet[str],
    tree: Tree,
    tensorflow: str | None = None,
) -> cst.Module:
    """Return the module with the required imports, and without TensorFlow imports that lost their last use.

    `read_before` are the names that the original reads, which is `tree`. An import that was unused before stays: it may be
    there for its effect. `tensorflow` is a name under which TensorFlow is imported if the module reads it.
    """
    body = list(module.body)
    again = any(_may_go(line) for line in body)  # not where there is but `import tensorflow as tf`, which stays
    asked = {name for line in body for name in _may_lose(line)} if again else set()
    while again:
        used = _names_read(body, asked, tree)
        kept = [(line, _without_unused(line, set(read_before - used), used)) for line in body]
        body = _with_comments(kept)
        # an alias that goes may have been the last use of another one
        again = any(left is None and _is_assignment(line) for line, left in kept)
    if tensorflow is not None and _is_read_outside_its_functions(tensorflow, body):
        alias = "" if tensorflow == "tensorflow" else f" as {tensorflow}"
        required = (f"import tensorflow{alias}", *required)
    missing = [text for text in dict.fromkeys(required) if not _has(body, text)]
    if missing:
        place = import_place(body)
        body[place:place] = [statement(text) for text in missing]
    if len(body) == len(module.body) and all(a is b for a, b in zip(body, module.body)):
        return module
    return module.with_changes(body=body)


def _with_comments(kept: Sequence[tuple[Statement, Statement | None]]) -> list[Statement]:
    """Return the lines that are left, with what stood above those that go.

    A comment speaks about what follows, too; blank lines keep two parts of the file apart.
    """
    body: list[Statement] = []
    above: list[cst.EmptyLine] = []
    for line, left in kept:
        lead = list(line.leading_lines)
        if left is None:
            above += lead if body or any(empty.comment is not None for empty in lead) else ()
            continue
        blank = all(empty.comment is None for empty in above)
        body.append(left if (blank and lead) or not above else left.with_changes(leading_lines=[*above, *lead]))
        above = []
    return body


def without_local_imports(module: cst.Module, imports: AbstractSet[int], origins: Origins) -> cst.Module:
    """Return the module without those imports inside functions and blocks, by identity, that nothing there reads any more.

    A block at the top level that holds but one import stays: it is one of two ways, `try` this or that.
    """
    tree = Tree(module, "")
    parents = tree.parents
    edits: dict[int, Rewrite] = {}
    for line in [node for node in map(parents.get, imports) if isinstance(node, cst.SimpleStatementLine)]:
        block, function = parents.get(id(line)), _function_around(line, parents)
        if isinstance(block, cst.IndentedBlock) and (function is not None or len(block.body) > 1):
            around = [function.body] if function is not None else module.body
            left = _without_unused(line, frozenset(), _names_read(around, set(_may_lose(line)), tree))
            if left is not line:
                edits[id(block)] = _rest
                edits[id(line)] = partial(_replaced, left)
    return cast(cst.Module, rewrite_along(module, edits, enclosing(module, edits), origins)) if edits else module


def _function_around(node: cst.CSTNode, parents: Mapping[int, cst.CSTNode]) -> cst.FunctionDef | None:
    current = parents.get(id(node))
    while current is not None and not isinstance(current, cst.FunctionDef):
        current = parents.get(id(current))
    return current


def _replaced(by: Statement | None, _: cst.CSTNode) -> Replacement:
    return cst.RemovalSentinel.REMOVE if by is None else by


def _rest(block: cst.CSTNode) -> cst.CSTNode:
    """Return what is left of a block: it does not begin with blank lines, and is not empty."""
    assert isinstance(block, cst.IndentedBlock)
    if not block.body:
        return block.with_changes(body=[cst.SimpleStatementLine([cst.Pass()])])
    first = block.body[0]
    lead = list(getattr(first, "leading_lines", ()))
    while lead and lead[0].comment is None:
        lead.pop(0)
    return block.with_changes(body=[first.with_changes(leading_lines=lead), *block.body[1:]])


def _is_assignment(line: Statement) -> bool:
    return isinstance(line, cst.SimpleStatementLine) and isinstance(line.body[0], cst.Assign)


def _may_go(line: Statement) -> bool:
    """Tell whether a line brings a name of TensorFlow's that rules may have taken the last use of."""
    if not isinstance(line, cst.SimpleStatementLine):
        return False
    for small in line.body:
        if isinstance(small, cst.Assign) and isinstance(small.value, cst.Attribute):
            return True
        if isinstance(small, (cst.Import, cst.ImportFrom)):
            values = [value for _, value in bound_names(small)]
            if any(isinstance(value, Api) and value.name != "tf" for value in values):
                return True
    return False


def _may_lose(line: Statement) -> Iterator[str]:
    """Yield the names that a line binds to something of TensorFlow's, as an import or as an alias."""
    for small in line.body if isinstance(line, cst.SimpleStatementLine) else ():
        if isinstance(small, (cst.Import, cst.ImportFrom)):
            yield from (name for name, value in bound_names(small) if isinstance(value, Api))
        elif isinstance(small, cst.Assign) and isinstance(small.value, cst.Attribute):
            yield from (one.target.value for one in small.targets if isinstance(one.target, cst.Name))


def _names_read(body: Iterable[cst.CSTNode], asked: AbstractSet[str], tree: Tree) -> set[str]:
    """Return which of the names statements read or bind; imports, attributes and keywords count for nothing.

    What the statements share with the tree is not walked again: the tree knows where its names are.
    """
    names: set[str] = set()
    shared: set[int] = set()
    parents = tree.parents
    stack: list[cst.CSTNode] = list(body)
    while stack:
        node = stack.pop()
        # comparing classes: isinstance() costs five times as much on libcst's nodes
        kind = type(node)
        if kind is cst.Name:
            names.add(cast(cst.Name, node).value)
        elif id(node) in parents:
            shared.add(id(node))
        elif kind in LEAVES or kind in _NO_READERS:
            continue
        elif kind is cst.Attribute or kind is cst.Arg:
            stack.append(cast(cst.Attribute, node).value)
        elif kind is cst.Assign:
            stack += _read_by(cast(cst.Assign, node))
        else:
            stack += children(node)
    return {name for name in asked if name in names or any(_counts(node, shared, parents) for node in tree.named(name))}


def _counts(name: cst.CSTNode, shared: AbstractSet[int], parents: Mapping[int, cst.CSTNode]) -> bool:
    """Tell whether a name of the tree is read or bound in what is shared with it."""
    node, above = name, parents[id(name)]
    if type(above) is cst.AssignTarget:
        assignment = parents[id(above)]
        if isinstance(assignment, cst.Assign) and isinstance(assignment.value, cst.Attribute):
            return False
    while id(node) not in shared:
        kind = type(above)
        if (
            kind in _NO_READERS
            or (kind is cst.Attribute and node is cast(cst.Attribute, above).attr)
            or (kind is cst.Arg and node is cast(cst.Arg, above).keyword)
        ):
            return False
        node, above = above, parents[id(above)]
    return True


_NO_READERS = frozenset({cst.Import, cst.ImportFrom, cst.Module})


def _is_read_outside_its_functions(name: str, body: Iterable[cst.CSTNode]) -> bool:
    """Tell whether a name is read where no function around has an import of its own that gives it."""
    stack: list[cst.CSTNode] = list(body)
    while stack:
        node = stack.pop()
        kind = type(node)
        if kind is cst.Name and cast(cst.Name, node).value == name:
            return True
        if kind is cst.Attribute or kind is cst.Arg:
            stack.append(cast(cst.Attribute, node).value)
        elif kind is cst.FunctionDef and _imports_name(cast(cst.FunctionDef, node), name):
            continue
        elif kind not in _NO_READERS:
            stack += children(node)
    return False


def _imports_name(function: cst.FunctionDef, name: str) -> bool:
    imports = (node for node in small_statements(function) if isinstance(node, (cst.Import, cst.ImportFrom)))
    return any(bound == name for small in imports for bound, _ in bound_names(small))


def _read_by(assignment: cst.Assign) -> list[cst.CSTNode]:
    """Return what an assignment reads and binds; `layers = tf.contrib.layers` is no use of `layers`."""
    if not isinstance(assignment.value, cst.Attribute):
        return children(assignment)
    targets = [target.target for target in assignment.targets]
    return [assignment.value, *(target for target in targets if not isinstance(target, cst.Name))]


def _without_unused(line: Statement, lost: AbstractSet[str], used: set[str]) -> Statement | None:
    """Drop the TensorFlow names of an import line that lost their last use; None where nothing is left.

    `layers = tf.contrib.layers` counts as an import. What TF2 does not have at all goes even if it never was used.
    """
    if not isinstance(line, cst.SimpleStatementLine) or len(line.body) != 1:
        return line
    small = line.body[0]
    if isinstance(small, cst.Assign):
        return None if _is_alias(small, lost) else line
    if not isinstance(small, (cst.Import, cst.ImportFrom)):
        return line
    bound = [(name, value.name) for name, value in bound_names(small) if isinstance(value, Api)]
    gone = {name for name, symbol in bound if name in lost or (name not in used and symbol.startswith(_GONE))}
    aliases = small.names
    if isinstance(aliases, cst.ImportStar):
        return None if bound and gone and not any(name in used for name, _ in bound) else line
    if not gone:
        return line
    kept = [alias for alias in aliases if _bound(alias) not in gone]
    if not kept:
        return None
    kept[-1] = kept[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
    return line.with_changes(body=[small.with_changes(names=kept)])


def _is_alias(small: cst.Assign, lost: AbstractSet[str]) -> bool:
    """Tell whether an assignment only gives a module or symbol another name, which nothing reads any more."""
    target = small.targets[0].target
    alone = len(small.targets) == 1 and isinstance(target, cst.Name) and target.value in lost
    return alone and "." in dotted_name(small.value)


def _bound(alias: cst.ImportAlias) -> str:
    if alias.asname is not None and isinstance(alias.asname.name, cst.Name):
        return alias.asname.name.value
    return alias.evaluated_name.split(".")[0]


def _has(body: Sequence[Statement], text: str) -> bool:
    wanted = cst.parse_statement(text)
    assert isinstance(wanted, cst.SimpleStatementLine)
    return any(
        isinstance(line, cst.SimpleStatementLine) and any(small.deep_equals(wanted.body[0]) for small in line.body)
        for line in body
    )


def all_imports(module: cst.Module) -> Iterator[cst.Import | cst.ImportFrom]:
    """Yield the import statements of a module, those inside functions too."""
    yield from (node for node in small_statements(module) if isinstance(node, (cst.Import, cst.ImportFrom)))


def top_imports(module: cst.Module) -> Iterator[cst.Import | cst.ImportFrom]:
    """Yield the import statements of a module's top level."""
    for line in module.body:
        if isinstance(line, cst.SimpleStatementLine):
            yield from (small for small in line.body if isinstance(small, (cst.Import, cst.ImportFrom)))


def import_place(body: Sequence[Statement], tensorflow: str = "") -> int:
    """Return the place for an import: after the statement that brings TensorFlow (by that name, where one is given).

    Where no statement at the top level does, after the imports of what else is TensorFlow's, which may be used right behind
    them, or else after the last import. A docstring stays in front.
    """
    parts: int | None = None
    last = int(bool(body) and _is_docstring(body[0]))
    for index, line in enumerate(body):
        found = [bound for small in imports_run_by(line) for bound in bound_names(small) if isinstance(bound[1], Api)]
        if any(value.name == "tf" and tensorflow in ("", name) for name, value in found if isinstance(value, Api)):
            return index + 1
        if _is_import(line):
            last = index + 1
            parts = last if (found and parts is None) or parts == index else parts
    return last if parts is None else parts


def after_imports(body: Sequence[Statement], place: int) -> int:
    """Return the place behind the imports that follow a place."""
    while place < len(body) and _is_import(body[place]):
        place += 1
    return place


def imports_run_by(line: Statement) -> Iterator[cst.Import | cst.ImportFrom]:
    """Yield the imports that are made where a statement is run: in its blocks, not in functions."""
    stack: list[cst.CSTNode] = [line]
    while stack:
        node = stack.pop()
        if isinstance(node, (cst.Import, cst.ImportFrom)):
            yield node
        elif isinstance(node, (cst.SimpleStatementLine, cst.IndentedBlock)):
            stack += node.body
        elif isinstance(node, (cst.Try, cst.If, cst.With, cst.Else, cst.ExceptHandler, cst.Finally)):
            stack += (child for child in node.children if isinstance(child, _BLOCKS))


_BLOCKS = (cst.IndentedBlock, cst.Else, cst.If, cst.ExceptHandler, cst.Finally)


def _is_import(line: Statement) -> bool:
    small = line.body if isinstance(line, cst.SimpleStatementLine) else ()
    return any(isinstance(one, (cst.Import, cst.ImportFrom)) for one in small)


def _is_docstring(line: Statement) -> bool:
    small = line.body[0] if isinstance(line, cst.SimpleStatementLine) else None
    return isinstance(small, cst.Expr) and isinstance(small.value, (cst.SimpleString, cst.ConcatenatedString))
