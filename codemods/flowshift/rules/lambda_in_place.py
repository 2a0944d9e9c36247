"""Write what a Lambda layer assigns to a part of a tensor as a new tensor.

    x[:, 0] = 0.0          ->  x = tf.concat([tf.zeros_like(x[:, :1]), x[:, 1:]], axis=1)
    x[..., 2] += bias      ->  x = tf.concat([x[..., :2], (x[..., 2] + bias)[..., tf.newaxis], x[..., 3:]], axis=-1)
    x[x < 0] = 0.0         ->  x = tf.where(x < 0, tf.cast(0.0, x.dtype), x)
    x[0] = row             ->  x = tf.tensor_scatter_nd_update(x, [[0]], [tf.broadcast_to(row, tf.shape(x[0]))])

A tensor cannot be changed in place, in TF1 as little as in TF2: the original fails (`object does not support item
assignment`). What NumPy would do with the statement is what is written; gradients flow through the entries that are kept.

Applied under review where an index is a name, which must not be negative, and for masks, which must have the shape of the
tensor.

Source: each form was run on TF 2.15.1 and its gradients compared with NumPy's assignment.
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from ..kinds.values import Literal
from ..model import Applicability
from ..syntax.layout import WIDTH, call_text
from ..syntax.templates import code_of, expression, parenthesised
from .change import Change, Edit, NodeRewrite, manual
from .context import Context
from .lambda_bodies import WORDS, Body, lambda_bodies
from .lambda_operators import BINARY, operated
from .registry import Rule

_NAME = "lambda-in-place"
_SYMBOL = "tf.keras.layers.Lambda"


def survey(context: Context) -> Iterator[Change]:
    """Rewrite each assignment to an item of a tensor."""
    for body in lambda_bodies(context):
        for node in body.own:
            target = _target(node)
            if (
                isinstance(target, cst.Subscript)
                and isinstance(target.value, cst.Name)
                and body.is_tensor(target.value)
            ):
                yield _change(node, target, body)


def _target(node: cst.CSTNode) -> cst.BaseExpression | None:
    if isinstance(node, cst.Assign) and len(node.targets) == 1:
        return node.targets[0].target
    return node.target if isinstance(node, cst.AugAssign) else None


def _change(node: cst.CSTNode, target: cst.Subscript, body: Body) -> Change:
    assert isinstance(node, (cst.Assign, cst.AugAssign))
    index = target.slice[-1].slice
    masked = len(target.slice) == 1 and isinstance(index, cst.Index) and _is_mask(index.value, body)
    if masked:
        rewrite, sure = _masked(body), False
    elif (axis := _axis(target)) is not None and _is_index(target, body):
        rewrite, sure = _parted(axis, body), not _is_name(target)
    else:
        return manual(
            _NAME, node, _SYMBOL, "a tensor cannot be changed in place: put it together with tf.concat or tf.where"
        )
    message = "a tensor cannot be changed in place (it failed on TF1 too): a new one is made"
    condition = (
        "; the mask must have the tensor's shape" if masked else "" if sure else "; the index must not be negative"
    )
    return Change(
        _NAME,
        node,
        _SYMBOL,
        message + condition,
        Applicability.SAFE if sure else Applicability.REVIEW,
        edits=(Edit(node, rewrite),),
    )


def _axis(target: cst.Subscript) -> int | None:
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


def _is_index(target: cst.Subscript, body: Body) -> bool:
    """Tell whether what is in the brackets is known to be a number, or a range."""
    index = target.slice[-1].slice
    if not isinstance(index, cst.Index) or _number(index.value) is not None:
        return True
    if body.is_tensor(index.value) or not isinstance(index.value, cst.Name):
        return False
    return index.value.value in body.locals or isinstance(body.context.facts.value(index.value), Literal)


def _is_mask(index: cst.BaseExpression, body: Body) -> bool:
    """Tell whether an index is a tensor of booleans."""
    if isinstance(index, cst.Name):
        made = body.definition(index.value)
        return made is not None and _is_mask(made, body)
    if isinstance(index, cst.UnaryOperation):
        return isinstance(index.operator, (cst.BitInvert, cst.Not)) and _is_mask(index.expression, body)
    if isinstance(index, cst.BinaryOperation):
        return isinstance(index.operator, (cst.BitAnd, cst.BitOr)) and _is_mask(index.left, body)
    if isinstance(index, cst.Call):
        name = code_of(index.func).rpartition(".")[2]
        return name.startswith(("logical_", "is_", "greater", "less", "equal", "not_equal")) and body.is_tensor(index)
    return isinstance(index, cst.Comparison) and body.is_tensor(index)


def _is_name(target: cst.Subscript) -> bool:
    index = target.slice[-1].slice
    return not (
        isinstance(index, cst.Slice) or _number(index.value if isinstance(index, cst.Index) else index) is not None
    )


def _number(node: cst.CSTNode) -> int | None:
    """Return the value of a whole number that is written out."""
    if isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Minus):
        inner = _number(node.expression)
        return None if inner is None else -inner
    return int(node.value, 0) if isinstance(node, cst.Integer) else None


def _masked(body: Body) -> NodeRewrite:
    def rewrite(node: cst.CSTNode) -> cst.CSTNode:
        target, value, x = _parts(node)
        index = target.slice[0].slice
        assert isinstance(index, cst.Index)
        mask = code_of(index.value)
        tf = body.context.tensorflow
        if isinstance(node, cst.AugAssign):
            new = code_of(_operated(node, cst.Name(x), value))
        elif isinstance(value, cst.Subscript) and code_of(value).endswith(f"[{mask}]"):
            new = code_of(value.value)  # `x[mask] = y[mask]`
        else:
            new = f"{tf}.cast({code_of(value)}, {x}.dtype)"
        return _assigned(x, f"{tf}.where({mask}, {new}, {x})")

    return rewrite


def _parted(axis: int, body: Body) -> NodeRewrite:
    """Put the tensor together from what stands before the part, the new part, and what stands behind it."""
    tf = body.context.tensorflow

    def rewrite(node: cst.CSTNode) -> cst.CSTNode:
        target, value, x = _parts(node)
        lead = "".join(code_of(element.slice) + ", " for element in target.slice[:-1])
        part = target.slice[-1].slice
        index = part.value if isinstance(part, cst.Index) else None
        number = _number(index) if index is not None else None
        if index is not None and axis == 0 and number is not None and number >= 0:
            row = _new_part(node, value, f"{x}[{number}]", body)
            return _assigned(x, f"{tf}.tensor_scatter_nd_update({x}, [[{number}]], [{row}])")
        begin, end = _bounds(part, number)
        old = f"{x}[{lead}{begin}:{end}]"
        if index is None or _is_scalar(value):
            new = _new_part(node, value, old, body)
        else:
            new = f"{_loose(node, value, code_of(target), body)}[{lead}{tf}.newaxis]"
        pieces = [f"{x}[{lead}:{begin}]"] if begin not in ("", "0") else []
        pieces.append(new)
        pieces += [f"{x}[{lead}{end}:]"] if end else []
        together = call_text(f"{tf}.concat", [f"[{', '.join(pieces)}]", f"axis={axis}"], WIDTH - len(f"    {x} = "))
        return _assigned(x, together if len(pieces) > 1 else new)

    return rewrite


def _bounds(part: cst.CSTNode, number: int | None) -> tuple[str, str]:
    """Return the texts of where the part begins and where it ends; an end that is empty is that of the tensor."""
    if isinstance(part, cst.Slice):
        return (code_of(part.lower) if part.lower else "", code_of(part.upper) if part.upper else "")
    if number is not None:
        return (str(number) if number else "", "" if number == -1 else str(number + 1))
    assert isinstance(part, cst.Index)
    begin = code_of(parenthesised(part.value))
    return begin, f"{begin} + 1"


def _new_part(node: cst.CSTNode, value: cst.BaseExpression, old: str, body: Body) -> str:
    """Write a part of the old part's shape."""
    tf = body.context.tensorflow
    if isinstance(node, cst.Assign) and _is_scalar(value):
        if code_of(value) in ("0", "0.", "0.0"):
            return f"{tf}.zeros_like({old})"
        return f"{tf}.fill({tf}.shape({old}), {tf}.cast({code_of(value)}, {old.partition('[')[0]}.dtype))"
    return _spread(node, value, old, body)


