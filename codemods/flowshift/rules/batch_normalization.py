"""Turn `tf.layers.batch_normalization` into a Keras layer whose moving statistics change when TF1's did.

    net = tf.layers.batch_normalization(net, training=is_training)

becomes

    batch_normalization = tf.keras.layers.BatchNormalization()
    net = batch_normalization(net, training=is_training)

In TF1 the moving statistics change only when the operations of the collection `UPDATE_OPS` are run, which programs do beside
the training step. Keras changes them whenever the layer is called with `training=True`. A program that never runs the
collection keeps the statistics it started from: the layer gets `momentum=1.0`, with a finding, for that is most likely a
mistake of the original.

Source: outputs and moving statistics of both forms over ten steps, difference at most 2e-7.
"""

from __future__ import annotations

import libcst as cst

from ..kinds.facts import Facts, Reference
from ..kinds.kind import Kind, kind_of
from ..kinds.values import Call, Literal, Member, Value
from ..model import Applicability, Style
from ..syntax.layout import call_text
from ..syntax.templates import code_of, expression
from .change import Change, manual
from .context import Context
from .layers import applied_by, layer_name
from .made_once import Applied, made_once
from .recurrent import given_beside_reuse
from .registry import Rule

_NAME = "batch-normalization"
FUNCTION = "tf.layers.batch_normalization"
_ONLY_TF1 = frozenset({"reuse", "renorm", "renorm_clipping", "renorm_momentum", "virtual_batch_size", "adjustment"})
_DROPPED = frozenset({"inputs", "training", "fused", "reuse"})
_STILL = (
    "TF1 never ran UPDATE_OPS, so its moving statistics stayed: momentum=1.0 keeps that; the default lets them learn"
)


def is_update_collection(value: Value) -> bool:
    """Tell whether a value is the collection of the moving statistics' updates."""
    if not isinstance(value, Call) or value.api != "tf.get_collection":
        return False
    key = value.arguments.keyword("key") or (value.arguments.positional or (None,))[0]
    if isinstance(key, Literal):
        return key.constant == "update_ops"
    return isinstance(key, Member) and key.name == "UPDATE_OPS"


def runs_update_ops(facts: Facts) -> bool:
    """Tell whether a program asks for the collection of moving statistics' updates."""
    return any(is_update_collection(call) for call in facts.calls)


def apply(reference: Reference, context: Context) -> Change | None:
    """Rewrite one batch normalisation."""
    if context.style is not Style.EAGER:
        return None
    site = context.site(reference.call) if reference.call is not None else None
    if site is None or "inputs" not in site.nodes:
        return manual(_NAME, reference.node, FUNCTION, "its arguments cannot be read from the call")
    extra = sorted(given_beside_reuse(site, context) & _ONLY_TF1)
    if extra:
        return manual(_NAME, reference.node, FUNCTION, f"a Keras layer has no place for {', '.join(extra)}")
    described = [parameter for parameter in site.nodes if parameter not in _DROPPED]
    if any(kind_of(site.values[parameter]) not in (Kind.PYTHON, Kind.CONSTANT) for parameter in described):
        return manual(_NAME, reference.node, FUNCTION, "a tensor of the graph describes the layer")
    trained = site.constant("training", False) is not False
    still = trained and not runs_update_ops(context.facts)

    def build(_: cst.CSTNode) -> cst.BaseExpression:
        texts: list[str] = []
        for argument in site.call.node.args:
            parameter = next(name for name, node in site.nodes.items() if node is argument.value)
            if parameter not in _DROPPED and not (still and parameter == "momentum"):
                text = code_of(context.render(argument.value))
                texts.append(text if argument.keyword is None and not still else f"{parameter}={text}")
        texts += ["momentum=1.0"] if still else []
        return expression(call_text(f"{context.tensorflow}.keras.layers.BatchNormalization", texts))

    edits = made_once(
        Applied(
            site.call.node,
            "batch_normalization",
            lambda: layer_name(site.constant("name", None), "BatchNormalization", context),
            tuple(site.nodes[parameter] for parameter in described),
            True,
            build,
            lambda name: applied_by(name, site, context),
        ),
        context,
    )
    if isinstance(edits, str):
        return manual(_NAME, reference.node, FUNCTION, edits)
    message = _STILL if still else "becomes tf.keras.layers.BatchNormalization, made once and called here"
    kind = Applicability.REVIEW if still else Applicability.SAFE
    return Change(_NAME, reference.node, FUNCTION, message, kind, edits)


RULES = (
    Rule(
        _NAME,
        "layers",
        "tf.layers.batch_normalization becomes a Keras layer whose statistics change when TF1's did",
        __doc__ or "",
        frozenset({FUNCTION}),
        apply,
    ),
)
