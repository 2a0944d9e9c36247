"""Keep an initial value that has a line of its own beside its variable: both are made once, before any function.

start = tf.random_uniform([4, 3], -1, 1)
W = tf.Variable(start)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..kinds.scope import Definition, by_name
from .conditions import Condition, NotEager
from .steps import Role, Step

_IN_FUNCTIONS = (Role.GRAPH, Role.UPDATE, Role.PARAMETER)


def keep_initial_values(steps: Sequence[Step]) -> None:
    """Give the steps that only compute initial values the role of what is made once.

    Raises:
        NotEager: a variable is made from what only functions have: a tensor that is fed, or a draw that other runs repeat.
    """
    makers = {definition: step for step in steps for definition in step.definitions}
    initial: dict[Step, Step] = {}
    for variable in steps:
        if variable.role is Role.VARIABLE and variable.origin is None and not variable.body.factory:
            initial.update(dict.fromkeys(_behind(variable, makers), variable))
    for step, variable in initial.items():
        if step.role is not Role.GRAPH:
            raise NotEager(Condition.GRAPH_IN_PYTHON, variable.node, "a variable is made from a tensor")
    if not initial:
        return
    for step in steps:
        if step not in initial and step.role in (*_IN_FUNCTIONS, Role.RUN):
            shared = next((makers[use] for use in by_name(step.uses) if makers.get(use) in initial), None)
            if shared is not None:
                raise NotEager(Condition.GRAPH_IN_PYTHON, initial[shared].node, "a variable is made from a tensor")
    for step in initial:
        step.role = Role.STATIC


def _behind(variable: Step, makers: Mapping[Definition, Step]) -> dict[Step, None]:
    """Return the steps of the graph that a variable is made from, and the variables that they read."""
    found: dict[Step, None] = {}
    waiting = [variable]
    while waiting:
        step = waiting.pop()
        for maker in (makers[use] for use in by_name(step.uses) if use in makers):
            read = maker.role is Role.VARIABLE and step is not variable
            if maker not in found and maker is not variable and (maker.role in _IN_FUNCTIONS or read):
                found[maker] = None
                waiting.extend([maker] if maker.role is Role.GRAPH else [])
    return found
