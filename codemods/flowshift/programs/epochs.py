"""Find the loop that runs until an iterator has no more elements, after the run that initialised it.

sess.run(iterator.initializer)                      sess.run(iterator.initializer)
while True:                                         try:
    try:                                                while True:
        sess.run(train)                       or            sess.run(train)
    except tf.errors.OutOfRangeError:               except tf.errors.OutOfRangeError:
        break                                           pass
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import libcst as cst

from ..kinds.values import Api, Call
from ..rules.context import Context
from ..syntax.templates import Statement
from ..syntax.walk import descendants

_END = "tf.errors.OutOfRangeError"


@dataclass(frozen=True, eq=False)
class Epoch:
    """The statement that initialises, the loop that follows, and the run in it that takes an element in each turn."""

    initialisation: cst.SimpleStatementLine
    loop: cst.While | cst.Try
    run: Call

    def parts(self, node: cst.While | cst.Try) -> tuple[Sequence[Statement], Sequence[Statement]]:
        """Return the statements of a turn, and those that follow the last one, from the loop with its edits made."""
        inner = _only(node.body)
        loop, block = (node, inner) if isinstance(node, cst.While) else (inner, node)
        assert isinstance(loop, cst.While)
        assert isinstance(block, cst.Try)
        body = block.body.body if isinstance(node, cst.While) else loop.body.body
        ended = [line for line in block.handlers[0].body.body if not _is_one(line, (cst.Break, cst.Pass))]
        lines = [line for line in body if isinstance(line, (cst.SimpleStatementLine, cst.BaseCompoundStatement))]
        after = [line for line in ended if isinstance(line, (cst.SimpleStatementLine, cst.BaseCompoundStatement))]
        return lines, after


def epoch_of(call: cst.Call, consuming: Sequence[Call], context: Context) -> Epoch | str:
    """Return the epoch that a run of an initialiser begins, or why there is none."""
    line = context.statement_of(call)
    small = line.body[0] if isinstance(line, cst.SimpleStatementLine) and len(line.body) == 1 else None
    if not isinstance(small, cst.Expr) or small.value is not call or not isinstance(line, cst.SimpleStatementLine):
        return "an iterator is initialised beside something else"
    block = context.tree.parents.get(id(line))
    lines = list(getattr(block, "body", ()))
    following = lines[lines.index(line) + 1 :] if line in lines else []
    for one in following:
        inside = {id(node) for node in descendants(one)}
        runs = [run for run in consuming if id(run.node) in inside]
        if not runs:
            if isinstance(one, cst.SimpleStatementLine):
                continue
            return "the loop over an iterator does not follow its initialisation"
        if len(runs) > 1:
            return "several runs take elements in one turn"
        if not isinstance(one, (cst.While, cst.Try)) or not _ends_with_elements(one, context):
            return "the loop over an iterator does not go on until it ends"
        if not _is_in_turn(runs[0].node, one, context):
            return "an element is taken in some turns only"
        return Epoch(line, one, runs[0])
    return "nothing reads the iterator after its initialisation"


def _ends_with_elements(node: cst.While | cst.Try, context: Context) -> bool:
    """Tell whether a loop ends where the iterator has no more elements, and not before."""
    inner = _only(node.body)
    loop, block = (node, inner) if isinstance(node, cst.While) else (inner, node)
    if not isinstance(loop, cst.While) or not isinstance(block, cst.Try):
        return False
    test = loop.test
    endless = (isinstance(test, cst.Name) and test.value == "True") or (
        isinstance(test, cst.Integer) and test.value == "1"
    )
    if not endless or loop.orelse is not None or block.orelse is not None or block.finalbody is not None:
        return False
    if len(block.handlers) != 1 or block.handlers[0].name is not None:
        return False
    handler = block.handlers[0]
    value = context.facts.value(handler.type) if handler.type is not None else None
    if not isinstance(value, Api) or value.name != _END or not isinstance(handler.body, cst.IndentedBlock):
        return False
    last = handler.body.body[-1]
    if isinstance(node, cst.While) and not _is_one(last, (cst.Break,)):
        return False
    leaves = (cst.Break, cst.Return, cst.Continue) if isinstance(node, cst.While) else (cst.Break, cst.Return)
    turn = block.body if isinstance(node, cst.While) else loop.body
    return isinstance(turn, cst.IndentedBlock) and not any(isinstance(one, leaves) for one in descendants(turn))


def _is_in_turn(run: cst.Call, node: cst.While | cst.Try, context: Context) -> bool:
    """Tell whether a run is made in each turn of a loop: no other block of it stands around the run."""
    around = context.enclosing(run)
    return sum(1 for one in around if one is node or any(one is inner for inner in descendants(node))) <= 2


def _only(block: cst.BaseSuite) -> cst.CSTNode | None:
    return block.body[0] if isinstance(block, cst.IndentedBlock) and len(block.body) == 1 else None


def _is_one(line: cst.CSTNode, kinds: tuple[type, ...]) -> bool:
    return isinstance(line, cst.SimpleStatementLine) and len(line.body) == 1 and isinstance(line.body[0], kinds)
