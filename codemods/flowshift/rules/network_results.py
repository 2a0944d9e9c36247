"""Follow where the results of a recurrent network go: names that they are unpacked into, one name, or a return."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Union

import libcst as cst

from ..kinds.values import Call
from ..syntax.templates import Statement, code_of, statement
from .change import Edit
from .context import Context

# A name or attribute, or the places that it is unpacked into.
Place = Union[str, "tuple[Place, ...]"]


@dataclass(frozen=True, eq=False)
class Results:
    """Where the results of a call go, as they are named once all edits are made. `line` is the statement."""

    line: cst.SimpleStatementLine
    read: Callable[[], tuple[Place, ...]]
    following: Callable[[], tuple[str, ...]] = tuple

    @property
    def places(self) -> tuple[Place, ...]:
        """Return where each result goes."""
        return self.read()

    @property
    def after(self) -> tuple[str, ...]:
        """Return what must follow the new lines."""
        return self.following()


# The place of each cell's state in the result, as indices.
_STATES: dict[tuple[str, str], tuple[int, ...]] = {
    ("tf.nn.dynamic_rnn", "cell"): (1,),
    ("tf.nn.static_rnn", "cell"): (1,),
    ("tf.nn.bidirectional_dynamic_rnn", "cell_fw"): (1, 0),
    ("tf.nn.bidirectional_dynamic_rnn", "cell_bw"): (1, 1),
    ("tf.nn.static_bidirectional_rnn", "cell_fw"): (1,),
    ("tf.nn.static_bidirectional_rnn", "cell_bw"): (2,),
}
_COUNTS = {
    "tf.nn.static_bidirectional_rnn": 3,
    "tf.contrib.rnn.stack_bidirectional_dynamic_rnn": 3,
    "tf.contrib.rnn.stack_bidirectional_rnn": 3,
}


def results_of(call: Call, context: Context) -> Results | None:
    """Return where the results of a network go, None where its call stands inside another expression."""
    line = context.statement_of(call.node)
    if not isinstance(line, cst.SimpleStatementLine) or len(line.body) != 1:
        return None
    small = line.body[0]
    count = _COUNTS.get(call.api, 2)
    if isinstance(small, cst.Assign) and small.value is call.node and len(small.targets) == 1:
        target = small.targets[0].target
        if isinstance(target, (cst.Tuple, cst.List)) and len(target.elements) == count:
            if any(isinstance(element, cst.StarredElement) for element in target.elements):
                return None
            elements = target.elements
            return Results(line, lambda: tuple(_place(element.value, context) for element in elements))
        if isinstance(target, (cst.Name, cst.Attribute)):
            names = _own_names(call, count, context)
            whole = target
            return Results(line, lambda: names, lambda: (f"{code_of(context.render(whole))} = ({', '.join(names)})",))
    if isinstance(small, cst.Return) and small.value is call.node:
        names = _own_names(call, count, context)
        return Results(line, lambda: names, lambda: (f"return {', '.join(names)}",))
    return None


def _own_names(call: Call, count: int, context: Context) -> tuple[str, ...]:
    wanted = ("outputs", "state") if count == 2 else ("outputs", "state_fw", "state_bw")
    return tuple(context.fresh_for((id(call), name), name, f"rnn_{name}") for name in wanted)


def _place(node: cst.BaseExpression, context: Context) -> Place:
    if isinstance(node, (cst.Tuple, cst.List)):
        return tuple(_place(element.value, context) for element in node.elements)
    return code_of(context.render(node))


def state_is_used(call: Call, parameter: str, context: Context) -> bool:
    """Tell whether anything reads the final state of one cell of a network."""
    where = _STATES.get((call.api, parameter))
    line = context.statement_of(call.node)
    small = line.body[0] if isinstance(line, cst.SimpleStatementLine) and len(line.body) == 1 else None
    if where is None or not isinstance(small, cst.Assign) or small.value is not call.node or len(small.targets) != 1:
        return True
    node: cst.BaseExpression = small.targets[0].target
    if not isinstance(node, (cst.Tuple, cst.List)):
        return True
    for index in where:
        if not isinstance(node, (cst.Tuple, cst.List)):
            break
        node = node.elements[index].value
    return any(_is_read(name, line, context) for name in _names(node))


def _names(node: cst.BaseExpression) -> list[cst.BaseExpression]:
    if isinstance(node, (cst.Tuple, cst.List)):
        return [name for element in node.elements for name in _names(element.value)]
    return [node]


def _is_read(target: cst.BaseExpression, line: cst.CSTNode | None, context: Context) -> bool:
    if not isinstance(target, cst.Name):
        return True
    definitions = [d for d in context.facts.defines.get(id(line), ()) if d.name == target.value]
    return any(context.read_names(definition) for definition in definitions)


def replaced(results: Results, write: Callable[[], list[str]]) -> Edit:
    """Return the edit that puts lines in place of the statement, with its comments."""
    line = results.line

    def lines(node: cst.CSTNode) -> cst.FlattenSentinel[cst.CSTNode]:
        made: list[Statement] = [statement(text) for text in (*write(), *results.after)]
        first = made[0].with_changes(leading_lines=line.leading_lines)
        if isinstance(first, cst.SimpleStatementLine):
            first = first.with_changes(trailing_whitespace=line.trailing_whitespace)
        return cst.FlattenSentinel([first, *made[1:]])

    return Edit(line, lines)
