"""Take the next element of a dataset in front of each run that read one, where no loop goes on to the end.

sess.run(iterator.initializer)              iterator = iter(dataset)
for _ in range(10):                         for _ in range(10):
    sess.run(train)                             x, y = next(iterator)
                                                train_step(x, y)
"""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from ..kinds.values import Call
from ..rules.change import Edit, NodeRewrite
from ..rules.context import Context
from ..syntax.templates import statement
from .iteration import Iteration, written_over

# What may run a call in a statement several times, or not at all.
_NOT_ONCE = (cst.BaseComp, cst.Lambda, cst.IfExp, cst.BooleanOperation)


def next_elements(
    iteration: Iteration, initialising: Sequence[Call], consuming: Sequence[Call], context: Context
) -> list[Edit] | str:
    """Return the edits of the initialisations and of the runs that read an element, or why there are none."""
    owners = {id(context.owner(call.node)) for call in (*initialising, *consuming)}
    if len(owners) > 1:
        return "an iterator is initialised in one function and read in another"
    edits: list[Edit] = []
    name = iteration.definition.name
    for call in initialising:
        line = context.statement_of(call.node)
        small = line.body[0] if isinstance(line, cst.SimpleStatementLine) and len(line.body) == 1 else None
        if line is None or not isinstance(small, cst.Expr) or small.value is not call.node:
            return "an iterator is initialised beside something else"
        edits.append(Edit(line, _replaced(f"{name} = iter({written_over(iteration, call, context)})")))
    lines = reading_lines(consuming, context)
    if isinstance(lines, str):
        return lines
    return [*edits, *next_edits(lines, iteration.target, name)]


def next_edits(lines: Sequence[cst.SimpleStatementLine], target: str, iterator: str) -> list[Edit]:
    """Return the edits that take an element in front of each statement."""
    return [Edit(line, _after(f"{target} = next({iterator})")) for line in lines]


def reading_lines(consuming: Sequence[Call], context: Context) -> list[cst.SimpleStatementLine] | str:
    """Return the statements that read one element each, or why they cannot be told."""
    lines: list[cst.SimpleStatementLine] = []
    for call in consuming:
        line = context.statement_of(call.node)
        if not isinstance(line, cst.SimpleStatementLine) or line in lines:
            return "several runs in one statement read elements"
        if any(isinstance(block, cst.Try) for block in context.enclosing(call.node)):
            return "the loop over an iterator does not go on until it ends"
        node: cst.CSTNode | None = call.node
        while node is not None and node is not line:
            if isinstance(node, _NOT_ONCE):
                return "a run that reads an element is part of an expression"
            node = context.tree.parents.get(id(node))
        lines.append(line)
    return lines


def _replaced(text: str) -> NodeRewrite:
    def rewrite(node: cst.CSTNode) -> cst.CSTNode:
        assert isinstance(node, cst.SimpleStatementLine)
        return statement(text).with_changes(leading_lines=node.leading_lines)

    return rewrite


def _after(text: str) -> NodeRewrite:
    def rewrite(node: cst.CSTNode) -> cst.FlattenSentinel[cst.CSTNode]:
        assert isinstance(node, cst.SimpleStatementLine)
        first = statement(text).with_changes(leading_lines=node.leading_lines)
        return cst.FlattenSentinel([first, node.with_changes(leading_lines=())])

    return rewrite