def _spread(node: cst.CSTNode, value: cst.BaseExpression, old: str, body: Body) -> str:
    """Write a new part as NumPy would spread the value over the old one."""
    tf = body.context.tensorflow
    if isinstance(node, cst.AugAssign):
        return code_of(_operated(node, cst.parse_expression(old), value))
    text = code_of(value)
    if not body.is_tensor(value):
        text = f"{tf}.cast({text}, {old.partition('[')[0]}.dtype)"
    return f"{tf}.broadcast_to({text}, {tf}.shape({old}))"


def _loose(node: cst.CSTNode, value: cst.BaseExpression, old: str, body: Body) -> str:
    """Write a new part that lacks the axis that was indexed."""
    text = _spread(node, value, old, body)
    return f"({text})" if isinstance(node, cst.AugAssign) else text


def _is_scalar(value: cst.BaseExpression) -> bool:
    inner = value.expression if isinstance(value, cst.UnaryOperation) else value
    return isinstance(inner, (cst.Integer, cst.Float))


def _operated(node: cst.CSTNode, old: cst.BaseExpression, value: cst.BaseExpression) -> cst.BaseExpression:
    assert isinstance(node, cst.AugAssign)
    return operated(old, BINARY[type(node.operator)](), value)


def _parts(node: cst.CSTNode) -> tuple[cst.Subscript, cst.BaseExpression, str]:
    target = _target(node)
    assert isinstance(node, (cst.Assign, cst.AugAssign))
    assert isinstance(target, cst.Subscript)
    return target, node.value, code_of(target.value)


def _assigned(name: str, text: str) -> cst.Assign:
    return cst.Assign([cst.AssignTarget(cst.Name(name))], expression(text))


RULES = (
    Rule(
        _NAME,
        "lambdas",
        "what a Lambda layer assigns to a part of a tensor becomes a new tensor",
        __doc__ or "",
        survey=survey,
        words=WORDS,
    ),
)
