"""Write assignments to the input of a Lambda layer as expressions: a tensor is no variable.

    tf.assign(x, tf.abs(x))                ->  x = tf.abs(x)
    return K.update_add(x, bias)           ->  return x + bias
    return tf.scatter_update(x, [0], row)  ->  return tf.tensor_scatter_nd_update(x, tf.expand_dims([0], -1), row)

The original fails on both runtimes (`'Tensor' object has no attribute 'assign'`, `'_lazy_read'`). What the call would give is
what is written. An update of a real variable is none of this rule's business.

Source: each form was run on TF 2.15.1, its gradients compared.
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from ..kinds.keras import keras_name
from ..kinds.values import Api
from ..syntax.templates import code_of, expression
from .change import Change, Edit
from .context import Context
from .lambda_bodies import WORDS, Body, lambda_bodies
from .lambda_operators import operated
from .registry import Rule

_NAME = "lambda-update"
_OPERATORS: dict[str, cst.BaseBinaryOp | None] = {
    "assign": None,
    "assign_add": cst.Add(),
    "assign_sub": cst.Subtract(),
    "update": None,
    "update_add": cst.Add(),
    "update_sub": cst.Subtract(),
}
_SCATTERS = {
    "scatter_update": "tensor_scatter_nd_update",
    "scatter_add": "tensor_scatter_nd_add",
    "scatter_sub": "tensor_scatter_nd_sub",
    "scatter_nd_update": "tensor_scatter_nd_update",
    "scatter_nd_add": "tensor_scatter_nd_add",
    "scatter_nd_sub": "tensor_scatter_nd_sub",
}


def survey(context: Context) -> Iterator[Change]:
    """Rewrite each update of a tensor."""
    for body in lambda_bodies(context):
        for node in body.own:
            if isinstance(node, cst.Call) and (found := _update(node, body)) is not None:
                yield _change(node, *found, body)


def _update(node: cst.Call, body: Body) -> tuple[str, bool] | None:
    """Return the name of the update, and whether the tensor is its first argument."""
    value = body.context.facts.value(node.func)
    name = keras_name(value).partition("backend.")[2] or (value.name[len("tf.") :] if isinstance(value, Api) else "")
    if name in _OPERATORS or name in _SCATTERS:
        return (name, True) if node.args and _is_tensor_name(node.args[0].value, body) else None
    if isinstance(node.func, cst.Attribute) and node.func.attr.value in ("assign", "assign_add", "assign_sub"):
        return (node.func.attr.value, False) if _is_tensor_name(node.func.value, body) else None
    return None


def _is_tensor_name(node: cst.BaseExpression, body: Body) -> bool:
    return isinstance(node, cst.Name) and body.is_tensor(node)


def _change(node: cst.Call, name: str, first: bool, body: Body) -> Change:
    tf = body.context.tensorflow
    parent = body.context.tree.parents.get(id(node))
    target = node.args[0].value if first else node.func
    assert isinstance(target, (cst.Name, cst.Attribute))
    x = target.value if isinstance(target, cst.Name) else code_of(target.value)
    assert isinstance(x, str)

    def given(new: cst.CSTNode) -> cst.BaseExpression:
        assert isinstance(new, cst.Call)
        rest = [argument.value for argument in new.args[1 if first else 0 :] if argument.keyword is None or not first]
        rest += [argument.value for argument in new.args if first and argument.keyword is not None]
        if name in _SCATTERS:
            indices = code_of(rest[0]) if "nd" in name else f"{tf}.expand_dims({code_of(rest[0])}, -1)"
            return expression(f"{tf}.{_SCATTERS[name]}({x}, {indices}, {code_of(rest[1])})")
        operator = _OPERATORS[name]
        return operated(cst.Name(x), operator, rest[0]) if operator is not None else rest[0]

    def assigned(new: cst.CSTNode) -> cst.CSTNode:
        assert isinstance(new, cst.Expr)
        return cst.Assign([cst.AssignTarget(cst.Name(x))], given(new.value))

    edit = Edit(parent, assigned) if isinstance(parent, cst.Expr) else Edit(node, given)
    message = "a tensor is no variable (it failed on TF1 too): the new value takes its place"
    return Change(_NAME, node.func, "tf.keras.layers.Lambda", message, edits=(edit,))


RULES = (
    Rule(
        _NAME,
        "lambdas",
        "assignments to a Lambda layer's input become expressions",
        __doc__ or "",
        survey=survey,
        words=WORDS,
    ),
)
