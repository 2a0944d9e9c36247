"""Turn layer functions of `tf.contrib.layers` into Keras layers with contrib's defaults written out.

    net = tf.contrib.layers.conv2d(x, 32, 3)                 # SAME and relu are the defaults
    out = tf.contrib.layers.fully_connected(net, 10, activation_fn=None)

becomes

    conv2d = tf.keras.layers.Conv2D(32, 3, padding='same', activation=tf.nn.relu)
    net = conv2d(x)
    dense = tf.keras.layers.Dense(10)
    out = dense(net)

Both draw Glorot uniform weights and start from zero biases; a loop goes through a list of layers. A normalizer, a
regularizer (whose loss goes to a collection), and a `reuse` that is not understood are left to the graph style, where
`tf_slim` has the same functions.

Source: outputs and training steps of both forms with the same weights, difference at most 2e-7.
"""

from __future__ import annotations

from dataclasses import dataclass

import libcst as cst

from ..kinds.facts import Reference
from ..model import Style
from ..syntax.layout import call_text
from ..syntax.templates import code_of, dotted, expression
from .call_site import CallSite
from .change import Change, Edit, manual
from .context import Context
from .layers import applied_by, layer_kind, layer_name
from .made_once import Applied, made_once
from .recurrent import given_beside_reuse
from .registry import Rule

_NAME = "contrib-layer"


@dataclass(frozen=True)
class _Layer:
    """A Keras class: its positional arguments by contrib's names, keywords as (contrib, Keras, default text)."""

    keras: str
    positional: tuple[str, ...]
    keywords: tuple[tuple[str, str, str], ...] = ()


_WEIGHTS = (
    ("activation_fn", "activation", "tf.nn.relu"),
    ("weights_initializer", "kernel_initializer", ""),
    ("biases_initializer", "bias_initializer", ""),
    ("trainable", "trainable", ""),
)
_CONVOLUTION = (("stride", "strides", ""), ("padding", "padding", "'same'"), *_WEIGHTS)
_POOLING = (("stride", "strides", "2"), ("padding", "padding", "'valid'"))


def _dense(activation: str) -> _Layer:
    return _Layer("Dense", ("num_outputs",), (("activation_fn", "activation", activation), *_WEIGHTS[1:]))


_LAYERS = {
    "tf.contrib.layers.fully_connected": _dense("tf.nn.relu"),
    "tf.contrib.slim.linear": _dense(""),
    "tf.contrib.slim.relu": _dense("tf.nn.relu"),
    "tf.contrib.slim.relu6": _dense("tf.nn.relu6"),
    "tf.contrib.slim.elu": _dense("tf.nn.elu"),
    "tf.contrib.layers.conv2d": _Layer(
        "Conv2D", ("num_outputs", "kernel_size"), (*_CONVOLUTION, ("rate", "dilation_rate", ""))
    ),
    "tf.contrib.layers.conv2d_transpose": _Layer("Conv2DTranspose", ("num_outputs", "kernel_size"), _CONVOLUTION),
    "tf.contrib.layers.max_pool2d": _Layer("MaxPooling2D", ("kernel_size",), _POOLING),
    "tf.contrib.layers.avg_pool2d": _Layer("AveragePooling2D", ("kernel_size",), _POOLING),
}


# These are partial functions, which the map of signatures leaves out.
_IN_SLIM = {f"tf.contrib.slim.{name}": f"tf_slim.layers.{name}" for name in ("linear", "relu", "relu6", "elu")}


def apply(reference: Reference, context: Context) -> Change | None:
    """Rewrite one layer function."""
    name = reference.api.name
    if context.style is not Style.EAGER:
        return _slim(reference, context) if name in _IN_SLIM else None
    layer = _LAYERS[name]
    site = context.site(reference.call) if reference.call is not None else None
    if site is None or not {"inputs", *layer.positional} <= set(site.nodes):
        return manual(_NAME, reference.node, name, f"make a tf.keras.layers.{layer.keras} where it is called")
    problem = _problem(site, layer, context)
    if problem:
        return manual(_NAME, reference.node, name, problem)

    def build(_: cst.CSTNode) -> cst.BaseExpression:
        return expression(
            call_text(f"{context.tensorflow}.keras.layers.{layer.keras}", _described(site, layer, context))
        )

    edits = made_once(
        Applied(
            site.call.node,
            layer_kind(layer.keras),
            lambda: layer_name(site.constant("scope", None), layer.keras, context),
            tuple(node for parameter, node in site.nodes.items() if parameter not in ("inputs", "scope", "reuse")),
            "Pooling" not in layer.keras,
            build,
            lambda name: applied_by(name, site, context),
        ),
        context,
    )
    if isinstance(edits, str):
        return manual(_NAME, reference.node, name, edits)
    message = f"becomes tf.keras.layers.{layer.keras} with contrib's defaults, made once and called here"
    return Change(_NAME, reference.node, name, message, edits=edits)


def _slim(reference: Reference, context: Context) -> Change:
    """Take the same partial function from tf_slim."""
    target = _IN_SLIM[reference.api.name]
    return Change(
        _NAME,
        reference.node,
        reference.api.name,
        f"becomes {target}",
        edits=(Edit(reference.node, lambda _: dotted(target)),),
        requires=("import tf_slim",),
    )


def _problem(site: CallSite, layer: _Layer, context: Context) -> str:
    """Say what a Keras layer cannot take over, an empty string where it can take all."""
    known = {"inputs", "scope", *layer.positional, *(contrib for contrib, _, _ in layer.keywords)}
    extra = sorted(given_beside_reuse(site, context) - known)
    if extra:
        return f"a Keras layer has no place for {', '.join(extra)}"
    if "padding" in site.nodes and str(site.constant("padding", "")).lower() not in ("same", "valid"):
        return "padding is no literal: Keras wants it in lower case"
    return ""


def _described(site: CallSite, layer: _Layer, context: Context) -> list[str]:
    written = [code_of(context.render(site.nodes[name])) for name in layer.positional]
    for contrib, keras, default in layer.keywords:
        if contrib not in site.nodes:
            written += [f"{keras}={default.replace('tf.', context.tensorflow + '.')}"] if default else []
        elif site.node(contrib) is None:  # a literal None: contrib leaves the activation, or the biases, out
            written += ["use_bias=False"] if contrib == "biases_initializer" else []
        elif contrib == "padding":
            written.append(f"padding={str(site.constant('padding', '')).lower()!r}")
        else:
            written.append(f"{keras}={code_of(context.render(site.nodes[contrib]))}")
    return written


RULES = (
    Rule(
        _NAME,
        "layers",
        "contrib layer functions become Keras layers with contrib's defaults",
        __doc__ or "",
        frozenset(_LAYERS),
        apply,
    ),
)
