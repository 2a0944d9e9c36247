"""Make a layer once that is made and applied at once.

    h = tf.keras.layers.Dense(8)(x)

becomes

    dense = tf.keras.layers.Dense(8)
    h = dense(x)              # in the functions

A graph is built once, and so are its layers. A function is traced several times, and a layer that were made in it would
have new weights each time, which TF2 refuses. The same goes for a layer or model that is a class of the program. What has
no weights (Flatten, Dropout, a Lambda) stays where it is.

The program keeps its Session where a layer is made from tensors, in a function that is not called once, or in a branch of a
loop, and for a BatchNormalization: whether its statistics move is for the updates that the session runs.

Source: outputs and training steps of both forms with the same weights, difference 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import libcst as cst

from ..kinds.keras import layer_name_of, may_have_weights
from ..kinds.values import Call, Instance
from ..model import Style
from ..syntax.templates import code_of
from .change import Change, NodeRewrite, manual
from .context import Context
from .layers import layer_kind, layer_name
from .made_once import Applied, made_once
from .registry import Rule

_NAME = "applied-layer"


def survey(context: Context) -> Iterator[Change]:
    """Yield a change for each layer of a session program that is made and applied at once."""
    if context.style is not Style.EAGER or not context.bodies:
        return
    for call in context.facts.calls:
        made = call.node.func
        if isinstance(made, cst.Call) and may_have_weights(made, context.facts):
            yield _change(call, made, context)


def _change(call: Call, made: cst.Call, context: Context) -> Change:
    value = context.facts.value(made)
    own = value.of.node.name.value if isinstance(value, Instance) else layer_name_of(value)
    symbol = code_of(made.func)
    if own == "BatchNormalization":
        return manual(_NAME, made, symbol, "whether its statistics move is for the updates that the session runs")
    given = tuple(argument.value for argument in made.args)
    layer = Applied(call.node, layer_kind(own), _namer(own, made, context), given, True, _made, _applied)
    edits = made_once(layer, context)
    if isinstance(edits, str):
        return manual(_NAME, made, symbol, edits)
    return Change(_NAME, made, symbol, "made once, before it is called", edits=edits)


def _namer(own: str, made: cst.Call, context: Context) -> Callable[[], str]:
    named = next((one.value for one in made.args if one.keyword is not None and one.keyword.value == "name"), None)
    given = named.evaluated_value if isinstance(named, cst.SimpleString) else None
    return lambda: layer_name(given, own, context)


def _made(node: cst.CSTNode) -> cst.BaseExpression:
    assert isinstance(node, cst.Call)
    return node.func


def _applied(name: str) -> NodeRewrite:
    return lambda node: node.with_changes(func=cst.Name(name))


RULES = (Rule(_NAME, "layers", "layers that are made and applied at once are made once", __doc__ or "", survey=survey),)
