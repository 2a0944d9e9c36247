"""Know tags that are computed in a loop: each turn has its own, and TF1 writes it as it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

import libcst as cst

from ..kinds.values import Call, Foreign, Item, Literal, Value
from ..kinds.values import Sequence as SequenceValue
from .context import Context

_LEGAL = re.compile(r"[-/\w.]*")
_HOLE = re.compile(r"%[ds]|\{\d*\}")


def computed_tag(node: cst.BaseExpression, context: Context) -> tuple[str, str] | None:
    """Return what a computed tag begins and ends with, None where it may not be unique, or has other characters.

    Known are `"layer_%d" % i`, `"layer_{}".format(i)`, `f"layer_{i}"` and `"layer_" + name`.
    """
    found = _template(node)
    owner = context.owner(node)
    # a function that is called again has the same tags again, which TF1 numbers
    if found is None or (owner is not None and id(owner) not in context.bodies):
        return None
    texts, holes = found
    if not all(_LEGAL.fullmatch(text) for text in texts) or texts[0].startswith("/"):
        return None
    if not all(isinstance(hole, cst.Name) and _is_distinct(context.facts.value(hole)) for hole in holes):
        return None
    names = {hole.value for hole in holes if isinstance(hole, cst.Name)}
    loops = [around for around in context.enclosing(node) if isinstance(around, (cst.For, cst.While))]
    if not all(isinstance(loop, cst.For) and names & _names(loop.target) for loop in loops):
        return None
    return texts[0], texts[-1]


def _names(target: cst.BaseExpression) -> set[str]:
    elements = target.elements if isinstance(target, (cst.Tuple, cst.List)) else ()
    return {target.value} if isinstance(target, cst.Name) else {n for e in elements for n in _names(e.value)}


def _template(node: cst.BaseExpression) -> tuple[list[str], Sequence[cst.BaseExpression]] | None:
    """Take a formatted string apart into its texts and what stands between them."""
    if isinstance(node, cst.FormattedString):
        return _formatted(node)
    holes: list[cst.BaseExpression] = []
    text: object = None
    if isinstance(node, cst.BinaryOperation) and isinstance(node.left, cst.SimpleString):
        text = node.left.evaluated_value
        if isinstance(node.operator, cst.Add) and isinstance(text, str):
            return [text, ""], [node.right]
        several = isinstance(node.right, cst.Tuple)
        holes = [e.value for e in node.right.elements] if isinstance(node.right, cst.Tuple) else [node.right]
        if not isinstance(node.operator, cst.Modulo) or (several and not holes):
            return None
    elif isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute) and node.func.attr.value == "format":
        text = node.func.value.evaluated_value if isinstance(node.func.value, cst.SimpleString) else None
        holes = [argument.value for argument in node.args if argument.keyword is None and not argument.star]
    if not isinstance(text, str) or not holes:
        return None
    texts = _HOLE.split(text)
    return (texts, holes) if len(texts) == len(holes) + 1 else None


def _formatted(node: cst.FormattedString) -> tuple[list[str], Sequence[cst.BaseExpression]] | None:
    texts, holes = [""], []
    for part in node.parts:
        if isinstance(part, cst.FormattedStringText):
            texts[-1] += part.value
        elif isinstance(part, cst.FormattedStringExpression) and part.format_spec is None and part.conversion is None:
            holes.append(part.expression)
            texts.append("")
        else:
            return None
    return (texts, holes) if holes else None


def _is_distinct(value: Value) -> bool:
    """Tell whether a loop's variable is another number or word in each turn, and can stand in a tag."""
    if not isinstance(value, Item):
        return False
    if not isinstance(value.of, Item):
        return value.index is None and _has_distinct_items(value.of)
    turn = value.of.of
    if _called(turn) == "builtins.enumerate":
        return value.index == 0
    if _called(turn) == "builtins.zip" and isinstance(turn, Call) and isinstance(value.index, int):
        zipped = turn.arguments.positional
        return value.index < len(zipped) and _has_distinct_items(zipped[value.index])
    return False


def _has_distinct_items(value: Value) -> bool:
    if not isinstance(value, SequenceValue):
        return _called(value) == "builtins.range"
    words = [
        item.constant for item in value.items if isinstance(item, Literal) and isinstance(item.constant, (int, str))
    ]
    texts = {str(word).lower() for word in words}
    return len(value.items) == len(words) == len(texts) and all(_LEGAL.fullmatch(text) for text in texts)


def _called(value: Value) -> str:
    return value.function.name if isinstance(value, Call) and isinstance(value.function, Foreign) else ""
