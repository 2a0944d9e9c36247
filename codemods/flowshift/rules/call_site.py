"""Bind the arguments of a call to the TF1 parameters they land on, once, for all rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import libcst as cst

from ..kinds.values import UNKNOWN, Call, Literal, Value


@dataclass(frozen=True, eq=False)
class CallSite:
    """The arguments of one call by the name of the TF1 parameter, as nodes and as values."""

    call: Call
    nodes: dict[str, cst.BaseExpression]
    values: dict[str, Value]

    def node(self, name: str) -> cst.BaseExpression | None:
        """Return the argument's node; a literal None counts as not given, which is what it means to TensorFlow 1."""
        node = self.nodes.get(name)
        return None if isinstance(node, cst.Name) and node.value == "None" else node

    def value(self, name: str) -> Value:
        """Return the argument's value, the unknown value where it is not given."""
        return self.values.get(name, UNKNOWN)

    def constant(self, name: str, default: object) -> object:
        """Return a literal argument's value, the default where it is not given, and Ellipsis where it is not a literal."""
        if name not in self.nodes:
            return default
        value = self.values[name]
        return value.constant if isinstance(value, Literal) and value.known else ...

    def given(self) -> set[str]:
        """Return the names of the arguments that are given and not a literal None."""
        return {name for name in self.nodes if self.node(name) is not None}


def bind(call: Call, parameters: Sequence[str]) -> CallSite | None:
    """Bind a call's arguments to the parameters; None where `*args`, `**kwargs` or too many arguments make it unsure."""
    nodes: dict[str, cst.BaseExpression] = {}
    values: dict[str, Value] = {}
    if not call.arguments.exact:
        return None
    keywords = dict(call.arguments.keywords)
    position = 0
    for argument in call.node.args:
        if argument.keyword is not None:
            name = argument.keyword.value
            if name not in parameters:
                return None
            values[name] = keywords[name]
        else:
            if position >= len(parameters):
                return None
            name = parameters[position]
            values[name] = call.arguments.positional[position]
            position += 1
        nodes[name] = argument.value
    return CallSite(call, nodes, values)
