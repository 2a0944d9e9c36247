"""Turn the arguments of `tf.concat` and `tf.split` round where they stand in the order of TensorFlow 0.x.

    tf.concat(1, [a, b])   ->  tf.concat([a, b], 1)
    tf.split(0, 3, value)  ->  tf.split(value, 3, 0)

TensorFlow 1.0 changed the order; code of 0.x fails since then, in TF 1.15 as in TF2. Where a number stands first and what is
joined or split stands last, only one order can be meant. Names in place of numbers tell nothing, and stay.

Source: `tf.concat(concat_dim, values)` and `tf.split(split_dim, num_split, value)` of TensorFlow 0.12; both raise on TF 1.15.5.
"""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from ..kinds.facts import Reference
from . import api
from .change import Change, Edit
from .context import Context
from .registry import Rule

_NAME = "argument-order"
_CONCAT, _SPLIT = "tf.concat", "tf.split"
_MESSAGE = "had its arguments in the order of TensorFlow 0.x, which TF 1.15 refuses as well"


def apply(reference: Reference, context: Context) -> Change | None:
    """Turn the arguments of one call round; what is in order is the business of the map of names."""
    node = reference.call.node if reference.call is not None else None
    if node is None or not _is_old(reference.api.name, node.args):
        return api.apply(reference, context)
    last = 1 if reference.api.name == _CONCAT else 2
    named = api.apply(reference, context)  # what was imported from elsewhere gets its public name in the same run
    edits = named.edits if named is not None else ()
    turned = Edit(node, lambda call: _turned(call, last))
    return Change(_NAME, reference.node, reference.api.name, _MESSAGE, edits=(*edits, turned))


def _is_old(name: str, args: Sequence[cst.Arg]) -> bool:
    """Tell whether numbers stand where the tensors belong."""
    numbers = 1 if name == _CONCAT else 2
    if len(args) <= numbers or any(arg.star or arg.keyword is not None for arg in args[: numbers + 1]):
        return False
    first = all(_is_number(arg.value) for arg in args[:numbers])
    last = args[numbers].value
    joined = isinstance(last, (cst.List, cst.Tuple, cst.ListComp)) if name == _CONCAT else not _is_number(last)
    return first and joined


def _is_number(node: cst.BaseExpression) -> bool:
    value = node.expression if isinstance(node, cst.UnaryOperation) else node
    return isinstance(value, cst.Integer)


def _turned(call: cst.CSTNode, last: int) -> cst.CSTNode:
    """Exchange the first argument with another one; each comma stays where it is."""
    assert isinstance(call, cst.Call)
    args = list(call.args)
    first, other = args[0], args[last]
    args[0], args[last] = other.with_changes(comma=first.comma), first.with_changes(comma=other.comma)
    return call.with_changes(args=args)


RULES = (
    Rule(
        _NAME,
        "api",
        "tf.concat and tf.split in the order of TensorFlow 0.x get that of today",
        __doc__ or "",
        frozenset({_CONCAT, _SPLIT}),
        apply,
    ),
)
