"""Derive what a value is: a plain Python value, a constant, an object with weights, or a part of the graph."""

from __future__ import annotations

import enum

from .apis import Make, make_of
from .values import (
    Api,
    Call,
    Choice,
    Foreign,
    Function,
    Growing,
    Instance,
    Item,
    Mapping,
    Member,
    Operation,
    Sequence,
    Value,
)


class Kind(enum.Enum):
    """Order matters: a value made from several is of the highest kind among them."""

    PYTHON = 0  # no tensor in it
    CONSTANT = 1  # tensors that depend on nothing that changes
    OBJECT = 2  # a layer, cell, optimizer: created once
    VARIABLE = 3
    PLACEHOLDER = 4
    GRAPH = 5  # depends on a placeholder, a variable, a layer or a random draw
    SUMMARY = 6  # what is run to be logged
    UPDATE = 7  # an operation that is run for what it changes
    INITIALIZATION = 8
    SESSION = 9


_OF_MAKE = {
    Make.PLACEHOLDER: Kind.PLACEHOLDER,
    Make.VARIABLE: Kind.VARIABLE,
    Make.RANDOM: Kind.GRAPH,
    Make.STATEFUL: Kind.GRAPH,
    Make.LAYER: Kind.OBJECT,
    Make.LAYER_CALL: Kind.GRAPH,
    Make.CELL: Kind.OBJECT,
    Make.RNN: Kind.GRAPH,
    Make.HELPER: Kind.OBJECT,
    Make.DECODER: Kind.OBJECT,
    Make.OPTIMIZER: Kind.OBJECT,
    Make.SESSION: Kind.SESSION,
    Make.INITIALIZATION: Kind.INITIALIZATION,
    Make.SCOPE: Kind.PYTHON,
    Make.UPDATE: Kind.UPDATE,
    Make.SAVER: Kind.OBJECT,
    Make.SUMMARY: Kind.SUMMARY,
    Make.WRITER: Kind.PYTHON,
    Make.GRADIENTS: Kind.GRAPH,
    Make.STATIC: Kind.PYTHON,
}

_UPDATES = frozenset({"minimize", "apply_gradients", "assign", "assign_add", "assign_sub"})


def kind_of(value: Value) -> Kind:
    """Return the kind of a value; a value nothing is known of counts as Python."""
    # Values share parts (`x = x + f(x)`), so that without a memory the walk would double at each step.
    known = value.__dict__.get("_kind")
    if known is None:
        known = _derive(value)
        value.__dict__["_kind"] = known
    assert isinstance(known, Kind)
    return known


def _derive(value: Value) -> Kind:
    if isinstance(value, Call):
        return _kind_of_call(value)
    if isinstance(value, Member):
        of = kind_of(value.of)
        if value.name == "initializer" and of is Kind.VARIABLE:
            return Kind.INITIALIZATION
        return Kind.GRAPH if of in (Kind.VARIABLE, Kind.PLACEHOLDER) else of
    if isinstance(value, Item):
        of = kind_of(value.of)
        highest = max((of, *(kind_of(operand) for operand in value.operands)), key=_order)
        return Kind.GRAPH if highest in (Kind.VARIABLE, Kind.PLACEHOLDER) and _is_single(value.of) else highest
    if isinstance(value, Operation):
        highest = max((kind_of(operand) for operand in value.operands), key=_order, default=Kind.PYTHON)
        return Kind.GRAPH if highest in (Kind.VARIABLE, Kind.PLACEHOLDER) else highest
    if isinstance(value, (Sequence, Growing)):
        return max((kind_of(item) for item in value.items), key=_order, default=Kind.PYTHON)
    if isinstance(value, Mapping):
        return max((kind_of(item) for _, item in value.entries), key=_order, default=Kind.PYTHON)
    if isinstance(value, Choice):
        return max((kind_of(option) for option in value.options), key=_order)
    return Kind.PYTHON


def _order(kind: Kind) -> int:
    return kind.value


def _is_single(value: Value) -> bool:
    """Tell whether a value is one tensor, so that an index into it is a slice of it and not an item of a list."""
    return not isinstance(value, (Sequence, Mapping, Choice))


def _kind_of_call(call: Call) -> Kind:
    function = call.function
    if isinstance(function, Member):
        return _kind_of_method(call, function)
    if isinstance(function, Api):
        make = make_of(function.name)
        if make is Make.SCOPE:
            return Kind.PYTHON
        if make is Make.TENSOR:
            return _tensor_of(call)
        if function.name == "tf.group" and (grouped := _kind_of_group(call)) is not None:
            return grouped
        return _OF_MAKE[make]
    if isinstance(function, Call) and kind_of(function) is Kind.OBJECT:
        return Kind.GRAPH  # a layer or cell applied to its input
    if isinstance(function, (Foreign, Function, Instance)) or function is not None:
        return _tensor_of(call, otherwise=Kind.PYTHON)
    return Kind.PYTHON


def _kind_of_group(call: Call) -> Kind | None:
    """Return the kind of a group of updates, or of nothing but initialisations."""
    if all(kind_of(grouped) is Kind.INITIALIZATION for grouped in call.arguments.positional):
        return Kind.INITIALIZATION if call.arguments.positional else None
    return Kind.UPDATE if _tensor_of(call) is Kind.UPDATE else None


def _tensor_of(call: Call, otherwise: Kind = Kind.CONSTANT) -> Kind:
    arguments = (*call.arguments.positional, *(value for _, value in call.arguments.keywords))
    highest = max((kind_of(argument) for argument in arguments), key=_order, default=otherwise)
    if highest in (Kind.VARIABLE, Kind.PLACEHOLDER, Kind.GRAPH):
        return Kind.GRAPH
    return max(highest, otherwise, key=_order)


def _kind_of_method(call: Call, function: Member) -> Kind:
    of = kind_of(function.of)
    if isinstance(function.of, Call) and function.of.api and make_of(function.of.api) is Make.WRITER:
        return Kind.PYTHON
    if of is Kind.SESSION:
        return Kind.SESSION if function.name in ("__enter__", "as_default") else Kind.PYTHON
    if function.name == "eval" and of in (Kind.GRAPH, Kind.SUMMARY, Kind.VARIABLE, Kind.CONSTANT, Kind.PLACEHOLDER):
        return Kind.PYTHON
    if function.name == "run" and of in (Kind.UPDATE, Kind.INITIALIZATION):
        return Kind.PYTHON
    if function.name in _UPDATES:
        return Kind.UPDATE
    if function.name == "get_next" and is_dataset(function.of):
        return Kind.GRAPH
    if of is Kind.OBJECT:
        saver = isinstance(function.of, Call) and function.of.api == "tf.train.Saver"
        return Kind.PYTHON if saver else Kind.GRAPH
    if of in (Kind.VARIABLE, Kind.PLACEHOLDER):
        return Kind.GRAPH
    return _tensor_of(call, otherwise=of)


def is_dataset(value: Value) -> bool:
    """Tell whether a value comes from `tf.data`, through however many transformations."""
    while isinstance(value, (Call, Member)):
        value = value.function if isinstance(value, Call) else value.of
    if isinstance(value, Choice):
        known = value.__dict__.get("_dataset")  # ways that share parts would be gone again and again
        if known is None:
            known = value.__dict__["_dataset"] = all(is_dataset(option) for option in value.options)
        return bool(known)
    return isinstance(value, Api) and value.name.startswith(("tf.data.", "tf.contrib.data."))
