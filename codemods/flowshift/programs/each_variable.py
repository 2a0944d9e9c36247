"""Check that a comprehension that assigns to each variable of a list may run in its order: `[v.assign(...) for v in ws]`."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from ..kinds.kind import Kind, kind_of
from ..kinds.scope import Definition
from ..kinds.values import Operation
from ..syntax.templates import code_of
from ..syntax.walk import descendants
from .conditions import Condition, NotEager
from .runs import definitions_read
from .slices import Program
from .steps import Step

_READ = (Kind.VARIABLE, Kind.CONSTANT, Kind.PLACEHOLDER)
_METHODS = frozenset({"assign", "assign_add", "assign_sub"})


def check_each(updates: Sequence[Step], used: frozenset[Definition], program: Program) -> None:
    """Check that no assignment of a comprehension reads what another one writes, and that nothing else is updated.

    Raises:
        NotEager: one does, the lists are not known, or the new values are used.
    """
    step = updates[0]
    if len(updates) > 1:
        raise NotEager(Condition.SINGLE_WRITER, updates[1].node)
    value = step.definitions[0].value
    assert isinstance(value, Operation)
    comprehension = value.node
    assert isinstance(comprehension, cst.ListComp)
    given = _given(comprehension.elt)
    lists = _lists(comprehension.for_in)
    if used.intersection(step.definitions) or given is None or given[0] not in lists:
        raise NotEager(Condition.EXACT_TRAINING, step.node, "assignments to a list of variables")
    target, new = given
    written = program.items.get(id(lists[target]))
    if written is None:
        raise NotEager(Condition.EXACT_TRAINING, step.node, "which variables are assigned to is not known")
    names = {node.value for node in descendants(new) if isinstance(node, cst.Name)}
    for name in names & lists.keys() - {target}:
        read = program.items.get(id(lists[name]))
        if read is None or read & written:
            raise NotEager(Condition.EXACT_TRAINING, step.node, "an assignment may read what another one writes")
    free = (one for one in definitions_read(new, program.facts) if kind_of(one.value) is not Kind.PYTHON)
    if any(one.name in written or f"self.{one.name}" in written or kind_of(one.value) not in _READ for one in free):
        raise NotEager(Condition.EXACT_TRAINING, step.node, "an assignment may read what another one writes")


def _given(node: cst.BaseExpression) -> tuple[str, cst.BaseExpression] | None:
    """Return the name of the variable of an assignment, and its value."""
    if not isinstance(node, cst.Call) or any(one.keyword is not None or one.star for one in node.args):
        return None
    if isinstance(node.func, cst.Attribute) and node.func.attr.value in _METHODS and len(node.args) == 1:
        return code_of(node.func.value), node.args[0].value
    return (code_of(node.args[0].value), node.args[1].value) if len(node.args) == 2 else None


def _lists(loop: cst.CompFor) -> dict[str, cst.BaseExpression]:
    """Return the list that each name of a loop goes over; none where it does something else."""
    if loop.ifs or loop.inner_for_in is not None:
        return {}
    if isinstance(loop.target, cst.Name):
        return {loop.target.value: loop.iter}
    if (
        not isinstance(loop.target, cst.Tuple)
        or not isinstance(loop.iter, cst.Call)
        or code_of(loop.iter.func) != "zip"
    ):
        return {}
    names = [code_of(element.value) for element in loop.target.elements]
    given = [argument.value for argument in loop.iter.args]
    return dict(zip(names, given)) if len(names) == len(given) == len(set(names)) else {}
