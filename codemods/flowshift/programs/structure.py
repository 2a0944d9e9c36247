"""Say in which body each function of the migrated program stands, and that the bodies run as the session's program did."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence

import libcst as cst

from ..rules.context import Context
from ..syntax.scripts import script_starts
from .bodies import Body, is_main_guard
from .conditions import Condition, NotEager
from .slices import Program, Slice
from .steps import RESET, Role, Step, is_gradient_call

_MOVED = frozenset({Role.PARAMETER, Role.GRAPH, Role.UPDATE})
_OF_THE_GRAPH = frozenset({Role.PARAMETER, Role.VARIABLE, Role.OBJECT, Role.GRAPH, Role.UPDATE})


def function_body(part: Slice, program: Program) -> Body:
    """Return the innermost body that holds what the function of a slice reads from outside.

    Raises:
        NotEager: the graph was built anew in each call of a function that does not open the session.
    """
    wanted = program.wanted(part.fetches)
    needed = program.closure(wanted, part.fed) | program.closure(part.parameters, part.fed)
    moved = [step for step in needed if step.role in _MOVED]
    read = {d for step in moved for d in step.uses} | wanted
    makers = [(program.maker[d], program.place(d)) for d in read if d in program.maker]
    captured = [(step, place) for step, place in makers if step.role not in _MOVED]
    captured += [(step, step.body) for step in moved if _makes_object(step, program)]
    body = program.root
    captured = [(step, _around_method(place)) for step, place in captured]
    for step, place in sorted(captured, key=lambda pair: pair[0].index):
        if place.within(body):
            body = place
        elif not body.within(place):
            raise NotEager(Condition.BUILT_IN_FUNCTION, step.node, "it is built from two functions")
    if not body.opens_session:
        reader = next(step for step, place in captured if place is body)
        raise NotEager(Condition.BUILT_IN_FUNCTION, reader.node, "it is built anew in each call")
    return body


def _around_method(body: Body) -> Body:
    """Return the class of a method that builds: what its methods have become attributes of the objects."""
    return body.parent if body.is_method and body.parent is not None else body


def _makes_object(step: Step, program: Program) -> bool:
    """Tell whether a layer or optimizer is made at the place of a step."""
    return program.sets_up(step) or any(is_gradient_call(call) for call in step.calls)


def check_called_once(steps: Sequence[Step], context: Context) -> None:
    """Check that a function that opens the session is called once, unless it builds all of its graph itself.

    Raises:
        NotEager: it may be called again, and would initialise variables again that are made outside.
    """
    for step in steps:
        body = step.opens
        if body is None or not isinstance(body.owner, cst.FunctionDef) or not body.opens_session or body.is_method:
            continue
        outside = any(
            other.role in _OF_THE_GRAPH and not other.body.factory and not other.body.within(body) for other in steps
        )
        if outside and not _called_once(body, steps, context):
            name = body.owner.name.value
            raise NotEager(Condition.ONE_INITIALISATION, step.node, f"{name} opens the session, and is not called once")


def _called_once(body: Body, steps: Iterable[Step], context: Context) -> bool:
    """Tell whether the only reference to a function stands outside of loops and of functions that are no bodies."""
    assert isinstance(body.owner, cst.FunctionDef)
    name = body.owner.name.value
    definitions = [d for d in context.facts.defines.get(id(body.owner), ()) if d.name == name]
    reads = [read for definition in definitions for read in context.read_names(definition)]
    if not reads:
        return name == "main" and any(reference.api.name == "tf.app.run" for reference in context.facts.references)
    opened = {id(step.node) for step in steps if step.opens is not None}
    around = context.enclosing(reads[0])
    return len(reads) == 1 and all(
        isinstance(node, cst.With) or is_main_guard(node) or id(node) in opened for node in around
    )


def check_resets(steps: Sequence[Step]) -> None:
    """Check that the default graph is reset before anything was built, which functions need not do.

    Raises:
        NotEager: it is reset later.
    """
    built = [step for step in steps if step.role in _OF_THE_GRAPH and step.definitions and not step.body.factory]
    for step in steps:
        before = (other for other in built if other.index < step.index and step.body.within(other.body))
        if any(call.api == RESET for call in step.calls) and any(before):
            raise NotEager(Condition.ONE_GRAPH, step.node)


def script_of(context: Context) -> Callable[[cst.CSTNode], int]:
    """Return what tells which script a node stands in: 0, unless several of them are one text."""
    starts = script_starts(context.module)
    if len(starts) < 2:
        return lambda _: 0
    numbers = {id(line): bisect_right(starts, place) for place, line in enumerate(context.module.body)}

    def number(node: cst.CSTNode) -> int:
        around = context.enclosing(node)
        return numbers.get(id(around[-1] if around else context.statement_of(node)), 0)

    return number
