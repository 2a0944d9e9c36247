"""Let what the graph adds to begin in the functions too: `outputs = []`, `penalty = 0`."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from ..kinds.facts import Facts
from ..kinds.scope import Definition
from ..kinds.values import Literal
from ..kinds.values import Sequence as SequenceValue
from .steps import Role, Step


def move_starts(steps: Sequence[Step], facts: Facts) -> None:
    """Make the first value of a list that the graph fills, or of a number that a loop adds tensors to, part of the graph."""
    makers = {definition: step for step in steps for definition in step.definitions}
    for step in reversed(steps):
        if step.role is not Role.GRAPH:
            continue
        for grown in {d for definition in step.definitions for d in definition.grown}:
            maker = makers.get(grown)
            if maker is not None and maker.role is Role.STATIC and isinstance(grown.value, SequenceValue):
                maker.role = Role.GRAPH
        bound = {definition.name for definition in step.definitions}
        for used in step.uses:
            maker = makers.get(used) if used.name in bound else None
            if maker is not None and _is_number(used, maker) and _is_carried(used, steps, facts):
                maker.role = Role.GRAPH


def _is_number(used: Definition, maker: Step) -> bool:
    """Tell whether a statement does nothing but give a number to a name."""
    alone = isinstance(maker.node, cst.SimpleStatementLine) and len(maker.definitions) == 1
    return maker.role is Role.STATIC and alone and isinstance(used.value, Literal) and used.value.known


def _is_carried(used: Definition, steps: Sequence[Step], facts: Facts) -> bool:
    """Tell whether a loop of the graph starts from a definition, and nothing else reads it."""
    mixed = any(len(facts.sources[id(name)]) > 1 for name in facts.reads.get(used, ()))
    return mixed and used.owner is None and all(step.role is Role.GRAPH for step in steps if used in step.uses)
