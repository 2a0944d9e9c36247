"""Mend expressions of a Lambda layer that mean something else in TF2, or ask a symbolic tensor for its value.

    x.shape[1].value              ->  x.shape[1]                     a dimension is a number in TF2
    x *= 0.5    (x is int32)      ->  x = tf.cast(x, tf.float32) * 0.5
    x == 2.0                          finding: TF1 compared identities, which gave False; TF2 compares each element
    x.numpy(), K.eval(x)              finding: a symbolic tensor has no value
    tf.py_func(f, [x], ...)           finding: no gradient flows through it, in TF1 neither; tf.py_function has one

Source: each row was run on both runtimes, with the gradients of a Dense layer in front.
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from ..kinds.keras import called_name, keras_name
from ..kinds.values import Api, Call, Literal
from ..model import Applicability, Style
from ..symbols.api_map import lookup
from ..syntax.templates import code_of, expression
from ..syntax.walk import descendants
from .change import Change, Edit, manual
from .context import Context
from .lambda_bodies import WORDS, Body, lambda_bodies
from .lambda_operators import BINARY, operated
from .registry import Rule

_NAME = "lambda-value"
_SYMBOL = "tf.keras.layers.Lambda"
_EVALUATED = frozenset({"backend.eval", "backend.get_value"})
_PYTHON = frozenset({"tf.py_func", "tf.numpy_function"})


def survey(context: Context) -> Iterator[Change]:
    """Look at each expression of the Lambda layers' functions."""
    bodies = lambda_bodies(context)
    for_tf2 = bool(bodies) and any(lookup(r.api.name) is None for r in context.facts.references)
    for body in bodies:
        whole = _still_whole(body) if _gets_integers(body) else set()
        for node in body.own:
            if isinstance(node, cst.Attribute) and node.attr.value == "value" and _is_dimension(node.value, body):
                if context.style is Style.EAGER:
                    edit = Edit(node, lambda new: new.value if isinstance(new, cst.Attribute) else new)
                    yield Change(_NAME, node, "tf.Dimension.value", "a dimension is a number in TF2", edits=(edit,))
            elif isinstance(node, cst.Comparison) and not for_tf2 and _compares_identities(node, body):
                message = "TF1 compared identities here, which gave False; TF2 compares each element, as tf.equal does"
                yield manual(_NAME, node, _SYMBOL, message)
            elif isinstance(node, cst.Call):
                yield from _call(node, body)
            elif id(node) in whole and isinstance(node, (cst.BinaryOperation, cst.AugAssign)):
                yield from _scaled(node, body)


def _is_dimension(node: cst.BaseExpression, body: Body) -> bool:
    of = node.value if isinstance(node, cst.Subscript) else None
    if isinstance(of, cst.Call):
        of = of.func
    return isinstance(of, cst.Attribute) and of.attr.value in ("shape", "get_shape") and body.is_tensor(of.value)


def _compares_identities(node: cst.Comparison, body: Body) -> bool:
    equal = any(isinstance(part.operator, (cst.Equal, cst.NotEqual)) for part in node.comparisons)
    return equal and body.is_tensor(node) and "learning_phase" not in code_of(node)


def _call(node: cst.Call, body: Body) -> Iterator[Change]:
    value = body.context.facts.value(node.func)
    asked = isinstance(node.func, cst.Attribute) and node.func.attr.value == "numpy" and body.is_tensor(node.func.value)
    if asked or (keras_name(value) in _EVALUATED and any(body.is_tensor(a.value) for a in node.args)):
        message = "a symbolic tensor has no value while the model is built: compute with the tensor itself"
        yield manual(_NAME, node, _SYMBOL, message)
    elif isinstance(value, Api) and value.name in _PYTHON:
        message = "no gradient flows through it, on TF1 neither; tf.py_function has gradients where f computes with TensorFlow"
        yield manual(_NAME, node, value.name, message)


def _gets_integers(body: Body) -> bool:
    """Tell whether the layer is applied to an input of whole numbers."""
    for call in body.context.facts.calls:
        if any(call.function is layer for layer in body.layers) and call.arguments.positional:
            made = call.arguments.positional[0]
            given = (
                made.arguments.keyword("dtype")
                if isinstance(made, Call) and called_name(made).endswith("Input")
                else None
            )
            kind = str(given.constant) if isinstance(given, Literal) else given.name if isinstance(given, Api) else ""
            return kind.removeprefix("tf.").startswith(("int", "uint"))
    return False


def _still_whole(body: Body) -> set[int]:
    """Return the nodes in which the input's name still holds whole numbers: up to where it is bound anew."""
    found: set[int] = set()
    for part in body.parts:
        for node in descendants(part):
            found.add(id(node))
        bound = [n.target for n in descendants(part) if isinstance(n, (cst.AssignTarget, cst.AugAssign))]
        if any(isinstance(target, cst.Name) and target.value in body.tensors for target in bound):
            break
    return found


def _scaled(node: cst.BinaryOperation | cst.AugAssign, body: Body) -> Iterator[Change]:
    """Cast whole numbers that are combined with a number that is not whole."""
    left, right = (node.left, node.right) if isinstance(node, cst.BinaryOperation) else (node.target, node.value)
    if not (isinstance(left, cst.Name) and left.value in body.tensors and isinstance(right, cst.Float)):
        return
    tf = body.context.tensorflow
    cast = expression(f"{tf}.cast({left.value}, {tf}.float32)")

    def scaled(new: cst.CSTNode) -> cst.CSTNode:
        if isinstance(new, cst.BinaryOperation):
            return new.with_changes(left=cast)
        assert isinstance(new, cst.AugAssign)
        value = operated(cast, BINARY[type(new.operator)](), new.value)
        return cst.Assign([cst.AssignTarget(new.target)], value)

    message = "whole numbers times a number that is not: neither runtime casts (it failed on TF1 too)"
    yield Change(_NAME, node, _SYMBOL, message, Applicability.REVIEW, edits=(Edit(node, scaled),))


RULES = (
    Rule(
        _NAME,
        "lambdas",
        "expressions of Lambda layers that mean something else in TF2, or ask for values",
        __doc__ or "",
        survey=survey,
        words=WORDS,
    ),
)
