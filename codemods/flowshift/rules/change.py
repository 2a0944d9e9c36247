"""Define what a rule gives back: a finding, and the edits that belong to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Union

import libcst as cst

from ..model import Applicability, VariableMapping
from ..syntax.walk import Arrange

NodeRewrite = Callable[[cst.CSTNode], Union[cst.CSTNode, "cst.FlattenSentinel[cst.CSTNode]", cst.RemovalSentinel]]


@dataclass(frozen=True, eq=False)
class Setup:
    """An object that is created once, before the statement that uses it: a layer, a cell, an optimizer.

    `build` gets the edited node of the edit it belongs to and returns the expression that makes the object. `following` are
    statements, as text, that prepare it.
    """

    name: str
    build: Callable[[cst.CSTNode], cst.BaseExpression]
    comment: str = ""
    following: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Edit:
    """Replace one node of the original tree; `rewrite` gets it with its inner edits already made."""

    node: cst.CSTNode
    rewrite: NodeRewrite
    setup: Setup | None = None


@dataclass(frozen=True, eq=False)
class Regroup:
    """Put the statements of one block together anew: in another order, or below another head (`with scope():`).

    `arrange` returns the new statements; it is given a function from a statement of the original, in this block or
    deeper, to the statements that took its place once all edits were made. A block has one regrouping at most.
    """

    block: cst.Module | cst.IndentedBlock
    arrange: Arrange


@dataclass(frozen=True, eq=False)
class Change:
    """What a rule says about one place: why, how far it can be trusted, and the edits (none for `manual`).

    `objects` names the statements that now only create objects (a cell that became a layer), `removed` those that are no
    longer needed at all, `refreshed` those that hand an object what it works on in each function, `settled` nodes whose value
    goes another way now, `reads` nodes elsewhere whose values the new code around `node` reads. `requires` are imports to add,
    as `import` statements, `definitions` functions to add, as their text. `written` are classes and functions of the module of
    recurrent cells that the new code imports (`rules.written_out.cells_module`).
    """

    rule: str
    node: cst.CSTNode
    symbol: str
    message: str
    applicability: Applicability = Applicability.SAFE
    edits: tuple[Edit, ...] = ()
    groups: tuple[Regroup, ...] = ()
    objects: tuple[cst.CSTNode, ...] = ()
    removed: tuple[cst.CSTNode, ...] = ()
    refreshed: tuple[cst.CSTNode, ...] = ()
    requires: tuple[str, ...] = ()
    definitions: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    settled: tuple[cst.CSTNode, ...] = ()
    reads: tuple[cst.CSTNode, ...] = ()
    variables: tuple[VariableMapping, ...] = ()
    static_batch: tuple[cst.CSTNode, ...] = field(default=())  # calls that need a batch size known when traced


def manual(rule: str, node: cst.CSTNode, symbol: str, message: str) -> Change:
    """Report a place that is left alone, with the reason and what to do."""
    return Change(rule, node, symbol, message, Applicability.MANUAL)
