"""Let what is computed from a constant be part of the functions where a run feeds another value in the constant's place.

a = tf.constant(2.0)                             @tf.function
b = a * 3.0                          ->          def compute_b(a): ...
sess.run(b, feed_dict={a: 15.0})

Constants stay where they are made otherwise, and so does what is computed from them alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..kinds.kind import Kind, kind_of
from ..kinds.scope import Definition
from .conditions import Condition, NotEager
from .runs import Fetch, Run, definitions_read
from .slices import Program
from .steps import Role


def feeding_constants(runs: Sequence[Run], program: Program) -> list[Run]:
    """Return the runs, with the fetches that depend on a constant which some run feeds as parts of the graph.

    Raises:
        NotEager: a variable starts from such a constant, or an optimizer is made with it.
    """
    fed = {d for run in runs for d, _ in run.feeds if d in program.maker and kind_of(d.value) is Kind.CONSTANT}
    if not fed:
        return list(runs)
    depending = _depending(fed, program)
    return [replace(run, fetches=tuple(_fetched(one, depending, program) for one in run.fetches)) for run in runs]


def _depending(fed: set[Definition], program: Program) -> set[Definition]:
    """Return the constants that are fed and what is computed from them, whose steps become parts of the graph."""
    found = set(fed)
    for step in program.steps:
        if not found & (step.uses | set(step.definitions)):
            continue
        if step.role in (Role.VARIABLE, Role.OBJECT):
            raise NotEager(Condition.KNOWN_FEEDS, step.node, "what is made here depends on a constant that is fed")
        if step.role is Role.STATIC and any(kind_of(d.value) is Kind.CONSTANT for d in step.definitions):
            step.role = Role.GRAPH
            found.update(step.definitions)
    return found


def _fetched(fetch: Fetch, depending: set[Definition], program: Program) -> Fetch:
    constant = fetch.kind is Kind.CONSTANT and definitions_read(fetch.node, program.facts) & depending
    return replace(fetch, kind=Kind.GRAPH) if constant else fetch
