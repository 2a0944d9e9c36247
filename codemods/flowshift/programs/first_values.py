"""Let what the graph adds to begin in the functions too: `outputs = []`, `penalty = 0`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import libcst as cst

from ..kinds.facts import Facts
from ..kinds.scope import Definition
from ..kinds.values import Literal
from ..kinds.values import Sequence as SequenceValue
from .steps import Role, Step


def move_first_values(steps: Sequence[Step], facts: Facts) -> None:
    """Make the first value of a list that the graph fills, or of what a loop computes on from a number, part of the graph."""
    makers = {definition: step for step in steps for definition in step.definitions}
    for step in reversed(steps):
        if step.role is Role.GRAPH:
            for grown in {d for definition in step.definitions for d in definition.grown}:
                maker = makers.get(grown)
                if maker is not None and maker.role is Role.STATIC and isinstance(grown.value, SequenceValue):
                    maker.role = Role.GRAPH
    for definition, maker in makers.items():
        if _is_number(definition, maker) and _is_carried(definition, makers, facts):
            readers = (step for step in steps if definition in step.uses)
            maker.role = Role.GRAPH if all(step.role is Role.GRAPH for step in readers) else maker.role


def _is_number(definition: Definition, maker: Step) -> bool:
    """Tell whether a statement does nothing but give a number, or None, to a name."""
    alone = isinstance(maker.node, cst.SimpleStatementLine) and len(maker.definitions) == 1
    value = definition.value
    return maker.role is Role.STATIC and alone and isinstance(value, Literal) and value.known and not definition.owner


def _is_carried(definition: Definition, makers: Mapping[Definition, Step], facts: Facts) -> bool:
    """Tell whether a definition is read where the graph may have bound its name again: in a loop, or after one."""
    found = (facts.sources[id(name)] for name in facts.reads.get(definition, ()))
    rivals = {d for sources in found for d in sources} - {definition}
    return any(rival in makers and makers[rival].role is Role.GRAPH for rival in rivals)
