"""Take what the tape has watched in the place of all trainable variables, where layers and cells own weights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst

from ..kinds.kind import Kind, kind_of
from ..rules.change import Edit
from ..rules.context import Context
from ..syntax.templates import expression
from ..syntax.walk import descendants
from .conditions import Condition, NotEager
from .functions import Function
from .listed import is_trainables
from .optimizing import check_trained
from .slices import Program
from .steps import Role, Step

_WATCHED = "tape.watched_variables()"
BY_NAME = "the names of variables are others in TF2"


def watched_variables(steps: Sequence[Step], program: Program, context: Context) -> Iterator[Edit]:
    """Yield the edits that take what the tape has watched in the place of all trainable variables."""
    for step in steps:
        for call in (one for one in step.calls if is_trainables(one, context)):
            site = context.site(call)
            if site is None or site.given() - {"key"}:
                raise NotEager(Condition.NATIVE_NAMES, call.node, "the variables of layers have other names in TF2")
            program.listed[id(call.node)] = _WATCHED
            program.watched[id(call.node)] = step
            program.written[id(call.node)] = "becomes the variables that the tape has watched"
            _check_unnamed(step.node)
            check_trained(program)
            for read in (name for definition in step.definitions for name in context.read_names(definition)):
                _check_unnamed(context.statement_of(read))
            yield Edit(call.node, lambda _: expression(_WATCHED))


def _check_unnamed(statement: cst.CSTNode | None) -> None:
    """Check that the names of what a list holds are not asked for where it is read: `v.name`.

    Raises:
        NotEager: one may be.
    """
    for node in descendants(statement) if statement is not None else ():
        if isinstance(node, cst.Attribute) and node.attr.value in ("name", "op"):
            raise NotEager(Condition.NATIVE_NAMES, node, BY_NAME)


def check_watched(program: Program, functions: Sequence[Function]) -> None:
    """Check that what the tape has watched is asked for after the tape, by functions that train.

    Raises:
        NotEager: a function without a tape reads the list, the loss depends on it, or it is taken before the loss has made all.
    """
    for function in functions if program.watched else ():
        taped = function.training.taped if function.training is not None else ()
        for step in (one for one in function.part.steps if one in program.watched.values()):
            before = [one for one in function.part.steps if one.index < step.index]
            if step in program.needed and program.needed[step] <= {*before}:
                continue  # the layers are called before, in the same function
            if not taped or step in taped:
                raise NotEager(
                    Condition.EXACT_TRAINING, step.node, "which variables it finds is known after the loss only"
                )
            for other in program.closure({d for one in taped for d in one.definitions}):
                owns = other.role in (Role.VARIABLE, Role.OBJECT) or any(kind_of(c) is Kind.OBJECT for c in other.calls)
                if other.index > step.index and owns:
                    raise NotEager(
                        Condition.EXACT_TRAINING, other.node, "it is made when the variables have been listed"
                    )
