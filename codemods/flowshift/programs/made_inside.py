"""Find layers that a function, or what it calls, would make anew in each trace, and weights that are read before they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import libcst as cst

from ..kinds.apis import Make, make_of
from ..kinds.keras import has_layer_classes, is_layer_class, may_have_weights
from ..kinds.values import Api, Call, Class, Foreign, Function, Instance, Member
from ..model import Applicability
from ..rules.change import Change
from ..rules.context import Context
from ..syntax.walk import descendants
from .conditions import Condition, NotEager
from .functions import Function as Written
from .slices import Program
from .steps import Role

_LAYERS = re.compile(r"\.layers\.(?:[A-Z]|deserialize)|\.(?:Sequential|Model)\b")
_WEIGHTS = frozenset(
    (
        "kernel",
        "bias",
        "gamma",
        "beta",
        "embeddings",
        "weights",
        "variables",
        "trainable_weights",
        "trainable_variables",
    )
)


def check_layers(functions: Sequence[Written], program: Program, changes: Sequence[Change], context: Context) -> None:
    """Check that a layer with weights is made outside of the functions, and that its weights are read in them.

    Where a rule has said why it leaves a layer alone, that is the reason.

    Raises:
        NotEager: one is not.
    """
    facts = context.facts
    named = any(_LAYERS.search(api.name) for call in facts.calls for api in _apis(call))
    if not named and not has_layer_classes(facts):
        return
    seen: set[int] = set(context.bodies)
    steps = {step: None for function in functions for step in function.part.steps}
    left = {id(change.node): change for change in changes if change.applicability is Applicability.MANUAL}
    for step in steps:
        for made in _made_in(step.node, program.handled, context):
            reason = left.get(id(made))
            if reason is not None:
                raise NotEager(Condition.NATIVE_NAMES, made, f"{reason.symbol}: {reason.message}")
            raise NotEager(Condition.PURE_SLICE, made, "a layer would be made anew in each trace")
        for made in _made_by(step.node, context, seen):
            raise NotEager(Condition.BUILT_IN_FUNCTION, made, "it makes a layer in each call")
    for attribute, member in facts.members:
        step_of = program.home.get(id(context.statement_of(attribute)))
        if step_of is None or step_of in steps or step_of.role is Role.RUN or member.name not in _WEIGHTS:
            continue
        if isinstance(member.of, Call) and make_of(member.of.api) is Make.LAYER:
            raise NotEager(Condition.NATIVE_NAMES, attribute, "the weights are read before the layer is called")


def _apis(call: Call) -> Iterator[Api]:
    """Yield the symbols that a call calls, has a method of, or is given: `functools.partial(tf.keras.layers.Dense)`."""
    function = call.function.of if isinstance(call.function, Member) else call.function
    given = (function, *call.arguments.positional)
    return (value for value in given if isinstance(value, Api))


def _made_in(node: cst.CSTNode, handled: frozenset[int], context: Context) -> Iterator[cst.Call]:
    """Yield the calls at or below a node that make a layer for which no rule has made an object outside."""
    calls = [one for one in descendants(node) if isinstance(one, cst.Call)]
    outside = {id(part) for one in calls if id(one) in handled for part in descendants(one.func)}
    for one in calls:
        if id(one) in outside or id(one) in handled:
            continue
        if may_have_weights(one, context.facts):
            yield one
        elif isinstance(one.func, cst.Call) and _is_elsewhere(one.func, context):
            yield one.func


def _is_elsewhere(made: cst.Call, context: Context) -> bool:
    """Tell whether what is called is made by a function that is not known, or from a configuration: it may be a layer."""
    value = context.facts.value(made)
    function = value.function if isinstance(value, Call) else None
    if isinstance(function, Call):
        function = function.function  # `functools.partial(Dense, activation=relu)(8)`
    if isinstance(function, Api):
        return function.name.endswith(".layers.deserialize")
    of = function.of if isinstance(function, Member) else None  # `Dense.from_config(...)`
    return isinstance(function, Foreign) or (isinstance(of, Api) and _LAYERS.search(of.name) is not None)


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
