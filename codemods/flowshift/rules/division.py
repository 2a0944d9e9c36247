"""Write `tf.div` as the operator it stood for.

    tf.div(total, 2.0)       ->  total / 2.0
    tf.div(tf.size(x), 2)    ->  tf.size(x) // 2

`tf.div` floors integers and divides floats. Where the call shows which of them it gets (a float literal, an integer one beside
a shape or size), the operator takes its place; elsewhere the call is left to the style graph.

Source: TF 1.15 `math_ops.py`, `_div_python2`; results of both runtimes.
"""

from __future__ import annotations

import libcst as cst

from ..kinds.facts import Reference
from ..kinds.values import Call, Item, Literal, Operation, Value
from ..model import Style
from ..syntax.templates import expression, parenthesised
from .change import Change, Edit, manual
from .context import Context
from .registry import Rule
from .spelled_out import is_operand

_NAME = "division"
_INTEGERS = frozenset(
    {"tf.shape", "tf.size", "tf.rank", "tf.argmax", "tf.argmin", "tf.to_int32", "tf.to_int64", "tf.range"}
)
_FLOATS = frozenset(
    {"tf.to_float", "tf.random_uniform", "tf.random_normal", "tf.truncated_normal", "tf.exp", "tf.sqrt", "tf.log"}
)
# What these give is a float where one of their arguments is.
_ARITHMETIC = frozenset({"tf.constant", "tf.add", "tf.subtract", "tf.multiply", "tf.negative"})


def apply(reference: Reference, context: Context) -> Change | None:
    """Rewrite one division."""
    if context.style is not Style.EAGER:
        return None
    name = reference.api.name
    site = context.site(reference.call) if reference.call is not None else None
    if site is None or not {"x", "y"} <= set(site.nodes):
        return manual(_NAME, reference.node, name, "its arguments cannot be read from the call")
    types = {_type(site.value("x")), _type(site.value("y"))}
    if float not in types and int not in types:
        return manual(_NAME, reference.node, name, "integers: //; floats: /; the call does not show which they are")
    sign = "/" if float in types else "//"

    def divided(_: cst.CSTNode) -> cst.BaseExpression:
        x, y = context.render(site.nodes["x"]), context.render(site.nodes["y"])
        assert isinstance(x, cst.BaseExpression)
        assert isinstance(y, cst.BaseExpression)
        whole = expression(f"{{x}} {sign} {{y}}", x=parenthesised(x), y=parenthesised(y))
        return parenthesised(whole) if is_operand(reference, context) else whole

    return Change(_NAME, reference.node, name, f"becomes {sign}", edits=(Edit(site.call.node, divided),))


def _type(value: Value) -> type | None:
    """Return float or int where the value shows it. An integer literal alone says nothing: beside a float it is one."""
    if isinstance(value, Literal) and isinstance(value.constant, float):
        return float
    if isinstance(value, Item):
        return _type(value.of)
    if isinstance(value, Call) and value.api in _ARITHMETIC:
        return float if float in map(_type, value.arguments.positional) else None
    if isinstance(value, Operation) and isinstance(value.node, cst.BinaryOperation):
        return float if float in map(_type, value.operands) else None
    if isinstance(value, Call):
        return int if value.api in _INTEGERS else float if value.api in _FLOATS else None
    return None


RULES = (
    Rule(
        _NAME,
        "calls",
        "tf.div becomes / or // where the call shows which",
        __doc__ or "",
        frozenset({"tf.div"}),
        apply,
    ),
)
