"""Find the runs that only initialise variables, which eager variables do not need."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from ..kinds.kind import Kind, kind_of
from ..kinds.values import Call, Member
from ..rules.change import Edit
from ..rules.context import Context
from .conditions import Condition, NotEager
from .saving import initialises_beside_restore, without_initialisation
from .steps import Step
from .structure import script_of


def initialises(call: Call) -> bool:
    """Tell whether a run only initialises variables."""
    function = call.function
    if isinstance(function, Member) and kind_of(function.of) is Kind.INITIALIZATION:
        return True
    first = call.arguments.positional[:1] or [value for name, value in call.arguments.keywords if name == "fetches"]
    return bool(first) and kind_of(first[0]) is Kind.INITIALIZATION


def initialisations(
    calls: Sequence[Call], steps: Sequence[Step], home: dict[int, Step], context: Context
) -> tuple[frozenset[Step], list[Edit]]:
    """Return the steps that only initialise, which eager variables do not need, and what drops it from branches that restore.

    Raises:
        NotEager: variables are initialised again, or after other runs.
    """
    script = script_of(context)
    first_runs: dict[int, int] = {}
    for call in calls:
        if not initialises(call):
            step = home[id(context.statement_of(call.node))]
            # what a function without the session does happens when it is called
            if step.body.opens_session and not isinstance(step.node, (cst.FunctionDef, cst.ClassDef)):
                own = script(step.node)
                first_runs[own] = min(first_runs.get(own, len(steps)), step.index)
    found: set[Step] = set()
    branches: list[Edit] = []
    for call in calls:
        if initialises(call):
            statement = context.statement_of(call.node)
            assert statement is not None  # a call stands in one
            step = home[id(statement)]
            first_run = first_runs.get(script(step.node), len(steps))
            if step.index <= first_run and initialises_beside_restore(step, context):
                branches.extend(without_initialisation(statement, step))
                continue
            if (
                statement is not step.node
                or step.index > first_run
                or not isinstance(step.node, cst.SimpleStatementLine)
            ):
                raise NotEager(Condition.ONE_INITIALISATION, call.node)
            found.add(step)
    return frozenset(found), branches
