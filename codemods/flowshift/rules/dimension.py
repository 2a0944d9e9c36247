"""Read the size of a dimension as the number that it is in TF2.

    x.shape[1].value          ->  x.shape[1]
    x.get_shape()[0].value    ->  x.get_shape()[0]
    input_shape[-1].value     ->  input_shape[-1]       (in the `build` of a layer)

In TF1 a shape holds Dimension objects, in TF2 numbers and None, which have no `value`. A program that keeps its session runs
with `tf.compat.v1.disable_v2_behavior()`, and with it the shapes of TF1: there the text stays.

Source: TF 2.0 release notes; both forms run on TF 2.15.1.
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from ..kinds.values import Api, Call, Item, Member, Value
from ..model import Style
from ..syntax.walk import descendants
from .change import Change, Edit
from .context import Context
from .registry import Rule

_NAME = "dimension-value"
_GIVEN = "].value"
# Methods of a Keras layer whose first argument is a shape.
_GIVEN_SHAPES = frozenset({"build", "compute_output_shape"})


def survey(context: Context) -> Iterator[Change]:
    """Drop each `.value` of an item of a shape."""
    if context.style is not Style.EAGER or (context.any_version is not None and _runs_tf1_names(context)):
        return
    for item, member in context.facts.members:
        if member.name == "value" and isinstance(member.of, Item) and _is_shape(member.of.of):
            yield _change(item)
    if _GIVEN in context.tree.text:
        for name in (named for method in _GIVEN_SHAPES for named in context.tree.named(method)):
            method = context.tree.parents[id(name)]
            if isinstance(method, cst.FunctionDef) and method.name is name:
                yield from map(_change, _of_given_shape(method))


def _runs_tf1_names(context: Context) -> bool:
    """Tell whether a program for TF2 goes on with TF1's names: whoever runs it may have switched to the shapes of TF1."""
    written = (reference.api.written for reference in context.facts.references)
    return any(name.startswith("tensorflow.compat.v1.") for name in written)


def _change(node: cst.CSTNode) -> Change:
    return Change(_NAME, node, "tf.Dimension.value", "a dimension is a number in TF2", edits=(Edit(node, _inner),))


def _of_given_shape(method: cst.FunctionDef) -> Iterator[cst.Attribute]:
    """Yield each `.value` of an item of the shape that Keras gives to a layer's method."""
    given = {parameter.name.value for parameter in method.params.params[1:2]}
    for node in descendants(method.body):
        of = node.value if isinstance(node, cst.Attribute) and node.attr.value == "value" else None
        if isinstance(of, cst.Subscript) and isinstance(of.value, cst.Name) and of.value.value in given:
            assert isinstance(node, cst.Attribute)
            yield node


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
        words=frozenset({_GIVEN}),
    ),
)
