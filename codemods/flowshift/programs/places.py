"""Say after which statement each function is written."""

from __future__ import annotations

from .bodies import Body
from .eager import Plan
from .functions import Function
from .steps import Role, Step

# The functions to write after a step of a body, by the step's index; -1 stands for the beginning of the body.
Places = dict[tuple[Body, int], list[int]]


def function_places(plan: Plan) -> Places:
    """Return the functions to write after each step.

    Functions whose graph stands before anything runs are written together, once the last of it was built.
    """
    lasts = [_last(plan, function) for function in plan.functions]
    places: Places = {}
    for number, function in enumerate(plan.functions):
        body, last = function.body, lasts[number]
        first_run = _first_run(plan, body)
        before = [other for i, other in enumerate(lasts) if plan.functions[i].body is body and other < first_run]
        places.setdefault((body, max(before) if last < first_run else last), []).append(number)
    return places


def _first_run(plan: Plan, body: Body) -> int:
    return min(
        (step.index for step in plan.steps if step.role is Role.RUN and step.body is body), default=len(plan.steps)
    )


def _last(plan: Plan, function: Function) -> int:
    """Return the index of the last step that a function needs, in the body where the function stands."""
    if function.body.is_class:  # behind the methods that build
        places = {id(node): place for place, node in enumerate(function.body.nodes)}
        methods = [step for step in plan.steps if step.body is function.body and step.opens is not None]
        return max(methods, key=lambda step: places[id(step.node)]).index
    parameters = set(function.parameters)
    needed = {*function.part.steps, *(step for step in plan.steps if parameters.intersection(step.definitions))}
    own = [step.index for step in needed if step.body is function.body]
    if own:
        return max(own)
    # nothing of it was built here: it stands before what runs it first
    runs = [step for step in plan.steps if step.body.within(function.body) and _runs(step, function)]
    first = min((step.index for step in runs), default=len(plan.steps))
    return max((step.index for step in plan.steps if step.body is function.body and step.index < first), default=-1)


def _runs(step: Step, function: Function) -> bool:
    return any(call is run.call for call in step.calls for run in function.part.runs)
