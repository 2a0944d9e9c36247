"""Write the module of an eager program: objects stay where they were made, functions stand where the graph was built."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from ..rules.context import Context
from ..rules.rewriter import Rewriter
from ..syntax.templates import Statement
from .eager import Plan
from .functions import write_forward, write_function
from .results import placeholder_spec
from .steps import Role, Step

_BLANK = cst.EmptyLine(indent=False)


def emit(
    plan: Plan, rewriter: Rewriter, context: Context, removed: frozenset[int]
) -> tuple[cst.Module, list[cst.CSTNode]]:
    """Return the new module, and the original statements that are part of it in some form."""
    body: list[Statement] = []
    kept: list[cst.CSTNode] = []
    pending: tuple[cst.EmptyLine, ...] = ()
    in_function = {step for function in plan.functions for step in function.part.steps}
    after_function = False
    written: set[Step] = set()  # parameters whose comments stand above a function already
    places = _places(plan)
    for step in plan.steps:
        rendered = rewriter.statement(step.node)
        pending = (*pending, *step.lead)
        own = [] if _is_gone(step, plan, removed) else list(rendered.lines)
        lines = [*rendered.setups, *own]
        if step in in_function or own:
            kept.append(step.node)
        if lines:
            lead = _lead(step, pending, body)
            # the comments go with the statement, which may stand in a function now
            lines[0] = lines[0].with_changes(leading_lines=lead if own else _blank_only(lead))
            if rendered.setups and own:
                lines[len(rendered.setups)] = own[0].with_changes(leading_lines=())
            if after_function:
                lines[0] = _apart(lines[0])
            after_function, pending = False, ()
            body.extend(lines)
        else:
            pending = _blank_only((*pending, *_leading(step.node)))
        for number in places.get(step.index, ()):
            body.extend(_definitions(plan, number, written, rewriter, context))
            after_function = True
    return context.module.with_changes(body=body), kept


def _places(plan: Plan) -> dict[int, list[int]]:
    """Return the functions to write after each step.

    Functions whose graph stands before anything runs are written together, once the last of it was built.
    """
    first_run = min((step.index for step in plan.steps if step.role is Role.RUN), default=len(plan.steps))
    lasts = [_built(plan, number, first_run) for number in range(len(plan.functions))]
    built = max((last for last in lasts if last < first_run), default=0)
    places: dict[int, list[int]] = {}
    for number, last in enumerate(lasts):
        places.setdefault(built if last < first_run else last, []).append(number)
    return places


def _built(plan: Plan, number: int, first_run: int) -> int:
    """Return the index of the last step that a function needs."""
    function = plan.functions[number]
    needed = [step.index for step in function.part.steps]
    needed += [step.index for step in plan.steps for one in step.definitions if one in function.parameters]
    return max(needed, default=max(first_run - 1, 0))


def _definitions(
    plan: Plan, number: int, written: set[Step], rewriter: Rewriter, context: Context
) -> list[cst.FunctionDef]:
    """Write one function, and before the first one the part that they share."""
    function = plan.functions[number]
    definitions = [write_function(function, plan.forward, rewriter, context, lambda p: placeholder_spec(p, context))]
    parameters = function.parameters
    if plan.forward is not None and number == _first(plan):
        definitions.insert(0, write_forward(plan.forward, rewriter))
        parameters = plan.forward.parameters
    comments: list[cst.EmptyLine] = []
    for step in plan.steps:
        if step not in written and any(parameter in step.definitions for parameter in parameters):
            written.add(step)
            comments.extend(_comments(step))
    return [
        one.with_changes(leading_lines=[_BLANK, _BLANK, *(comments if index == 0 else ()), *one.leading_lines])
        for index, one in enumerate(definitions)
    ]


def _first(plan: Plan) -> int:
    """Return the function that is written first."""
    places = _places(plan)
    return places[min(places)][0]


def _is_gone(step: Step, plan: Plan, removed: frozenset[int]) -> bool:
    """Tell whether a step leaves no line of its own at the top level."""
    moved = step.role in (Role.PARAMETER, Role.GRAPH, Role.UPDATE, Role.SESSION)
    return moved or step in plan.dropped or id(step.node) in removed


def _leading(node: Statement) -> tuple[cst.EmptyLine, ...]:
    return tuple(getattr(node, "leading_lines", ()))


def _lead(step: Step, pending: Sequence[cst.EmptyLine], before: Sequence[Statement]) -> tuple[cst.EmptyLine, ...]:
    """Return the lines before a statement: its own, after what the blocks opened before it had."""
    own = _leading(step.node)
    blank = _blank_only(pending) if not own or own[0].comment is not None else ()
    if not before or not isinstance(before[-1], (cst.FunctionDef, cst.ClassDef)):
        blank = blank[:1]
    comments = tuple(line for line in pending if line.comment is not None)
    return (*blank, *comments, *own)


def _blank_only(lines: Sequence[cst.EmptyLine]) -> tuple[cst.EmptyLine, ...]:
    """Return the blank lines, at most two."""
    return tuple(line for line in lines if line.comment is None)[:2]


def _comments(step: Step) -> list[cst.EmptyLine]:
    """Return the comments at a placeholder, which go to the function that takes it."""
    lines = [line for line in _leading(step.node) if line.comment is not None]
    node = step.node
    if isinstance(node, cst.SimpleStatementLine) and node.trailing_whitespace.comment is not None:
        comment = node.trailing_whitespace.comment
        text = f"# {step.definitions[0].name}: {comment.value.lstrip('# ')}" if step.definitions else comment.value
        lines.append(cst.EmptyLine(comment=comment.with_changes(value=text)))
    return lines


def _apart(line: Statement) -> Statement:
    """Leave two blank lines after a function."""
    leading = list(_leading(line))
    while leading and leading[0].comment is None:
        leading.pop(0)
    return line.with_changes(leading_lines=[_BLANK, _BLANK, *leading])
