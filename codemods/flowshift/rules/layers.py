"""Turn `tf.layers` into Keras layers that are made once and called where they were applied.

    net = tf.layers.dense(x, 64, activation=tf.nn.relu)

becomes

    dense = tf.keras.layers.Dense(64, activation=tf.nn.relu)
    net = dense(x)

TF1's function makes the weights and applies them at once; called in a function of TF2 it would make new weights each time.
The Keras classes have the same defaults (weights Glorot uniform, bias zero). `training` goes to the call. A function that
is called for training and for use with `reuse` (or in a scope with `tf.AUTO_REUSE`) makes its layers once:

    def net(x, reuse):                                     def net():
        with tf.variable_scope("net", reuse=reuse):            output = tf.keras.layers.Dense(10, name="output")
            return tf.layers.dense(x, 10, name="output")
                                                               def apply(x):
    logits = net(x, False)                                         return output(x)
    test_logits = net(x_test, True)
                                                               return apply

                                                           shared_net = net()      # called in the functions

What a loop or a comprehension applies becomes a list of layers, through which it goes then. Where it is not certain which
variables a call takes, or how often a loop makes a layer, the program keeps its Session.

Source: outputs and training steps of both forms with the same weights, difference 0.
"""

from __future__ import annotations

import re

import libcst as cst

from ..kinds.facts import Reference
from ..kinds.kind import Kind, kind_of
from ..model import Applicability, Style
from ..syntax.layout import call_text
from ..syntax.templates import code_of, expression
from .call_site import CallSite
from .change import Change, Edit, NodeRewrite, manual
from .context import Context
from .made_once import Applied, made_once
from .recurrent import given_beside_reuse, shares_or_initialises
from .registry import Rule

_NAME = "layer"

_FUNCTIONS = {
    "dense": "Dense",
    "conv1d": "Conv1D",
    "conv2d": "Conv2D",
    "conv3d": "Conv3D",
    "conv2d_transpose": "Conv2DTranspose",
    "conv3d_transpose": "Conv3DTranspose",
    "separable_conv1d": "SeparableConv1D",
    "separable_conv2d": "SeparableConv2D",
    "max_pooling1d": "MaxPooling1D",
    "max_pooling2d": "MaxPooling2D",
    "max_pooling3d": "MaxPooling3D",
    "average_pooling1d": "AveragePooling1D",
    "average_pooling2d": "AveragePooling2D",
    "average_pooling3d": "AveragePooling3D",
    "dropout": "Dropout",
    "flatten": "Flatten",
}
_WITH_WEIGHTS = frozenset(name for name in _FUNCTIONS.values() if name.startswith(("Dense", "Conv", "Separable")))
_CLASSES = frozenset({*_FUNCTIONS.values(), "BatchNormalization"})
_PREFIX = "tf.layers."
_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_APPLIED = frozenset({"inputs", "training", "reuse"})  # what does not describe the layer


def apply(reference: Reference, context: Context) -> Change | None:
    """Rewrite one layer, class or function."""
    if context.style is not Style.EAGER:
        return None
    name = reference.api.name
    own = name.rpartition(".")[2]
    if own in _CLASSES:
        return _class(reference, own, context)
    if reference.call is None:
        return manual(_NAME, reference.node, name, "passed on as a value: make a Keras layer where it is called")
    site = context.site(reference.call)
    if site is None or "inputs" not in site.nodes:
        return manual(_NAME, reference.node, name, "its arguments cannot be read from the call")
    if given_beside_reuse(site, context) & {"reuse", "_reuse", "_scope"} or shares_or_initialises(
        reference.node, context
    ):
        return manual(_NAME, reference.node, name, "its weights are shared through reuse: call one Keras layer twice")
    applied = {*_APPLIED, *_idle(own, site)}
    described = {key: value for key, value in site.values.items() if key not in applied}
    tensors = [key for key, value in described.items() if kind_of(value) not in (Kind.PYTHON, Kind.CONSTANT)]
    if tensors:
        return manual(_NAME, reference.node, name, f"{tensors[0]} is a tensor of the graph, but describes the layer")
    return _function(reference, _FUNCTIONS[own], site, context)


