"""Return a tensor from a Lambda layer whose function returns nothing.

    def clear(x):
        x = tf.concat(...)       ->  the same, with `return x` at its end

    Lambda(lambda x: x.set_shape([None, 4]))  ->  Lambda(lambda x: tf.ensure_shape(x, [None, 4]))

TF1 refuses such a layer when it is made (`A layer's call method should return a Tensor`). TF2 makes it, and fails where its
output is used, in another layer or in `fit` (`'NoneType' object has no attribute 'dtype'`): the message is far from the cause.

Applied under review: what was meant is what the last statement gave a value. A function that says `return None` gets a finding.

Source: run on both runtimes.
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from ..model import Applicability
from ..syntax.templates import code_of, expression, line
from .change import Change, Edit, manual
from .context import Context
from .lambda_bodies import WORDS, Body, lambda_bodies
from .registry import Rule
from .strategy_blocks import block_of

_NAME = "lambda-return"
_SYMBOL = "tf.keras.layers.Lambda"
_WHY = "its function returns nothing, which TF2 notices only where the output is used"


def survey(context: Context) -> Iterator[Change]:
    """Give each function without a value one to return."""
    for body in lambda_bodies(context):
        function = body.function
        if not body.layers:
            continue  # what a layer's function calls need not give anything
        if isinstance(function, cst.Lambda):
            if (change := _lambda(function, body)) is not None:
                yield change
        elif not any(_gives_value(node) for node in body.own):
            yield _function(function, body)


def _gives_value(node: cst.CSTNode) -> bool:
    returned = isinstance(node, cst.Return) and node.value is not None and code_of(node.value) != "None"
    return returned or isinstance(node, cst.Yield)


def _lambda(function: cst.Lambda, body: Body) -> Change | None:
    call = function.body
    if code_of(call) == "None":
        return manual(_NAME, function, _SYMBOL, f"{_WHY}: say what it gives")
    method = call.func if isinstance(call, cst.Call) else None
    if not isinstance(method, cst.Attribute) or method.attr.value != "set_shape" or not body.is_tensor(method.value):
        return None

    def ensured(node: cst.CSTNode) -> cst.CSTNode:
        assert isinstance(node, cst.Call)
        assert isinstance(node.func, cst.Attribute)
        shape = code_of(node.args[0].value)
        return expression(f"{body.context.tensorflow}.ensure_shape({code_of(node.func.value)}, {shape})")

    message = f"{_WHY}: tf.ensure_shape gives the tensor with its shape"
    return Change(_NAME, function, _SYMBOL, message, Applicability.REVIEW, edits=(Edit(call, ensured),))


def _function(function: cst.FunctionDef, body: Body) -> Change:
    name = _last_name(function, body)
    explicit = any(isinstance(node, cst.Return) for node in body.own)
    if name is None or explicit or not isinstance(function.body, cst.IndentedBlock):
        return manual(_NAME, function, _SYMBOL, f"{_WHY}: say what it gives")
    block = function.body

    def returning(node: cst.CSTNode) -> cst.CSTNode:
        assert isinstance(node, cst.IndentedBlock)
        return node.with_changes(body=[*node.body, line(f"return {name}")])

    message = f"{_WHY}: it gives {name} now, if that is what was meant"
    return Change(_NAME, function, _SYMBOL, message, Applicability.REVIEW, edits=(Edit(block, returning),))


def _last_name(function: cst.FunctionDef, body: Body) -> str | None:
    """Return the tensor that the last statement gives a value, or changes in place."""
    last = block_of(function.body)[-1:]
    small = last[0].body[-1] if last and isinstance(last[0], cst.SimpleStatementLine) else None
    target: cst.BaseExpression | None = None
    if isinstance(small, cst.Assign) and len(small.targets) == 1:
        target = small.targets[0].target
    elif isinstance(small, cst.AugAssign):
        target = small.target
    while isinstance(target, cst.Subscript):
        target = target.value
    return target.value if isinstance(target, cst.Name) and body.is_tensor(target) else None


RULES = (
    Rule(
        _NAME,
        "lambdas",
        "Lambda layers whose function returns nothing return a tensor",
        __doc__ or "",
        survey=survey,
        words=WORDS,
    ),
)
