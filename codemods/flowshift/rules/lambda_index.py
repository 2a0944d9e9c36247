"""Read what stands in the brackets of an item of a tensor: a number, a range, or a mask."""

from __future__ import annotations

import libcst as cst

from ..kinds.values import Literal
from ..syntax.templates import code_of, parenthesised
from ..syntax.walk import children, descendants
from .lambda_bodies import Body


def axis_of(target: cst.Subscript) -> int | None:
    """Return the axis that is indexed where all others are whole; None for anything else."""
    elements = [element.slice for element in target.slice]
    *rest, last = elements
    if isinstance(last, cst.Slice) and (last.step is not None or (last.lower is None and last.upper is None)):
        return None
    if isinstance(last, cst.Index) and isinstance(last.value, (cst.Ellipsis, cst.List, cst.Tuple)):
        return None
    if len(rest) == 1 and isinstance(rest[0], cst.Index) and isinstance(rest[0].value, cst.Ellipsis):
        return -1
    whole = all(isinstance(e, cst.Slice) and e.lower is None and e.upper is None and e.step is None for e in rest)
    return len(rest) if whole else None


def is_index(target: cst.Subscript, body: Body) -> bool:
    """Tell whether what is in the brackets is known to be a number, or a range."""
    index = target.slice[-1].slice
    if not isinstance(index, cst.Index) or number_of(index.value) is not None:
        return True
    if body.is_tensor(index.value) or not isinstance(index.value, cst.Name):
        return False
    if _counts_from_end(index.value.value, body):
        return False
    return index.value.value in body.locals or isinstance(body.context.facts.value(index.value), Literal)


def _counts_from_end(name: str, body: Body) -> bool:
    """Tell whether a loop gives a name indices of which some are negative, or not written out."""
    loops = [n for n in body.own if isinstance(n, cst.For) and code_of(n.target) == name]
    values = [n.iter for n in loops if isinstance(n.iter, (cst.Tuple, cst.List))]
    numbers = [number_of(element.value) for value in values for element in value.elements]
    return any(number is None or number < 0 for number in numbers)


def is_mask(index: cst.BaseExpression, body: Body) -> bool:
    """Tell whether an index is a tensor of booleans."""
    if isinstance(index, cst.Name):
        made = body.definition(index.value)
        return made is not None and is_mask(made, body)
    if isinstance(index, cst.UnaryOperation):
        return isinstance(index.operator, (cst.BitInvert, cst.Not)) and is_mask(index.expression, body)
    if isinstance(index, cst.BinaryOperation):
        return isinstance(index.operator, (cst.BitAnd, cst.BitOr)) and is_mask(index.left, body)
    if isinstance(index, cst.Call):
        name = code_of(index.func).rpartition(".")[2]
        return name.startswith(("logical_", "is_", "greater", "less", "equal", "not_equal")) and body.is_tensor(index)
    return isinstance(index, cst.Comparison) and body.is_tensor(index)


def constant_of(index: cst.CSTNode, body: Body) -> int | None:
    """Return the number that an index is, written out or by a name that means nothing else."""
    value = index.value if isinstance(index, cst.Index) else None
    if not isinstance(value, cst.Name) or value.value in body.locals:
        return None if value is None else number_of(value)
    known = body.context.facts.value(value)
    return known.constant if isinstance(known, Literal) and isinstance(known.constant, int) else None


def spreads(node: cst.Assign | cst.AugAssign, target: cst.Subscript) -> bool:
    """Tell whether what a mask is given has a value for each entry: it is one number, or computed from such entries."""
    mask = code_of(target.slice[0].slice)
    if isinstance(node, cst.AugAssign):
        return not any(isinstance(n, cst.Subscript) for n in descendants(node.value))
    parts: list[cst.CSTNode] = [node.value]
    while parts:
        part = parts.pop()
        if isinstance(part, cst.Subscript) and code_of(part).endswith(f"[{mask}]"):
            continue
        if isinstance(part, (cst.Call, cst.Subscript)) and f"[{mask}]" in code_of(part):
            return False
        if isinstance(part, (cst.BinaryOperation, cst.UnaryOperation)):
            parts.extend(child for child in children(part) if isinstance(child, cst.BaseExpression))
    return True


def is_name(target: cst.Subscript) -> bool:
    index = target.slice[-1].slice
    return not (
        isinstance(index, cst.Slice) or number_of(index.value if isinstance(index, cst.Index) else index) is not None
    )


def number_of(node: cst.CSTNode) -> int | None:
    """Return the value of a whole number that is written out."""
    if isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Minus):
        inner = number_of(node.expression)
        return None if inner is None else -inner
    return int(node.value, 0) if isinstance(node, cst.Integer) else None


def bounds_of(part: cst.CSTNode, number: int | None, last: bool) -> tuple[str, str]:
    """Return the texts of where the part begins and where it ends; an end that is empty is that of the tensor."""
    if isinstance(part, cst.Slice):
        return (code_of(part.lower) if part.lower else "", code_of(part.upper) if part.upper else "")
    if number is not None:
        return (str(number) if number else "", "" if number == -1 else str(number + 1))
    assert isinstance(part, cst.Index)
    begin = code_of(parenthesised(part.value))
    return begin, "" if last else f"{begin} + 1"
