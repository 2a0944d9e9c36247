"""Write a choice between two values that depends on a tensor."""

from __future__ import annotations

import enum
from collections.abc import Sequence

import libcst as cst

from ..kinds.keras import keras_name
from ..kinds.values import Api
from ..syntax.layout import WIDTH, call_text
from ..syntax.templates import code_of, expression
from ..syntax.walk import children
from .lambda_bodies import Body


class Shape(enum.Enum):
    """The shape of a condition; one made of several has the highest among theirs."""

    SINGLE = 0  # one truth value for the whole batch
    UNKNOWN = 1
    EACH = 2  # one for each element, or one that broadcasts to each
    ROWS = 3  # one for each row, in a shape that does not broadcast to the elements


_WIDTH = WIDTH - len("    return ")
_REDUCTIONS = frozenset({"sum", "mean", "max", "min", "any", "all", "prod", "std", "var"})
_SINGLE = frozenset({"size", "rank"})


def shape_of(test: cst.BaseExpression, body: Body, depth: int = 0) -> Shape:
    """Return what shape a condition has."""
    if depth > 20 or not body.is_tensor(test):
        return Shape.SINGLE
    if isinstance(test, cst.Name):
        made = body.definition(test.value)
        if made is None or code_of(made) == test.value:
            return Shape.EACH
        return shape_of(made, body, depth + 1)
    if isinstance(test, cst.Subscript):
        return _shape_of_item(test, body)
    if isinstance(test, cst.Call):
        return _shape_of_call(test, body, depth)
    parts = [shape_of(part, body, depth + 1) for part in _operands(test) if body.is_tensor(part)]
    return max(parts, key=lambda shape: shape.value, default=Shape.UNKNOWN)


def _operands(node: cst.CSTNode) -> Sequence[cst.BaseExpression]:
    if isinstance(node, cst.Comparison):
        return (node.left, *(part.comparator for part in node.comparisons))
    return [child for child in children(node) if isinstance(child, cst.BaseExpression)]


def _shape_of_item(test: cst.Subscript, body: Body) -> Shape:
    of = test.value
    if isinstance(of, cst.Call) and code_of(of.func).rpartition(".")[2] == "shape":
        return Shape.SINGLE
    if body.many and isinstance(of, cst.Name):
        return Shape.EACH
    whole = any(isinstance(element.slice, cst.Slice) for element in test.slice)
    return Shape.ROWS if whole else Shape.UNKNOWN


def _shape_of_call(test: cst.Call, body: Body, depth: int) -> Shape:
    value = body.context.facts.value(test.func)
    name = keras_name(value) or (value.name if isinstance(value, Api) else "")
    own = name.rpartition(".")[2]
    if own == "learning_phase" or own in _SINGLE:
        return Shape.SINGLE
    if own.replace("reduce_", "") in _REDUCTIONS and name:
        given = {a.keyword.value: code_of(a.value) for a in test.args if a.keyword is not None}
        if "axis" not in given and len(test.args) - len(given) < 2:
            return Shape.SINGLE
        return Shape.EACH if given.get("keepdims") == "True" else Shape.ROWS
    shapes = [shape_of(a.value, body, depth + 1) for a in test.args if body.is_tensor(a.value)]
    return max(shapes, key=lambda shape: shape.value, default=Shape.UNKNOWN)


def is_learning_phase(test: cst.BaseExpression, body: Body) -> cst.Call | None:
    """Return the call of `learning_phase` where that is all the condition asks for."""
    if isinstance(test, cst.Comparison) and len(test.comparisons) == 1:
        comparison = test.comparisons[0]
        if isinstance(comparison.operator, (cst.Equal, cst.Is)) and code_of(comparison.comparator) in ("1", "True"):
            test = test.left
    if isinstance(test, cst.Call) and keras_name(body.context.facts.value(test.func)) == "backend.learning_phase":
        return test
    return None


def choice(test: cst.BaseExpression, phase: cst.Call | None, shape: Shape, one: str, other: str, tf: str) -> str:
    """Write the choice; `test` is the condition with its edits made."""
    if phase is not None:
        function = code_of(phase.func)[: -len("learning_phase")] + "in_train_phase"
        return f"{function}({one}, {other})"
    if shape is Shape.EACH:
        return call_text(f"{tf}.where", [code_of(test), one, other], _WIDTH)
    return call_text(f"{tf}.cond", [code_of(test), f"lambda: {one}", f"lambda: {other}"], _WIDTH)


def chosen(
    test: cst.BaseExpression, phase: cst.Call | None, shape: Shape, one: str, other: str, tf: str
) -> cst.BaseExpression:
    """Return the choice as an expression."""
    return expression(choice(test, phase, shape, one, other, tf))
