"""Ask a function for what the elements of a dataset are made of, which TF1's datasets had as attributes.

    iterator = tf.data.Iterator.from_structure(dataset.output_types, dataset.output_shapes)
becomes, where the program keeps its session,
    iterator = tf.compat.v1.data.Iterator.from_structure(
        tf.compat.v1.data.get_output_types(dataset), tf.compat.v1.data.get_output_shapes(dataset))

A native program reads them from `dataset.element_spec`. Where it is not known whether an object is a dataset, a finding says
so; what `from_structure` and `from_string_handle` are given is one, or an iterator, which the functions take too.

Source: TF 1.15 `tensorflow/python/data/ops/dataset_ops.py`: the attributes are those of `DatasetV1`, and TF 2.15's
`tf.data.Dataset` is `DatasetV2`, also where TF2's behaviour is switched off.
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from ..kinds.kind import is_dataset
from ..kinds.values import UNKNOWN, Api, Member
from ..model import Style
from ..syntax.templates import expression
from ..syntax.walk import descendants
from .change import Change, Edit, NodeRewrite, manual
from .context import Context
from .registry import Rule

_NAME = "dataset-type"
# An attribute of TF1's datasets, and the part of a TensorSpec that says it.
_PARTS = {"output_types": "dtype", "output_shapes": "shape", "output_classes": "value_type"}
_MAKERS = frozenset({"from_structure", "from_string_handle"})


def survey(context: Context) -> Iterator[Change]:
    """Rewrite each such attribute of a dataset, and report those of what may be one."""
    if not any(f".{name}" in context.tree.text for name in _PARTS):
        return
    members = [(node, node.attr.value) for node, member in context.facts.members if is_dataset(member.of)]
    places = {id(node): node for node, name in members if name in _PARTS} | _given(context)
    yield from (_change(node, context) for node in places.values())
    if ".output_types" in context.tree.text:  # `output_shapes` alone may be anything's
        yield from (_unknown(node) for node in _read(context.module) if _may_be_dataset(node, places, context))


def _given(context: Context) -> dict[int, cst.Attribute]:
    """Return the attributes that an iterator is made from."""
    calls = (call for call in context.facts.calls if isinstance(call.function, Member) and _makes(call.function))
    given = (argument.value for call in calls for argument in call.node.args)
    return {id(node): node for node in given if isinstance(node, cst.Attribute) and node.attr.value in _PARTS}


def _makes(function: Member) -> bool:
    return function.name in _MAKERS and isinstance(function.of, Api) and function.of.name == "tf.data.Iterator"


def _read(module: cst.Module) -> Iterator[cst.Attribute]:
    for node in descendants(module):
        if isinstance(node, cst.Attribute) and node.attr.value in _PARTS:
            yield node


def _may_be_dataset(node: cst.Attribute, places: dict[int, cst.Attribute], context: Context) -> bool:
    own = isinstance(node.value, cst.Name) and node.value.value == "self"
    return id(node) not in places and not own and context.facts.value(node.value) is UNKNOWN


def _change(node: cst.Attribute, context: Context) -> Change:
    name = node.attr.value
    function = f"{context.tensorflow}.compat.v1.data.get_{name}"
    if context.style is Style.EAGER:
        message, rewrite = "becomes a part of element_spec", _from_spec(_PARTS[name], context)
    else:
        message, rewrite = f"becomes tf.compat.v1.data.get_{name}", _from_function(function)
    return Change(_NAME, node, f"tf.data.Dataset.{name}", message, edits=(Edit(node, rewrite),))


def _unknown(node: cst.Attribute) -> Change:
    name = node.attr.value
    message = f"if this is a dataset, TF2 has no such attribute: use tf.compat.v1.data.get_{name}, or its element_spec"
    return manual(_NAME, node, f"tf.data.Dataset.{name}", message)


def _from_function(function: str) -> NodeRewrite:
    def rewrite(node: cst.CSTNode) -> cst.BaseExpression:
        assert isinstance(node, cst.Attribute)
        return expression(f"{function}({{dataset}})", dataset=node.value)

    return rewrite


def _from_spec(part: str, context: Context) -> NodeRewrite:
    def rewrite(node: cst.CSTNode) -> cst.BaseExpression:
        assert isinstance(node, cst.Attribute)
        text = f"{context.tensorflow}.nest.map_structure(lambda spec: spec.{part}, {{dataset}}.element_spec)"
        return expression(text, dataset=node.value)

    return rewrite


RULES = (
    Rule(_NAME, "data", "what a dataset's elements are made of is asked of a function", __doc__ or "", survey=survey),
)
