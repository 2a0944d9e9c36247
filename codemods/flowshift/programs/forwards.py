"""Find the construction that several functions share, which becomes a function of its own."""

from __future__ import annotations

from collections.abc import Sequence

from ..kinds.kind import Kind, kind_of
from ..kinds.scope import Definition
from ..rules.context import Context
from ..syntax.templates import code_of
from .bodies import Body
from .functions import Forward, Function
from .runs import definitions_read
from .slices import Program, Slice, in_order, parameters_of
from .steps import Role, Step

_SHARED_STEPS, _SHARED_TEXT = 3, 150  # less common code reads better written twice than as a function of its own


def forwards_of(functions: Sequence[Function], program: Program, context: Context) -> dict[Body, Forward]:
    """Return what the functions of each body share, where it is enough."""
    bodies = list(dict.fromkeys(function.body for function in functions))
    whole = [one for one in functions if one.base is None and one.part.fed == one.part.elements]
    found = ((body, [function.part for function in whole if function.body is body]) for body in bodies)
    shared = {body: _forward(slices, body, program, context) for body, slices in found}
    return {body: forward for body, forward in shared.items() if forward is not None}


def _remembers_again(part: Slice, context: Context) -> bool:
    """Tell whether a function gives one attention two memories, each before what reads it: no statement may go first."""
    names = {definition.name for step in part.steps for definition in step.definitions}
    return any(name in names and made in names for name, made in context.again.items())


def _forward(slices: Sequence[Slice], body: Body, program: Program, context: Context) -> Forward | None:
    """Return the statements that all slices with a body share, where there are enough of them."""
    bodies = [part for part in slices if part.steps]
    if len(bodies) < 2 or any(_remembers_again(part, context) for part in bodies):
        return None
    common = set(bodies[0].steps).intersection(*(part.steps for part in bodies[1:]))
    after = {*program.summaries, *program.watched.values()}  # what has its place after the tape
    shared = (step for step in common if step.role is Role.GRAPH and step not in after)
    steps = tuple(sorted(shared, key=lambda step: step.index))
    if len(steps) < _SHARED_STEPS and sum(len(code_of(step.node)) for step in steps) < _SHARED_TEXT:
        return None
    outputs: list[str] = []
    last: dict[str, Definition] = {d.name: d for step in steps for d in step.definitions}
    wanted: set[Definition] = set()
    for part in bodies:
        for step in part.steps:
            if step not in common:
                wanted |= step.uses | _through_objects(step, program)
        for fetch in part.fetches:
            wanted |= definitions_read(fetch.node, program.facts)
    for step in steps:
        for definition in step.definitions:
            if definition in wanted and kind_of(definition.value) is not Kind.OBJECT:
                if last[definition.name] is not definition:
                    return None
                outputs.append(definition.name)
    elements = frozenset(program.elements)
    needed = program.closure((d for step in steps for d in step.definitions), elements)
    parameters = parameters_of(needed, (use for step in (*needed, *steps) for use in step.uses))
    parameters.extend(elements & {d for step in needed for d in step.uses})
    parameters.sort(key=lambda definition: in_order(definition, program))
    return (
        Forward(context.fresh("forward", "forward_pass"), steps, tuple(parameters), tuple(outputs), body)
        if outputs
        else None
    )


def _through_objects(step: Step, program: Program) -> set[Definition]:
    """Return what the objects that a step uses were given: a decoder's inputs move into its call."""
    found: set[Definition] = set()
    waiting = list(step.uses)
    while waiting:
        maker = program.maker.get(waiting.pop())
        if maker is not None and maker.role is Role.OBJECT and not maker.uses <= found:
            found |= maker.uses
            waiting.extend(maker.uses)
    return found
