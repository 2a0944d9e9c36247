"""Say where a list of variables may be read, so that it holds what it held when it was made, and shows nothing of TF1."""

from __future__ import annotations

from collections.abc import Mapping

import libcst as cst

from ..kinds.values import Api, Call, Foreign, Member
from ..rules.context import Context
from ..syntax.walk import descendants
from .conditions import Condition, NotEager
from .steps import Role, Step, is_run

_READS = frozenset({"zip", "len", "list", "tuple", "enumerate", "reversed"})
_METHODS = frozenset({"minimize", "compute_gradients", "apply_gradients"})
_OF_SHAPES = frozenset({"get_shape", "as_list", "num_elements"})


def check_uses(step: Step, whole: Mapping[int, object], context: Context) -> None:
    """Check that a statement goes over its lists, or hands them to what only reads them.

    Raises:
        NotEager: it gives one another name, changes it, or hands it to code that may.
    """
    parents = context.tree.parents
    for node in descendants(step.node):
        around = parents.get(id(node))
        if id(node) not in whole or id(around) in whole:
            continue
        if isinstance(node, cst.Call) and isinstance(around, (cst.Assign, cst.AnnAssign)):
            continue  # it gets a name
        if isinstance(node, cst.ListComp) and isinstance(around, (cst.Assign, cst.AnnAssign)):
            continue
        if isinstance(around, cst.Arg) and _only_reads(parents.get(id(around)), step, context):
            continue
        if isinstance(around, (cst.CompFor, cst.For)) and around.iter is node:
            continue
        if isinstance(around, (cst.BinaryOperation, cst.Subscript)) and step.role is not Role.RUN:
            continue
        if isinstance(around, cst.Element) and step.role is Role.RUN and _is_fetched(around, context):
            continue
        raise NotEager(Condition.NATIVE_NAMES, node, "a list of variables that other code may change")


def _only_reads(call: cst.CSTNode | None, step: Step, context: Context) -> bool:
    """Tell whether a call goes over what it is given, and keeps nothing of it."""
    value = context.facts.value(call) if isinstance(call, cst.Call) else None
    if not isinstance(value, Call):
        return False
    function = value.function
    if isinstance(function, Member) and function.name in _METHODS:
        return True
    if step.role is Role.RUN and is_run(value):
        return True
    name = function.name if isinstance(function, Foreign) else ""
    return isinstance(function, Api) or name.removeprefix("builtins.") in _READS


def _is_fetched(element: cst.CSTNode, context: Context) -> bool:
    """Tell whether an element stands in a list that a session is given."""
    parents = context.tree.parents
    shown = parents.get(id(element))
    argument = parents.get(id(shown))
    call = parents.get(id(argument)) if isinstance(argument, cst.Arg) else None
    value = context.facts.value(call) if isinstance(call, cst.Call) else None
    return isinstance(value, Call) and is_run(value)


def shape_calls(step: Step, context: Context) -> frozenset[int]:
    """Return the calls of a statement that runs no graph by which it counts the sizes of variables.

    Raises:
        NotEager: it shows shapes in another way, in which TF2 writes them differently.
    """
    parents = context.tree.parents
    for node in descendants(step.node):
        if isinstance(node, cst.Attribute) and node.attr.value in ("shape", "get_shape"):
            around = parents.get(id(node))
            around = parents.get(id(around)) if isinstance(around, cst.Call) else around
            if not isinstance(around, cst.Attribute) or around.attr.value not in _OF_SHAPES:
                raise NotEager(Condition.GRAPH_IN_PYTHON, node, "the shape of a variable of a list")
    methods = ((call, call.function) for call in step.calls)
    return frozenset(
        id(call.node) for call, method in methods if isinstance(method, Member) and method.name in _OF_SHAPES
    )
