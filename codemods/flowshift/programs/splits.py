"""Split a loop or branch that builds the graph: what is made once stays where it was, what is computed goes to the functions.

for n in (1, 2):                              weights = [tf.Variable(tf.ones([2]), name="w%d" % n) for n in (1, 2)]
    weight = tf.Variable(...)
    total = total + weight * x ** n           # in the function:
                                              for n, weight in zip((1, 2), weights):
                                                  total = total + weight * x ** n
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import libcst as cst

from ..kinds.facts import Facts
from ..kinds.kind import Kind, kind_of
from ..kinds.scope import Definition
from ..syntax.layout import WIDTH
from ..syntax.templates import Statement, code_of, line
from ..syntax.walk import descendants
from .conditions import Condition, NotEager


class Side(enum.Enum):
    """Where a statement of a loop goes."""

    MADE = "it makes an object, once"
    COMPUTED = "it computes"
    LOGGED = "it logs"
    PYTHON = "it only computes with Python values"


@dataclass(frozen=True, eq=False)
class Split:
    """The two halves of a loop or branch, each with the statements it holds. `made` is None where nothing is made.

    `before` are the lines in front of what is made.
    """

    made: Statement | None
    computed: Statement
    made_lines: tuple[cst.CSTNode, ...]
    computed_lines: tuple[cst.CSTNode, ...]
    before: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()  # the names of the lists that hold what is made
    nodes: tuple[cst.CSTNode, ...] = ()  # nodes that are not in the original tree, but hold nodes that are


Fresh = Callable[..., str]


def split(node: cst.For | cst.If, facts: Facts, fresh: Fresh) -> Split:
    """Split a loop or branch into what is made once and what is computed.

    Raises:
        NotEager: it does something else too, or what it makes depends on what it computes.
    """
    condition = Condition.BUILT_IN_LOOP if isinstance(node, cst.For) else Condition.BUILT_IN_BRANCH
    if not isinstance(node.body, cst.IndentedBlock) or (isinstance(node, cst.For) and node.orelse is not None):
        raise NotEager(condition, node)
    lines = list(node.body.body)
    sides = [_side(one, facts, condition) for one in lines]
    if Side.LOGGED in sides and {Side.MADE, Side.COMPUTED} & set(sides):
        # a function that does not log would need the loop without these lines
        logged = lines[sides.index(Side.LOGGED)]
        raise NotEager(condition, logged, "it makes summaries beside tensors in a loop or branch")
    if Side.MADE not in sides:
        return Split(None, node, (), (node,))
    if isinstance(node, cst.If) or any(
        not isinstance(one, cst.SimpleStatementLine) for one, side in zip(lines, sides) if side is Side.MADE
    ):
        raise NotEager(condition, node, "it makes variables under a condition")
    made = _with_python(lines, sides, Side.MADE, facts)
    computed = _with_python(lines, sides, Side.COMPUTED, facts)
    _check_made(made, facts, condition)
    passed = _passed(made, computed, lines, sides, facts)
    return _loop(node, made, computed, passed, facts, fresh)


def _side(node: cst.CSTNode, facts: Facts, condition: Condition) -> Side:
    """Say where a statement goes, by what it defines and calls."""
    if not isinstance(node, cst.SimpleStatementLine):
        sides = {_side(one, facts, condition) for one in _suite(node, condition)}
        if Side.MADE in sides and len(sides) > 1:
            raise NotEager(condition, node, "it makes variables in an inner block")
        if {Side.LOGGED, Side.COMPUTED} <= sides:
            raise NotEager(condition, node, "it makes summaries beside tensors in an inner block")
        return next((side for side in (Side.MADE, Side.LOGGED, Side.COMPUTED) if side in sides), Side.PYTHON)
    kinds = [kind_of(d.value) for d in facts.defines.get(id(node), ())]
    kinds += [] if kinds else [kind_of(call) for call in facts.statement_calls.get(id(node), ())]
    highest = max(kinds, key=lambda kind: kind.value, default=Kind.PYTHON)
    if highest in (Kind.VARIABLE, Kind.OBJECT):
        return Side.MADE
    if highest is Kind.GRAPH:
        return Side.COMPUTED
    if highest is Kind.SUMMARY:
        return Side.LOGGED
    if highest in (Kind.PYTHON, Kind.CONSTANT):
        return Side.PYTHON
    raise NotEager(condition, node, f"it makes {highest.name.lower().replace('graph', 'tensor')}s in a loop or branch")


def _suite(node: cst.CSTNode, condition: Condition) -> Sequence[cst.CSTNode]:
    """Return the statements of an inner loop or branch."""
    if not isinstance(node, (cst.For, cst.If, cst.Else)) or not isinstance(node.body, cst.IndentedBlock):
        raise NotEager(condition, node, type(node).__name__.lower())
    rest = _suite(node.orelse, condition) if not isinstance(node, cst.Else) and node.orelse is not None else ()
    return (*node.body.body, *rest)


def _defined(node: cst.CSTNode, facts: Facts) -> list[Definition]:
    return [d for found in descendants(node) for d in facts.defines.get(id(found), ())]


def _used(node: cst.CSTNode, facts: Facts) -> set[Definition]:
    return {d for found in descendants(node) for d in facts.uses.get(id(found), ())}


def _with_python(lines: Sequence[cst.CSTNode], sides: Sequence[Side], side: Side, facts: Facts) -> list[cst.CSTNode]:
    """Return the statements of one side, and the Python statements that they need."""
    needed: set[Definition] = set()
    kept: list[cst.CSTNode] = []
    for one, its in reversed(list(zip(lines, sides))):
        wanted = its is Side.PYTHON and any(d in needed for d in _defined(one, facts))
        # a Python statement that nothing in the loop reads stays with what is made, where it runs once
        unread = its is Side.PYTHON and side is Side.MADE and not wanted and not _read_by_any(one, lines, facts)
        if its is side or wanted or unread:
            kept.insert(0, one)
            needed |= _used(one, facts)
    return kept


def _read_by_any(node: cst.CSTNode, lines: Sequence[cst.CSTNode], facts: Facts) -> bool:
    defined = set(_defined(node, facts))
    return any(defined & _used(one, facts) for one in lines if one is not node)


def _check_made(made: Sequence[cst.CSTNode], facts: Facts, condition: Condition) -> None:
    for one in made:
        for definition in _used(one, facts):
            kind = kind_of(definition.value)
            if kind in (Kind.GRAPH, Kind.PLACEHOLDER, Kind.UPDATE):
                detail = f"what it makes depends on the tensor {definition.name}"
                raise NotEager(condition, one, detail)


def _passed(
    made: Sequence[cst.CSTNode],
    computed: Sequence[cst.CSTNode],
    lines: Sequence[cst.CSTNode],
    sides: Sequence[Side],
    facts: Facts,
) -> list[str]:
    """Return the names that the loop makes in each turn and computes with."""
    objects = [one for one, side in zip(lines, sides) if side is Side.MADE and one in made]
    used = {d for one in computed for d in _used(one, facts)}
    names = [d.name for one in objects for d in _defined(one, facts) if d in used]
    return list(dict.fromkeys(names))


def _loop(
    node: cst.For | cst.If,
    made: Sequence[cst.CSTNode],
    computed: Sequence[cst.CSTNode],
    passed: Sequence[str],
    facts: Facts,
    fresh: Fresh,
) -> Split:
    assert isinstance(node, cst.For)
    lists = [fresh(*_plurals(name)) for name in passed]
    before = tuple(f"{name} = []" for name in lists)
    body = [*made, *(line(f"{many}.append({one})") for many, one in zip(lists, passed))]
    first: Statement = node.with_changes(body=node.body.with_changes(body=body))
    held: tuple[cst.CSTNode, ...] = (first, *((first.body,) if isinstance(first, cst.For) else ()))
    listed = _comprehension(node, made, lists)
    if listed is not None:
        first, before = listed, ()
        held = tuple(found for found in descendants(listed) if found is not made[0])
    names = {found.value for one in computed for found in descendants(one) if isinstance(found, cst.Name)}
    targets = {found.value for found in descendants(node.target) if isinstance(found, cst.Name)}
    target, values = code_of(node.target), code_of(node.iter)
    if isinstance(node.target, cst.Tuple) and not node.target.lpar and lists:
        target = f"({target})"
    parts = [(target, values)] if targets & names or not lists else []
    parts += list(zip(passed, lists))
    text = parts[0][1] if len(parts) == 1 else f"zip({', '.join(value for _, value in parts)})"
    head = cst.parse_statement(f"for {', '.join(name for name, _ in parts)} in {text}:\n    pass\n")
    assert isinstance(head, cst.For)
    second = node.with_changes(
        target=head.target, iter=head.iter, body=node.body.with_changes(body=computed), leading_lines=()
    )
    return Split(first, second, tuple(made), tuple(computed), before, tuple(lists), (*held, second, second.body))


def _comprehension(node: cst.For, made: Sequence[cst.CSTNode], lists: Sequence[str]) -> cst.SimpleStatementLine | None:
    """Write a loop that makes one object a turn as `objects = [... for ... in ...]`, where it fits on a line."""
    only = made[0] if len(made) == len(lists) == 1 else None
    small = only.body[0] if isinstance(only, cst.SimpleStatementLine) and len(only.body) == 1 else None
    if not isinstance(small, cst.Assign) or len(small.targets) != 1:
        return None
    value = cst.ListComp(small.value, cst.CompFor(node.target, node.iter))
    written = cst.Assign([cst.AssignTarget(cst.Name(lists[0]))], value)
    listed = cst.SimpleStatementLine([written], leading_lines=node.leading_lines)
    text = code_of(written)
    return listed if len(text) <= WIDTH and "\n" not in text else None


def _plurals(name: str) -> tuple[str, ...]:
    """Return names for a list of such things."""
    if name.endswith("s"):
        return (f"{name}_list",)
    return (f"{name}s", f"all_{name}s", f"{name}_list")
