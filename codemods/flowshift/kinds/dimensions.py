"""Find the expression of a tensor's last dimension, as the program itself wrote it."""

from __future__ import annotations

import libcst as cst

from .cells import ATTENTION, Cell, Stack, Wrapped, cell_of
from .values import Call, Item, Literal, Operation, Sequence, Value

# Where the last dimension of the result comes from: the last entry of a shape argument, an argument that is the
# dimension itself, or the last dimension of another argument. (position, keyword)
_FROM_SHAPE = {
    "tf.placeholder": (1, "shape"),
    "tf.get_variable": (1, "shape"),
    "tf.reshape": (1, "shape"),
    "tf.zeros": (0, "shape"),
    "tf.ones": (0, "shape"),
    "tf.random_uniform": (0, "shape"),
    "tf.random_normal": (0, "shape"),
    "tf.truncated_normal": (0, "shape"),
}
_FROM_ARGUMENT = {"tf.one_hot": (1, "depth"), "tf.layers.dense": (1, "units")}
_FROM_TENSOR = {
    "tf.nn.embedding_lookup": (0, "params"),
    "tf.Variable": (0, "initial_value"),
    "tf.matmul": (1, "b"),
    "tf.nn.relu": (0, "features"),
    "tf.nn.dropout": (0, "x"),
    "tf.nn.xw_plus_b": (1, "weights"),
    "tf.cast": (0, "x"),
    "tf.identity": (0, "input"),
    "tf.tanh": (0, "x"),
    "tf.sigmoid": (0, "x"),
    "tf.unstack": (0, "value"),
}


def last_dimension(value: Value) -> cst.BaseExpression | None:
    """Return the node that gives the size of the last axis, or None where it is not known."""
    if isinstance(value, Call):
        name = value.api
        if name in _FROM_SHAPE:
            return _last_entry(_argument(value, *_FROM_SHAPE[name]))
        if name in _FROM_ARGUMENT:
            return _argument_node(value, *_FROM_ARGUMENT[name])
        if name in _FROM_TENSOR:
            inner = _argument(value, *_FROM_TENSOR[name])
            return None if inner is None else last_dimension(inner)
        return None
    if isinstance(value, Operation) and isinstance(value.node, cst.BinaryOperation):
        return next((found for found in map(last_dimension, value.operands) if found is not None), None)
    if (
        isinstance(value, Item)
        and isinstance(value.of, Call)
        and value.of.api == "tf.nn.dynamic_rnn"
        and value.index == 0
    ):
        given = _argument(value.of, 0, "cell")
        cell = cell_of(given) if given is not None else None
        return _output_size(cell) if cell is not None else None
    return None


def _output_size(cell: Cell) -> cst.BaseExpression | None:
    """Return the size of what a cell gives: of a stack its last cell's, of an LSTM with a projection the projection's."""
    if isinstance(cell, Stack):
        return _output_size(cell.cells[-1])
    if isinstance(cell, Wrapped):
        return _output_size(cell.inner) if cell.inner is not None and cell.symbol != ATTENTION else None
    if cell.call is None:
        return None
    projected = _argument_node(cell.call, 4, "num_proj") if cell.symbol == "tf.nn.rnn_cell.LSTMCell" else None
    return projected if projected is not None else _argument_node(cell.call, 0, "num_units")


def _argument(call: Call, position: int, name: str) -> Value | None:
    given = call.arguments.keyword(name)
    if given is None and len(call.arguments.positional) > position:
        given = call.arguments.positional[position]
    return given


def _argument_node(call: Call, position: int, name: str) -> cst.BaseExpression | None:
    for argument in call.node.args:
        if argument.keyword is not None and argument.keyword.value == name:
            return argument.value
    positional = [argument for argument in call.node.args if argument.keyword is None]
    return positional[position].value if len(positional) > position else None


def _last_entry(shape: Value | None) -> cst.BaseExpression | None:
    if not isinstance(shape, Sequence) or not shape.items or not isinstance(shape.node, (cst.List, cst.Tuple)):
        return None
    last = shape.items[-1]
    if isinstance(last, Literal) and last.known and last.constant in (None, -1):
        return None
    return shape.node.elements[-1].value
