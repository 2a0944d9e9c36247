"""Map a function over the items of a tensor where a Lambda layer loops over them in Python.

    rows = []
    for row in x:                       ->  rows = tf.map_fn(lambda row: row / tf.norm(row), x)
        rows.append(row / tf.norm(row))
    return tf.stack(rows)               ->  return rows

    tf.stack([f(row) for row in x])             ->  tf.map_fn(lambda row: f(row), x)
    for i in range(tf.shape(x)[0]): ... x[i]    ->  the same, over the items x[i]

A symbolic tensor cannot be iterated over, on neither runtime, and the size of its batch is not known. A loop that does
anything else gets a finding.

Source: values and gradients were compared with the loop over single rows on TF 2.15.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from ..kinds.keras import keras_name
from ..kinds.values import Api
from ..syntax.templates import code_of, expression, line
from ..syntax.walk import Rewrite, descendants, rewrite
from .change import Change, Edit, manual
from .context import Context
from .lambda_bodies import WORDS, Body, lambda_bodies
from .registry import Rule
from .strategy_blocks import block_of

_NAME = "lambda-loop"
_SYMBOL = "tf.keras.layers.Lambda"
_BY_HAND = "a symbolic tensor cannot be iterated over: compute on the whole tensor, or with tf.map_fn"
_MESSAGE = "a symbolic tensor cannot be iterated over, on neither runtime: tf.map_fn applies the function to each item"


@dataclass(frozen=True, eq=False)
class _Over:
    """What a loop runs over: the tensor, the name of its item, and of the index if the loop has one."""

    tensor: cst.BaseExpression
    item: str
    index: str = ""


def survey(context: Context) -> Iterator[Change]:
    """Rewrite each loop over a tensor."""
    for body in lambda_bodies(context):
        if body.many or body.translated:
            continue
        for node in body.own:
            if isinstance(node, cst.For) and (over := _over(node.target, node.iter, body)) is not None:
                yield _loop(node, over, body)
            elif isinstance(node, cst.ListComp):
                clause = node.for_in
                found = _over(clause.target, clause.iter, body)
                if found is not None:
                    yield _comprehension(node, found, body)


def _over(target: cst.BaseExpression, values: cst.BaseExpression, body: Body) -> _Over | None:
    """Return what a loop runs over, where that is a tensor or the indices of one."""
    if isinstance(target, cst.Name) and isinstance(values, cst.Name) and body.is_tensor(values):
        return _Over(values, target.value)
    if isinstance(values, cst.Call) and code_of(values.func) == "range" and len(values.args) == 1:
        size = values.args[0].value
        for node in descendants(size):
            if isinstance(node, cst.Name) and body.is_tensor(node) and isinstance(target, cst.Name):
                first = code_of(size).endswith("[0]") or code_of(size).startswith("len(")
                return (
                    _Over(node, body.context.fresh_for((id(values), "item"), "row", "item"), target.value)
                    if first
                    else None
                )
    return None


def _mapped(value: cst.BaseExpression, over: _Over, body: Body) -> cst.BaseExpression | None:
    """Return the mapping of an expression; None where it uses the index for anything but the item."""
    text = code_of(over.tensor)
    edits: dict[int, Rewrite] = {}
    inside: set[int] = set()
    for node in descendants(value):
        if over.index and isinstance(node, cst.Subscript) and code_of(node) == f"{text}[{over.index}]":
            edits[id(node)] = lambda _: cst.Name(over.item)
            inside |= {id(below) for below in descendants(node)}
    left = [n for n in descendants(value) if isinstance(n, cst.Name) and n.value == over.index and id(n) not in inside]
    if left and over.index:
        return None
    item = rewrite(value, edits)
    assert isinstance(item, cst.BaseExpression)
    applied = isinstance(item, cst.Call) and [code_of(a) for a in item.args] == [over.item]
    function = code_of(item.func) if applied and isinstance(item, cst.Call) else f"lambda {over.item}: {code_of(item)}"
    return expression(f"{body.context.tensorflow}.map_fn({function}, {text})")


def _loop(node: cst.For, over: _Over, body: Body) -> Change:
    block = block_of(node.body)
    small = block[0].body[0] if len(block) == 1 and isinstance(block[0], cst.SimpleStatementLine) else None
    call = small.value if isinstance(small, cst.Expr) else None
    if not isinstance(call, cst.Call) or not isinstance(call.func, cst.Attribute) or call.func.attr.value != "append":
        return manual(_NAME, node, _SYMBOL, _BY_HAND)
    name = code_of(call.func.value)
    mapped = _mapped(call.args[0].value, over, body)
    made = [n for n in body.own if isinstance(n, cst.Assign) and code_of(n.targets[0].target) == name]
    stacks = [
        n for n in body.own if isinstance(n, cst.Call) and _is_stack(n, body) and code_of(n.args[0].value) == name
    ]
    reads = [n for n in body.own if isinstance(n, cst.Name) and n.value == name]
    if mapped is None or len(made) != 1 or len(stacks) != 1 or len(reads) != 3 or code_of(made[0].value) != "[]":
        return manual(_NAME, node, _SYMBOL, _BY_HAND)
    new, empty = mapped, body.context.statement_of(made[0])
    assert empty is not None

    def loop(_: cst.CSTNode) -> cst.CSTNode:
        return line(f"{name} = {code_of(new)}").with_changes(leading_lines=node.leading_lines)

    edits = (
        Edit(node, loop),
        Edit(empty, lambda _: cst.RemoveFromParent()),
        Edit(stacks[0], lambda _: cst.Name(name)),
    )
    return Change(_NAME, node, _SYMBOL, _MESSAGE, edits=edits)


def _is_stack(node: cst.Call, body: Body) -> bool:
    value = body.context.facts.value(node.func)
    name = keras_name(value) or (value.name if isinstance(value, Api) else "")
    return name in ("tf.stack", "backend.stack", "tf.convert_to_tensor") and len(node.args) == 1


def _comprehension(node: cst.ListComp, over: _Over, body: Body) -> Change:
    argument = body.context.tree.parents.get(id(node))
    call = body.context.tree.parents.get(id(argument)) if argument is not None else None
    mapped = _mapped(node.elt, over, body)
    plain = not node.for_in.ifs and node.for_in.inner_for_in is None
    if not isinstance(call, cst.Call) or not _is_stack(call, body) or mapped is None or not plain:
        return manual(_NAME, node, _SYMBOL, _BY_HAND)
    new = mapped
    return Change(_NAME, node, _SYMBOL, _MESSAGE, edits=(Edit(call, lambda _: new),))


RULES = (
    Rule(
        _NAME,
        "lambdas",
        "loops over tensors in Lambda layers become tf.map_fn",
        __doc__ or "",
        survey=survey,
        words=WORDS,
    ),
)
