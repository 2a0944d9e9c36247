"""Tell how many rows a statement takes, where it computes each of them from the same row of what it is given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import libcst as cst

from ..kinds.dimensions import last_dimension
from ..kinds.kind import Kind, kind_of
from ..kinds.scope import Definition
from ..kinds.values import Call, Member, Value
from ..rules.call_site import CallSite
from ..rules.context import Context
from ..syntax.templates import code_of
from .optimizing import argument_of
from .steps import Step


def _symbols(module: str, names: str) -> frozenset[str]:
    return frozenset(f"{module}.{name}" for name in names.split())


_CONTRIB = "fully_connected linear relu conv2d convolution2d max_pool2d avg_pool2d flatten"
# Layers whose first argument is what they work on.
_LAYERS = (
    _symbols("tf.layers", "dense flatten conv1d conv2d conv3d separable_conv2d conv2d_transpose max_pooling1d")
    | _symbols("tf.layers", "max_pooling2d max_pooling3d average_pooling1d average_pooling2d average_pooling3d")
    | _symbols("tf.contrib.layers", _CONTRIB)
    | _symbols("tf.contrib.slim", _CONTRIB)
)
_TRAINED_APART = _symbols("tf.layers", "dropout batch_normalization")
# batch_norm of contrib updates its averages unless it is told not to
_NORMALISERS = frozenset({"normalizer_fn", "normalizer_params"})
_OPERATIONS = (
    _symbols(
        "tf", "abs add argmax cast clip_by_value divide equal exp expand_dims identity log maximum minimum multiply"
    )
    | _symbols("tf", "negative one_hot pow reduce_mean reduce_sum sigmoid sign sqrt square squared_difference subtract")
    | _symbols("tf", "tanh to_float")
    | _symbols(
        "tf.nn", "avg_pool bias_add conv2d elu embedding_lookup l2_normalize leaky_relu log_softmax lrn max_pool"
    )
    | _symbols("tf.nn", "relu relu6 selu sigmoid softmax softplus softsign tanh sigmoid_cross_entropy_with_logits")
    | _symbols("tf.nn", "softmax_cross_entropy_with_logits softmax_cross_entropy_with_logits_v2")
    | _symbols("tf.nn", "sparse_softmax_cross_entropy_with_logits")
    | _symbols("tf.losses", "absolute_difference mean_squared_error sigmoid_cross_entropy softmax_cross_entropy")
    | _symbols("tf.losses", "sparse_softmax_cross_entropy")
)
_PRODUCTS = {"tf.matmul": ("a", "b"), "tf.nn.xw_plus_b": ("x", "weights")}  # the second has to be a variable
_OF_RNN = frozenset({"cell", "inputs", "sequence_length", "dtype", "scope", "initial_state"})
_OPERATORS = (cst.Add, cst.Subtract, cst.Multiply, cst.Divide)

# The numbers of rows that an expression fixes, as they are written: none where it takes any number.
Rows = frozenset[str]
_ANY: Rows = frozenset()


@dataclass(frozen=True, eq=False)
class Given:
    """What is known of the parameters: the flags that are False, and the sizes of their second dimensions, as text."""

    flags: frozenset[Definition]
    sizes: frozenset[str]
    context: Context


def rows_of(step: Step, given: Given) -> Rows | None:
    """Return the numbers of rows that a step fixes; None where it does not compute by row, or has effects."""
    small = step.node.body[0] if isinstance(step.node, cst.SimpleStatementLine) and len(step.node.body) == 1 else None
    return _rows(small.value, given) if isinstance(small, cst.Assign) else None


def _rows(node: cst.BaseExpression, given: Given) -> Rows | None:
    if isinstance(node, cst.Call):
        value = given.context.facts.value(node)
        return _rows_of_call(value, given) if isinstance(value, Call) else None
    if isinstance(node, cst.BinaryOperation):
        return _rows_of_all((node.left, node.right), given) if isinstance(node.operator, _OPERATORS) else None
    if isinstance(node, cst.UnaryOperation):
        return _rows(node.expression, given) if isinstance(node.operator, cst.Minus) else None
    if isinstance(node, cst.Subscript):
        return _rows(node.value, given) if _keeps_rows(node) else None
    return _ANY if isinstance(node, (cst.Name, cst.Attribute, cst.BaseNumber)) else None


def _rows_of_all(nodes: Iterable[cst.BaseExpression], given: Given) -> Rows | None:
    found = [_rows(node, given) for node in nodes]
    return None if None in found else _ANY.union(*(rows for rows in found if rows is not None))


def _keeps_rows(node: cst.Subscript) -> bool:
    """Tell whether an expression takes a part of each row: `outputs[:, -1]`."""
    first = node.slice[0].slice
    return isinstance(first, cst.Slice) and first.lower is first.upper is first.step is None


def _rows_of_call(call: Call, given: Given) -> Rows | None:
    site = given.context.site(call)
    if site is None:
        return None
    if call.api in _OPERATIONS:
        return _rows_of_all((site.nodes[n] for n in site.nodes if kind_of(site.values[n]) is not Kind.PYTHON), given)
    if call.api in _PRODUCTS:
        rows, variable = _PRODUCTS[call.api]
        plain = kind_of(site.value(variable)) is Kind.VARIABLE and not site.given() & {"transpose_a", "adjoint_a"}
        return _rows(site.nodes[rows], given) if plain and rows in site.nodes else None
    if call.api == "tf.reshape":
        return _rows_of_reshape(site, given)
    if "inputs" not in site.nodes or not _is_layer(site, given):
        return None
    lengths = site.node("sequence_length")
    inner = _rows_of_all((site.nodes["inputs"], *([] if lengths is None else [lengths])), given)
    if inner is None or site.node("initial_state") is None:
        return inner
    fixed = _fixed(_rows_of_zero_state(site.value("initial_state")), given)
    return inner | fixed if fixed is not None else None


def _fixed(rows: cst.BaseExpression | None, given: Given) -> Rows | None:
    """Return a number of rows that is written as a number or by its name; None where it is something else."""
    plain = isinstance(rows, (cst.Integer, cst.Name, cst.Attribute))
    known = rows is not None and plain and kind_of(given.context.facts.value(rows)) is Kind.PYTHON
    return frozenset({code_of(rows)}) if known and rows is not None else None


def _is_layer(site: CallSite, given: Given) -> bool:
    """Tell whether a call is one of a layer that treats each row alike, and changes nothing."""
    api, arguments = site.call.api, site.given()
    if api in _TRAINED_APART:
        return _is_off(site.node("training"), given)
    return (api in _LAYERS and not arguments & _NORMALISERS) or (api == "tf.nn.dynamic_rnn" and arguments <= _OF_RNN)


def _rows_of_zero_state(value: Value) -> cst.BaseExpression | None:
    """Return the batch size of `cell.zero_state(batch_size, dtype)`."""
    if not isinstance(value, Call) or not isinstance(value.function, Member) or value.function.name != "zero_state":
        return None
    return argument_of(value, 0, "batch_size")


def _is_off(training: cst.BaseExpression | None, given: Given) -> bool:
    """Tell whether a layer does not train: by its default, or by a flag."""
    if training is None or (isinstance(training, cst.Name) and training.value == "False"):
        return True
    read = given.context.facts.sources.get(id(training), frozenset())
    return bool(read) and read <= given.flags


def _rows_of_reshape(site: CallSite, given: Given) -> Rows | None:
    """Return the rows of a reshape: any with -1, or those that `[batch_size, steps, units]` makes of all steps' units again."""
    shape = site.node("shape")
    if not isinstance(shape, (cst.List, cst.Tuple)) or not shape.elements or "tensor" not in site.nodes:
        return None
    inner = _rows(site.nodes["tensor"], given)
    first, *others = (element.value for element in shape.elements)
    if inner is None or code_of(first) == "-1":
        return inner
    fixed, units = _fixed(first, given), last_dimension(site.values["tensor"])
    again = units is not None and [code_of(one) for one in others[1:]] == [code_of(units)]
    return inner | fixed if again and fixed is not None and code_of(others[0]) in given.sizes else None
