"""Understand what makes operations run that nothing fetches: control dependencies, and the updates of moving statistics.

    with tf.control_dependencies(update_ops):
        train = optimizer.minimize(loss)

An update that is written in such a block runs what the block names as well, and after it: in a function, the statements of
both stand in that order.
"""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from ..kinds.values import Call, Literal
from ..rules.batch_normalization import FUNCTION, is_update_collection, runs_update_ops
from ..rules.context import Context
from .conditions import Condition, NotEager
from .functions import Function
from .runs import Run
from .slices import Program
from .steps import Role, Step

_CONTROL = "tf.control_dependencies"


def order_by_control(steps: Sequence[Step], context: Context) -> None:
    """Let the updates in blocks of control dependencies depend on what the blocks name.

    Raises:
        NotEager: something else than an update is ordered.
    """
    facts = context.facts
    for step in steps:
        if any(is_update_collection(definition.value) for definition in step.definitions):
            step.role = Role.SESSION  # Keras' layers update their statistics themselves
    if not any(reference.api.name == _CONTROL for reference in facts.references):
        return
    for step in steps:
        for block in context.enclosing(step.node):
            values = [facts.value(item.item) for item in block.items] if isinstance(block, cst.With) else []
            if not any(isinstance(value, Call) and value.api == _CONTROL for value in values):
                continue
            if step.role is not Role.UPDATE:
                raise NotEager(Condition.ORDERED_BY_CONTROL, step.node)
            step.uses |= facts.uses.get(id(block), set())


def check_moving_statistics(functions: Sequence[Function], program: Program, context: Context) -> None:
    """Check that layers that normalise batches update their statistics in the runs in which TF1 did.

    Raises:
        NotEager: a run that does not train may be fed that it does, or a training run leaves a layer out.
    """
    calls = [(step, call) for step in program.steps for call in step.calls if call.api == FUNCTION]
    if not calls or not runs_update_ops(context.facts):
        return
    for function in functions:
        trains = function.training is not None and function.training.gradients is not None
        for step, call in calls:
            site = context.site(call)
            assert site is not None  # the rule has read it
            if site.constant("training", False) is False:
                continue
            applying = _applying(step, program)
            if trains and not applying <= set(function.part.steps):
                raise NotEager(Condition.PURE_SLICE, call.node, "a run updates its moving statistics without using it")
            if trains or not applying & set(function.part.steps):
                continue
            switch = site.nodes["training"]
            if not all(_is_off(switch, run, context) for run in function.part.runs):
                raise NotEager(
                    Condition.PURE_SLICE, call.node, "a run that does not train it may update its statistics"
                )


def _applying(step: Step, program: Program) -> set[Step]:
    """Return the steps that do what a step does: for one in a function that makes layers, those that call the function."""
    if not step.body.factory:
        return {step}
    made = {
        d for head in program.steps if head.opens is step.body for d in head.definitions if d.statement is head.node
    }
    callers = [caller for caller in program.steps if caller.body is not step.body and caller.uses & made]
    return {found for caller in callers for found in _applying(caller, program)}


def _is_off(switch: cst.BaseExpression, run: Run, context: Context) -> bool:
    """Tell whether a run feeds False for the switch."""
    sources, passed = context.facts.sources.get(id(switch), frozenset()), context.facts.value(switch)
    given = [node for definition, node in run.feeds if definition in sources or definition.value is passed]
    value = context.facts.value(given[0]) if given else None
    return isinstance(value, Literal) and value.known and value.constant in (False, 0)
