"""Follow the shape of one row through layers whose sizes are written as numbers.

What is understood has no effects and makes one row of each row, so that one row of zeros can be given to it.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from typing import Optional

import libcst as cst

from ..kinds.kind import Kind, kind_of
from ..kinds.scope import Definition
from ..kinds.values import Api, Call, Literal
from ..rules.call_site import CallSite
from ..rules.context import Context
from .steps import Step

# The sizes of a row, without the number of rows; None where they are not known.
Row = Optional[tuple[int, ...]]

_SAME = frozenset(
    f"tf.{name}"
    for name in (
        *("identity", "nn.elu", "nn.leaky_relu", "nn.log_softmax", "nn.relu", "nn.relu6", "nn.selu", "nn.sigmoid"),
        *("nn.softmax", "nn.softplus", "nn.softsign", "nn.tanh", "sigmoid", "tanh"),
    )
)
_BY_TRAINING = frozenset({"tf.layers.dropout", "tf.layers.batch_normalization"})
_WINDOWS = {
    "tf.layers.conv2d": "kernel_size",
    "tf.layers.max_pooling2d": "pool_size",
    "tf.layers.average_pooling2d": "pool_size",
}
_FLATTENING = frozenset({"tf.layers.flatten", "tf.contrib.layers.flatten"})
_LAYERS = frozenset({"tf.layers.dense", *_FLATTENING, *_BY_TRAINING, *_WINDOWS})
# Arguments of layers with which a row would have another shape, or be read by code that is not known.
_UNKNOWN = frozenset(
    {"data_format", "dilation_rate", "axis", "noise_shape", "virtual_batch_size", "adjustment", "renorm"}
)


def follows_rows(
    steps: Sequence[Step], rows: Mapping[Definition, Row], flags: Collection[Definition], context: Context
) -> bool:
    """Tell whether all that the steps make is understood, from rows of these shapes and with flags that are False."""
    known = dict(rows)
    for step in steps:
        small = (
            step.node.body[0] if isinstance(step.node, cst.SimpleStatementLine) and len(step.node.body) == 1 else None
        )
        row = _row(small.value, known, flags, context) if isinstance(small, cst.Assign) else None
        if row is None or len(step.definitions) != 1:
            return False
        known[step.definitions[0]] = row
    return True


def number_of(node: cst.BaseExpression, context: Context) -> int | None:
    """Return a size that the program writes as a number, under a name, or as a product of such."""
    if isinstance(node, cst.BinaryOperation) and isinstance(node.operator, cst.Multiply):
        left, right = number_of(node.left, context), number_of(node.right, context)
        return left * right if left is not None and right is not None else None
    value = context.facts.value(node)
    number = value.constant if isinstance(value, Literal) and value.known else None
    return number if isinstance(number, int) and not isinstance(number, bool) and number > 0 else None


def _row(
    node: cst.BaseExpression, known: Mapping[Definition, Row], flags: Collection[Definition], context: Context
) -> Row:
    if not isinstance(node, cst.Call):
        sources = context.facts.sources.get(id(node), frozenset())
        return known.get(next(iter(sources))) if len(sources) == 1 else None
    value = context.facts.value(node)
    site = context.site(value) if isinstance(value, Call) else None
    if site is None:
        return None
    tensors = [site.nodes[name] for name in site.nodes if kind_of(site.values[name]) in (Kind.PLACEHOLDER, Kind.GRAPH)]
    tensors = [tensor for tensor in tensors if tensor is not site.node("training")]
    row = _row(tensors[0], known, flags, context) if len(tensors) == 1 else None
    if row is None or site.call.api in _SAME:
        return row
    if site.call.api == "tf.reshape":
        return _reshaped(row, site.node("shape"), context)
    if site.call.api not in _LAYERS or site.given() & _UNKNOWN or not _is_plain(site, flags, context):
        return None
    return _through_layer(row, site, context)


def _is_plain(site: CallSite, flags: Collection[Definition], context: Context) -> bool:
    """Tell whether a layer is not training, and activates by an operation of TensorFlow's."""
    activation, training = site.node("activation"), site.node("training")
    if activation is not None and not isinstance(site.value("activation"), Api):
        return False
    if training is None or (isinstance(training, cst.Name) and training.value == "False"):
        return True
    read = context.facts.sources.get(id(training), frozenset())
    return bool(read) and all(definition in flags for definition in read)


def _reshaped(row: tuple[int, ...], shape: cst.BaseExpression | None, context: Context) -> Row:
    if not isinstance(shape, (cst.List, cst.Tuple)) or len(shape.elements) < 2:
        return None
    first, *others = (element.value for element in shape.elements)
    sizes = [number_of(one, context) for one in others]
    open_rows = isinstance(first, cst.UnaryOperation) and isinstance(first.operator, cst.Minus)
    numbers = tuple(size for size in sizes if size is not None)
    return numbers if open_rows and len(numbers) == len(sizes) and math.prod(numbers) == math.prod(row) else None


def _through_layer(row: tuple[int, ...], site: CallSite, context: Context) -> Row:
    if site.call.api in _FLATTENING:
        return (math.prod(row),)
    if site.call.api in _BY_TRAINING:
        return row
    if site.call.api == "tf.layers.dense":
        units = _size(site, "units", context)
        return (*row[:-1], units) if units is not None else None
    window, strides = _pair(site, _WINDOWS[site.call.api], context), _pair(site, "strides", context)
    is_convolution = "filters" in site.nodes
    depth = _size(site, "filters", context) if is_convolution else row[-1]
    strides = (1, 1) if is_convolution and "strides" not in site.nodes else strides
    padding = site.constant("padding", "valid")
    if len(row) != 3 or window is None or strides is None or depth is None or not isinstance(padding, str):
        return None
    if padding.lower() not in ("same", "valid"):
        return None
    cut = window if padding.lower() == "valid" else (1, 1)
    sizes = [(size - covered) // step + 1 for size, covered, step in zip(row, cut, strides)]
    return (*sizes, depth) if min(sizes) > 0 else None


def _size(site: CallSite, name: str, context: Context) -> int | None:
    node = site.node(name)
    return number_of(node, context) if node is not None else None


def _pair(site: CallSite, name: str, context: Context) -> tuple[int, int] | None:
    """Return the two sizes of a window: given as one number, or as a list of two."""
    node = site.node(name)
    if isinstance(node, (cst.List, cst.Tuple)):
        sizes = [number_of(element.value, context) for element in node.elements]
    else:
        sizes = [_size(site, name, context)] * 2
    if len(sizes) != 2 or sizes[0] is None or sizes[1] is None:
        return None
    return sizes[0], sizes[1]
