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

from ..model import Applicability
from ..syntax.layout import WIDTH, call_text
from ..syntax.templates import code_of, expression
from .change import Change, Edit, NodeRewrite, manual
from .context import Context
from .lambda_bodies import WORDS, Body, lambda_bodies
from .lambda_index import axis_of, bounds_of, constant_of, is_index, is_mask, is_name, number_of, spreads
from .lambda_operators import BINARY, operated
from .registry import Rule

_NAME = "lambda-in-place"
_SYMBOL = "tf.keras.layers.Lambda"
_BY_HAND = "a tensor cannot be changed in place: put it together with tf.concat or tf.where"


def survey(context: Context) -> Iterator[Change]:
    """Rewrite each assignment to an item of a tensor."""
    for body in lambda_bodies(context):
        for node in body.own:
            items = [target for target in _targets(node) if _is_item(target, body)]
            whole = len(items) == 1 and items[0] is _target(node) and (body.layers or body.gives_value)
            if items and whole and isinstance(items[0], cst.Subscript):
                yield _change(node, items[0], body)
            elif items:
                yield manual(_NAME, node, _SYMBOL, _BY_HAND)


def _targets(node: cst.CSTNode) -> Iterator[cst.BaseExpression]:
    """Yield all that a statement assigns to, the parts of a tuple too."""
    given = [target.target for target in node.targets] if isinstance(node, cst.Assign) else []
    if isinstance(node, cst.AugAssign):
        given.append(node.target)
    for target in given:
        parts = target.elements if isinstance(target, (cst.Tuple, cst.List)) else ()
        yield from [target, *(part.value for part in parts)]


def _is_item(target: cst.BaseExpression, body: Body) -> bool:
    return isinstance(target, cst.Subscript) and body.is_tensor(target.value)


def _target(node: cst.CSTNode) -> cst.BaseExpression | None:
    """Return what a statement assigns to, where that is an item of a name and nothing else."""
    target: cst.BaseExpression | None = None
    if isinstance(node, cst.Assign) and len(node.targets) == 1:
        target = node.targets[0].target
    elif isinstance(node, cst.AugAssign):
        target = node.target
    return target if isinstance(target, cst.Subscript) and isinstance(target.value, cst.Name) else None


def _change(node: cst.CSTNode, target: cst.Subscript, body: Body) -> Change:
    assert isinstance(node, (cst.Assign, cst.AugAssign))
    index = target.slice[-1].slice
    masked = len(target.slice) == 1 and isinstance(index, cst.Index) and is_mask(index.value, body)
    if masked and spreads(node, target):
        rewrite, sure = _masked(body), False
    elif not masked and (axis := axis_of(target)) is not None and is_index(target, body):
        rewrite, sure = _parted(axis, body), not is_name(target) or constant_of(index, body) is not None
    else:
        return manual(_NAME, node, _SYMBOL, _BY_HAND)
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


def _masked(body: Body) -> NodeRewrite:
    def rewrite(node: cst.CSTNode) -> cst.CSTNode:
        target, value, x = _parts(node)
        index = target.slice[0].slice
        assert isinstance(index, cst.Index)
        mask = code_of(index.value)
        tf = body.context.tensorflow
        if isinstance(node, cst.AugAssign):
            new = code_of(_operated(node, cst.Name(x), value))
        elif f"[{mask}]" in code_of(value):
            new = code_of(value).replace(f"[{mask}]", "")  # `x[mask] = -y[mask]`
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
        number = number_of(index) if index is not None else None
        if index is not None and axis == 0 and number is not None and number >= 0:
            row = _new_part(node, value, f"{x}[{number}]", body)
            return _assigned(x, f"{tf}.tensor_scatter_nd_update({x}, [[{number}]], [{row}])")
        begin, end = bounds_of(part, number, last=constant_of(part, body) == -1)
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