def layer_class(symbol: str) -> str:
    """Return the class of `tf.layers` whose object a layer function with weights applies, an empty string for another."""
    own = symbol[len(_PREFIX) :] if symbol.startswith(_PREFIX) else ""
    return _FUNCTIONS[own] if own in _FUNCTIONS and _FUNCTIONS[own] in _WITH_WEIGHTS else ""


def _idle(own: str, site: CallSite) -> frozenset[str]:
    """Return the arguments that do nothing: dropout's noise_shape where `training` is not given, so that nothing is dropped.

    `tf.layers.dropout(x, 0.5, is_training)` gives the switch as noise_shape, and TF1 never drops.
    """
    return frozenset({"noise_shape"}) if own == "dropout" and "training" not in site.nodes else frozenset()


def _class(reference: Reference, own: str, context: Context) -> Change:
    if shares_or_initialises(reference.node, context):
        message = "a variable scope around it shares or starts its weights: call one Keras layer twice, or give it initializers"
        return manual(_NAME, reference.node, reference.api.name, message)
    target = f"{context.tensorflow}.keras.layers.{own}"
    rename = Edit(reference.node, lambda _: expression(target))
    return Change(_NAME, reference.node, reference.api.name, f"becomes tf.keras.layers.{own}", edits=(rename,))


def _function(reference: Reference, keras: str, site: CallSite, context: Context) -> Change:
    def build(_: cst.CSTNode) -> cst.BaseExpression:
        return expression(call_text(f"{context.tensorflow}.keras.layers.{keras}", _described(site, context)))

    own = reference.api.name.rpartition(".")[2]
    described = [node for name, node in site.nodes.items() if name not in _APPLIED and name not in _idle(own, site)]
    edits = made_once(
        Applied(
            site.call.node,
            layer_kind(keras),
            lambda: layer_name(site.constant("name", None), keras, context),
            tuple(described),
            keras in _WITH_WEIGHTS,
            build,
            lambda name: applied_by(name, site, context),
        ),
        context,
    )
    if isinstance(edits, str):
        return manual(_NAME, reference.node, reference.api.name, edits)
    message = f"becomes tf.keras.layers.{keras}, made once and called here"
    if _idle(reference.api.name.rpartition(".")[2], site) & site.given():
        message = f"{message}; without training= TF1 drops nothing, whatever is given as noise_shape"
        return Change(_NAME, reference.node, reference.api.name, message, Applicability.REVIEW, edits)
    return Change(_NAME, reference.node, reference.api.name, message, edits=edits)


def layer_name(given: object, keras: str, context: Context) -> str:
    """Name the layer by its own name where it has one, else by its kind."""
    if isinstance(given, str) and given.isidentifier():
        return context.fresh(given, f"{given}_layer")
    return context.fresh(layer_kind(keras), f"{layer_kind(keras)}_layer")


def layer_kind(keras: str) -> str:
    """Return the words of a class of layers as a name: `batch_normalization`, `conv2d_transpose`, `simple_rnn`."""
    return _WORD.sub("_", keras).lower()


def applied_by(name: str, site: CallSite, context: Context) -> NodeRewrite:
    """Return what writes the call of a layer by its name, with `training` where it is given."""

    def applied(_: cst.CSTNode) -> cst.BaseExpression:
        arguments = [code_of(context.render(site.nodes["inputs"]))]
        if "training" in site.nodes:
            arguments.append(f"training={code_of(context.render(site.nodes['training']))}")
        return expression(call_text(name, arguments))

    return applied


def _described(site: CallSite, context: Context) -> list[str]:
    """Return the arguments that describe the layer, positional ones where they were."""
    idle = _idle(site.call.api.rpartition(".")[2], site)
    arguments: list[str] = []
    for argument in site.call.node.args:
        parameter = next(name for name, node in site.nodes.items() if node is argument.value)
        if parameter in _APPLIED or parameter in idle:
            continue
        text = code_of(context.render(argument.value))
        arguments.append(text if argument.keyword is None else f"{parameter}={text}")
    return arguments


RULES = (
    Rule(
        _NAME,
        "layers",
        "tf.layers become Keras layers, made once",
        __doc__ or "",
        frozenset({*(_PREFIX + name for name in (*_FUNCTIONS, *_CLASSES)), "tf.contrib.layers.flatten"}),
        apply,
    ),
)
