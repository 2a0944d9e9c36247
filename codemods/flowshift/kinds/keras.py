"""Recognise Keras' objects, whether they are reached through `tf.keras` or through the package `keras`."""

from __future__ import annotations

import re

import libcst as cst

from .facts import Facts
from .values import Api, Call, Choice, Class, Foreign, Instance, Value

_ROOT = re.compile(
    r"(?:tf\.(?:compat\.v[12]\.)?keras|keras(?:\.src)?|tensorflow\.python\.keras|tensorflow\.keras)\.(.+)"
)
_MODEL = re.compile(
    r"(?:models\.|engine\.(?:training\.)?)?(?:Model|Sequential)|models\.(?:load_model|clone_model|model_from_\w+)|applications\.(?:\w+\.)?[A-Z]\w*"
)
_MODEL_CLASS = re.compile(r"(?:models\.|engine\.(?:training\.)?)?(?:Model|Sequential)")
_OPTIMIZER = re.compile(r"optimizers\.(?:legacy\.|experimental\.)?[A-Z]\w*")
_METRIC = re.compile(r"metrics\.[A-Z]\w*")
_LOSS = re.compile(r"losses\.[A-Z]\w*")
_LAYER = re.compile(r"layers\.(?:\w+\.)*[A-Z]\w*|(?:layers\.)?Input")
_LAYER_CLASS = re.compile(rf"{_LAYER.pattern}|{_MODEL_CLASS.pattern}|(?:engine\.)?(?:base_layer\.)?Layer")
_WEIGHTLESS = re.compile(
    r"Input(?:Layer)?|Lambda|Flatten|Reshape|Permute|RepeatVector|Masking|Activation|ActivityRegularization"
    r"|(?:Leaky|Thresholded)?ReLU|ELU|Softmax|Add|Subtract|Multiply|Average|Maximum|Minimum|Concatenate|Dot"
    r"|(?:Spatial|Gaussian|Alpha)?Dropout(?:\dD)?|GaussianNoise|(?:Global)?(?:Max|Average|Avg)Pool(?:ing)?\dD"
    r"|(?:Cropping|UpSampling|ZeroPadding)\dD"
)
_TF = re.compile(r"tf\.(?:compat\.v2\.)?((?:optimizers|metrics|losses)\.[A-Z]\w*)")
_STRATEGY = re.compile(r"tf\.(?:contrib\.)?distribute\.(?:experimental\.)?\w+Strategy(?:V1)?")


def keras_name(value: Value) -> str:
    """Return the name of a symbol below Keras (`layers.Dense`), an empty string for anything else."""
    if not isinstance(value, (Api, Foreign)):
        return ""
    found = _ROOT.fullmatch(value.name)
    if found is None and isinstance(value, Api):
        found = _TF.fullmatch(value.name)  # `tf.optimizers.SGD` is Keras' in TF2
    return found.group(1) if found else ""


def called_name(value: Value) -> str:
    """Return the Keras name that a call calls."""
    return keras_name(value.function) if isinstance(value, Call) else ""


def is_model_symbol(name: str) -> bool:
    """Tell whether calling this Keras name gives a model."""
    return _MODEL.fullmatch(name) is not None


def is_companion_symbol(name: str) -> bool:
    """Tell whether calling this Keras name gives an optimizer, a metric or a layer, which belong to a model."""
    return any(pattern.fullmatch(name) for pattern in (_OPTIMIZER, _METRIC, _LAYER))


def is_layer_symbol(name: str) -> bool:
    """Tell whether calling this Keras name gives a layer, or the input of a functional model."""
    return _LAYER.fullmatch(name) is not None


def is_metric_symbol(name: str) -> bool:
    """Tell whether calling this Keras name gives a metric."""
    return _METRIC.fullmatch(name) is not None


def is_loss_symbol(name: str) -> bool:
    """Tell whether calling this Keras name gives a loss object."""
    return _LOSS.fullmatch(name) is not None


def is_strategy(value: Value) -> bool:
    """Tell whether a value is a distribution strategy, or one of several."""
    if isinstance(value, Choice):
        return all(is_strategy(option) for option in value.options)
    return isinstance(value, Call) and _STRATEGY.fullmatch(value.api) is not None


def is_model_class(of: Class, facts: Facts, seen: frozenset[int] = frozenset()) -> bool:
    """Tell whether a class of the program is a Keras model."""
    return inherits(of.node, _MODEL_CLASS, facts, seen)


def inherits(node: cst.ClassDef, pattern: re.Pattern[str], facts: Facts, seen: frozenset[int] = frozenset()) -> bool:
    """Tell whether a class has a Keras class of this name among its bases."""
    for base in node.bases:
        value = facts.value(base.value)
        name = value.name[len("tf.") :] if isinstance(value, Api) and value.name.startswith("tf.layers.") else ""
        if pattern.fullmatch(keras_name(value) or name):
            return True
        known = not isinstance(value, Class) or id(value.node) in seen
        if not known and isinstance(value, Class) and inherits(value.node, pattern, facts, seen | {id(node)}):
            return True
    return False


def may_have_weights(made: cst.Call, facts: Facts) -> bool:
    """Tell whether a call makes a layer or model that may have weights: of Keras, `tf.layers`, or the program's own."""
    value = facts.value(made)
    if isinstance(value, Instance):
        return is_layer_class(value.of.node, facts)
    name = layer_name_of(value)
    return bool(name) and _WEIGHTLESS.fullmatch(name) is None


def layer_name_of(value: Value) -> str:
    """Return the class of a layer of Keras or `tf.layers`, or of a model, that a call makes; an empty string for others."""
    name = called_name(value)
    if isinstance(value, Call) and value.api.startswith("tf.layers."):
        name = value.api[len("tf.") :]
    return name.rpartition(".")[2] if is_layer_symbol(name) or is_model_symbol(name) else ""


def is_layer_class(node: cst.ClassDef, facts: Facts) -> bool:
    """Tell whether a class of the program is a layer or a model, of Keras or of `tf.layers`."""
    return inherits(node, _LAYER_CLASS, facts)


def has_layer_classes(facts: Facts) -> bool:
    """Tell whether a class of the program is a layer or a model."""
    return any(isinstance(scope.owner, cst.ClassDef) and is_layer_class(scope.owner, facts) for scope in facts.scopes)


def is_model(value: Value, facts: Facts) -> bool:
    """Tell whether a value is a Keras model."""
    if isinstance(value, Choice):
        return any(is_model(option, facts) for option in value.options)
    if isinstance(value, Instance):
        return is_model_class(value.of, facts)
    return is_model_symbol(called_name(value))
