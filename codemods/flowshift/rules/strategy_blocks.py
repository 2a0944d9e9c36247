"""Arrange the statements of a block: those that make a model's objects below `with strategy.scope():`, the others outside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import libcst as cst

from ..syntax.templates import Statement, code_of
from ..syntax.walk import descendants
from .strategy_roles import Roles

Copies = Callable[[cst.CSTNode], "list[cst.CSTNode]"]


@dataclass(frozen=True, eq=False)
class Item:
    """One statement of the new block: what it does, whether it goes below the scope, and the `with` it stood in.

    `scope` names the strategy whose scope that is, where the block has several.
    """

    statement: Statement
    roles: Roles
    scoped: bool = False
    of: cst.With | None = None
    before: tuple[Statement, ...] = ()  # new statements that go in front of it, at its depth
    scope: str = ""


def block_of(node: cst.CSTNode) -> Sequence[Statement]:
    """Return the statements of a block; those behind a colon on the same line as lines of their own."""
    if isinstance(node, cst.SimpleStatementSuite):
        return [cst.SimpleStatementLine([small]) for small in node.body]
    body = getattr(node, "body", ())
    return [s for s in body if isinstance(s, (cst.SimpleStatementLine, cst.BaseCompoundStatement))]


def binds(statement: cst.CSTNode) -> set[str]:
    """Return the names that a statement gives a value."""
    found: set[str] = set()
    for node in descendants(statement):
        if isinstance(node, (cst.AssignTarget, cst.AugAssign, cst.AnnAssign, cst.For)):
            found.update(n.value for n in descendants(node.target) if isinstance(n, cst.Name))
        elif isinstance(node, cst.AsName):
            found.update(n.value for n in descendants(node.name) if isinstance(n, cst.Name))
        elif isinstance(node, cst.ImportAlias):
            found.add((node.evaluated_alias or node.evaluated_name).split(".")[0])
        elif isinstance(node, (cst.FunctionDef, cst.ClassDef)):
            found.add(node.name.value)
    return found


def mentions(statement: cst.CSTNode) -> set[str]:
    """Return the names that a statement has in it."""
    return {node.value for node in descendants(statement) if isinstance(node, cst.Name)}


def hoisted(items: Sequence[Item], name: str) -> list[Item] | None:
    """Move the definition of the strategy above the first statement that is scoped; None where that is not certain.

    What the definition reads moves with it, if that is nothing but plain assignments.
    """
    first = next(index for index, item in enumerate(items) if item.scoped)
    place = next((i for i, item in enumerate(items) if not item.scoped and name in binds(item.statement)), None)
    if place is None or place < first:
        return list(items)
    moved, needed = [items[place]], mentions(items[place].statement)
    if not isinstance(items[place].statement, cst.SimpleStatementLine):
        return None
    for item in reversed(items[first:place]):
        if binds(item.statement) & needed:
            if item.scoped or not _is_plain(item.statement):
                return None
            moved.insert(0, item)
            needed |= mentions(item.statement)
    kept = [item for item in items[first:] if item not in moved]
    return [*items[:first], *moved, *kept]


def gathered(items: Sequence[Item]) -> list[Item]:
    """Bring scoped statements together, where what stands between them can go in front of them or stay among them."""
    result: list[Item] = []
    for index, item in enumerate(items):
        more = (
            any(later.scoped and later.scope == result[-1].scope for later in items[index + 1 :]) if result else False
        )
        start = _group_start(result)
        if not item.scoped and more and start is not None:
            group = result[start:]
            if _is_remark(item.statement) or _freezes(item.statement):
                item = replace(item, scoped=True, scope=result[-1].scope)
            elif _may_pass(item, group):
                result.insert(start, item)
                continue
        result.append(item)
    return result


def _group_start(items: Sequence[Item]) -> int | None:
    """Return where the scoped statements at the end begin; None where the last one is not scoped."""
    start = len(items)
    while start and items[start - 1].scoped and items[start - 1].scope == items[-1].scope:
        start -= 1
    return start if start < len(items) else None


def _is_plain(statement: Statement) -> bool:
    """Tell whether a statement only gives names values, and draws no random numbers, whose order would change."""
    if not isinstance(statement, cst.SimpleStatementLine):
        return False
    simple = all(isinstance(small, (cst.Assign, cst.AnnAssign)) for small in statement.body)
    return simple and "rand" not in code_of(statement).lower()


def _is_remark(statement: Statement) -> bool:
    """Tell whether a statement only shows something: `model.summary()`."""
    if not isinstance(statement, cst.SimpleStatementLine) or len(statement.body) != 1:
        return False
    small = statement.body[0]
    call = small.value if isinstance(small, cst.Expr) else None
    function = call.func if isinstance(call, cst.Call) else None
    return isinstance(function, cst.Attribute) and function.attr.value == "summary"


def _freezes(statement: cst.CSTNode) -> bool:
    """Tell whether a statement only says what is trained: `base.trainable = False`, for a layer or for each of them."""
    if isinstance(statement, cst.For):
        return statement.orelse is None and all(_freezes(line) for line in block_of(statement.body))
    small = statement.body[0] if isinstance(statement, cst.SimpleStatementLine) and len(statement.body) == 1 else None
    targets = [target.target for target in small.targets] if isinstance(small, cst.Assign) else []
    return bool(targets) and all(isinstance(t, cst.Attribute) and t.attr.value == "trainable" for t in targets)


def _may_pass(item: Item, group: Sequence[Item]) -> bool:
    """Tell whether a statement may run before the group instead of after it."""
    if not _is_plain(item.statement) or item.roles.trains:
        return False
    names, bound = mentions(item.statement), binds(item.statement)
    return not any(binds(other.statement) & names or mentions(other.statement) & bound for other in group)


def arranged(items: Sequence[Item], scope: str, copies: Copies) -> Sequence[cst.CSTNode]:
    """Return the statements of the new block; `scope` is entered for those that name no strategy of their own."""
    lines: list[Statement] = []
    group: list[Statement] = []
    header: cst.With | None = None
    entered = scope
    footer: list[cst.EmptyLine] = []
    for item in items:
        new = _moved(item, copies)
        if new and footer and not (item.of is not None and _first(items, item.of) is not item):
            new[0] = new[0].with_changes(leading_lines=[*footer, *new[0].leading_lines])
            footer = []
        if item.scoped:
            wanted = f"{item.scope}.scope()" if item.scope else scope
            if wanted != entered:
                lines.extend(_with(group, header, entered))
                group, header, entered = [], None, wanted
            header = header or item.of
            group.extend(new)
        else:
            lines.extend(_with(group, header, entered))
            group, header = [], None
            lines.extend(new)
        if item.of is not None and _last(items, item.of) is item:
            footer = list(getattr(item.of.body, "footer", ()))
    lines.extend(_with(group, header, entered, footer))
    return lines


def _first(items: Sequence[Item], of: cst.With) -> Item:
    return next(item for item in items if item.of is of)


def _last(items: Sequence[Item], of: cst.With) -> Item:
    return next(item for item in reversed(items) if item.of is of)


def _moved(item: Item, copies: Copies) -> list[Statement]:
    """Return what became of a statement; the first one of a `with` takes the lines that stood before it."""
    lines = [s for s in copies(item.statement) if isinstance(s, (cst.SimpleStatementLine, cst.BaseCompoundStatement))]
    if item.of is not None and lines and block_of(item.of.body)[0] is item.statement:
        lines[0] = lines[0].with_changes(leading_lines=[*item.of.leading_lines, *lines[0].leading_lines])
    return [*item.before, *lines]


def _with(
    group: Sequence[Statement], old: cst.With | None, scope: str, footer: Sequence[cst.EmptyLine] = ()
) -> Iterator[Statement]:
    """Yield a `with` around a group; blank lines before the group stay before the `with`."""
    if not group:
        return
    lines = list(group[0].leading_lines)
    blank = 0
    while blank < len(lines) and lines[blank].comment is None:
        blank += 1
    inner = [_indented(line) for line in (group[0].with_changes(leading_lines=lines[blank:]), *group[1:])]
    body = cst.IndentedBlock(inner, footer=footer)
    if old is not None and isinstance(old.body, cst.IndentedBlock):
        body = body.with_changes(header=old.body.header)
    item = cst.WithItem(cst.parse_expression(scope))
    yield cst.With([item], body, leading_lines=lines[:blank])


class _BlankLines(cst.CSTTransformer):
    """Keep blank lines empty where what they stand in is indented further."""

    def leave_EmptyLine(self, original_node: cst.EmptyLine, updated_node: cst.EmptyLine) -> cst.EmptyLine:
        """Take the indentation from a line that has nothing else."""
        blank = updated_node.comment is None and updated_node.whitespace.empty
        return updated_node.with_changes(indent=False) if blank else updated_node


def _indented(line: Statement) -> Statement:
    result = line.visit(_BlankLines())
    assert isinstance(result, (cst.SimpleStatementLine, cst.BaseCompoundStatement))
    return result
