"""Read the size of a dimension as the number that it is in TF2.

    x.shape[1].value          ->  x.shape[1]
    x.get_shape()[0].value    ->  x.get_shape()[0]

In TF1 a shape holds Dimension objects, in TF2 numbers and None, which have no `value`. A program that keeps its session runs
with `tf.compat.v1.disable_v2_behavior()`, and with it the shapes of TF1: there the text stays.

Source: TF 2.0 release notes; both forms run on TF 2.15.1.
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from ..kinds.values import Api, Call, Item, Member, Value
from ..model import Style
from .change import Change, Edit
from .context import Context
from .registry import Rule

_NAME = "dimension-value"


def survey(context: Context) -> Iterator[Change]:
    """Drop each `.value` of an item of a shape."""
    if context.style is not Style.EAGER:
        return
    for node, member in context.facts.members:
        if member.name == "value" and isinstance(member.of, Item) and _is_shape(member.of.of):
            edit = Edit(node, _inner)
            yield Change(_NAME, node, "tf.Dimension.value", "a dimension is a number in TF2", edits=(edit,))


def _inner(node: cst.CSTNode) -> cst.BaseExpression:
    assert isinstance(node, cst.Attribute)
    return node.value


def _is_shape(value: Value) -> bool:
    """Tell whether a value is a static shape, or a part of one."""
    if isinstance(value, Item):
        return (value.index is None or isinstance(value.index, slice)) and _is_shape(value.of)
    if isinstance(value, Member):
        return value.name in ("shape", "dims")
    if isinstance(value, Call):
        function = value.function
        return (isinstance(function, Member) and function.name == "get_shape") or (
            isinstance(function, Api) and function.name == "tf.TensorShape"
        )
    return False


RULES = (
    Rule(
        _NAME,
        "calls",
        "the size of a dimension is a number",
        __doc__ or "",
        survey=survey,
    ),
)
