"""Find layers that what a function calls would make anew in each trace."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst

from ..kinds.apis import Make, make_of
from ..kinds.keras import is_layer_class, may_have_weights
from ..kinds.values import Class, Function, Instance
from ..rules.context import Context
from ..syntax.walk import descendants
from .conditions import Condition, NotEager
from .functions import Function as Written


def check_layers(functions: Sequence[Written], context: Context) -> None:
    """Check that nothing that the functions call makes a layer with weights, unless it was taken apart.

    Raises:
        NotEager: it does.
    """
    facts = context.facts
    own = any(isinstance(s.owner, cst.ClassDef) and is_layer_class(s.owner, facts) for s in facts.scopes)
    if not own and not any(call.api and make_of(call.api) is Make.LAYER for call in facts.calls):
        return
    seen: set[int] = set(context.bodies)
    for step in {step: None for function in functions for step in function.part.steps}:
        for made in _made_by(step.node, context, seen):
            raise NotEager(Condition.BUILT_IN_FUNCTION, made, "it makes a layer in each call")


def _made_by(node: cst.CSTNode, context: Context, seen: set[int]) -> Iterator[cst.Call]:
    """Yield the calls that make layers in the functions that are called at or below a node, and in those that they call."""
    for one in descendants(node):
        called = _called(one, context) if isinstance(one, cst.Call) else None
        if called is None or id(called) in seen:
            continue
        seen.add(id(called))
        for inner in descendants(called):
            if isinstance(inner, cst.Call) and may_have_weights(inner, context.facts):
                yield inner
        yield from _made_by(called, context, seen)


def _called(call: cst.Call, context: Context) -> cst.FunctionDef | cst.Lambda | None:
    """Return the function that a call runs: its own, or the constructor of its class; layers make their parts once."""
    value, made = context.facts.value(call.func), context.facts.value(call)
    if isinstance(value, Function):
        return value.node
    if not isinstance(value, Class) or not isinstance(made, Instance) or is_layer_class(value.node, context.facts):
        return None
    methods = (one for one in value.node.body.body if isinstance(one, cst.FunctionDef))
    return next((one for one in methods if one.name.value == "__init__"), None)
