"""Say what a recurrent cell is made of: a cell of TensorFlow 1's, a stack of cells, or a wrapper around one."""

from __future__ import annotations

import enum
from dataclasses import dataclass

import libcst as cst

from ..syntax.codegen import generated_code
from .values import Call, Choice, Class, Foreign, Growing, Instance, Item, Literal, Operation, Sequence, Value

MULTI = "tf.nn.rnn_cell.MultiRNNCell"
DROPOUT = "tf.nn.rnn_cell.DropoutWrapper"
ATTENTION = "tf.contrib.seq2seq.AttentionWrapper"
WRAPPERS = frozenset({DROPOUT, "tf.nn.rnn_cell.ResidualWrapper", "tf.nn.rnn_cell.DeviceWrapper", ATTENTION})

# Cells whose state is `LSTMStateTuple(c, h)`; where they take `state_is_tuple`, it stands at this place.
LSTM_CELLS: dict[str, int | None] = {
    "tf.nn.rnn_cell.BasicLSTMCell": 2,
    "tf.nn.rnn_cell.LSTMCell": 9,
    "tf.contrib.rnn.LSTMBlockCell": None,
    "tf.contrib.rnn.LayerNormBasicLSTMCell": None,
    "tf.contrib.cudnn_rnn.CudnnCompatibleLSTMCell": None,
    "tf.contrib.rnn.NASCell": None,
}
# Cells whose state is one tensor.
TENSOR_CELLS = frozenset(
    {
        "tf.nn.rnn_cell.BasicRNNCell",
        "tf.nn.rnn_cell.GRUCell",
        "tf.contrib.rnn.GRUBlockCell",
        "tf.contrib.rnn.GRUBlockCellV2",
        "tf.contrib.cudnn_rnn.CudnnCompatibleGRUCell",
    }
)


@dataclass(frozen=True, eq=False)
class Cell:
    """A recurrent cell; `call` makes it, None for an object of the program's own class."""

    call: Call | None

    @property
    def own(self) -> Class | None:
        """Return the class of the program that it is an object of."""
        return None

    @property
    def symbol(self) -> str:
        """Return the TF1 name of what makes it, an empty string for a class of the program."""
        return self.call.api if self.call is not None else ""


@dataclass(frozen=True, eq=False)
class Own(Cell):
    """An object of a class of the program."""

    of: Class | None = None

    @property
    def own(self) -> Class | None:
        """Return its class."""
        return self.of


@dataclass(frozen=True, eq=False)
class Stack(Cell):
    """A MultiRNNCell. `repeated`: one description stands for all its cells, however many there are."""

    cells: tuple[Cell, ...] = ()
    repeated: bool = False
    shared: bool = False  # `[cell] * n`: all are one object, with one set of weights


@dataclass(frozen=True, eq=False)
class Wrapped(Cell):
    """A wrapper around another cell."""

    inner: Cell | None = None


@dataclass(frozen=True)
class Cells:
    """The cells of a list, as in `Stack`."""

    cells: tuple[Cell, ...]
    repeated: bool = False
    shared: bool = False


def cell_of(value: Value) -> Cell | None:
    """Return the cell that a value is, None for a value that is not known to be one.

    Where a wrapper is put on under a condition, the wrapped form is returned: its state has the same parts. Of several kinds of
    cell, one of which a flag picks, none is: what reads their state is written in another way for each.
    """
    if isinstance(value, Choice):
        found = [cell_of(option) for option in value.options]
        known = [cell for cell in found if cell is not None]
        if len(known) < len(found) or not all(_has_state_of(cell, known[0]) for cell in known):
            return None
        return max(known, key=_depth)
    if isinstance(value, Item):
        several = cells_of(value.of)
        if several is None or isinstance(value.index, slice):
            return None
        index = value.index if isinstance(value.index, int) and not several.repeated else 0
        return several.cells[index] if several.repeated or -len(several.cells) <= index < len(several.cells) else None
    if isinstance(value, Instance):
        return Own(None, value.of) if is_cell_class(value.of) else None
    if not isinstance(value, Call):
        return None
    if value.api == MULTI:
        several = cells_of(argument(value, 0, "cells"))
        return Stack(value, several.cells, several.repeated, several.shared) if several is not None else None
    if value.api in WRAPPERS:
        inner = argument(value, 0, "cell")
        return Wrapped(value, cell_of(inner)) if inner is not None else None
    return Cell(value) if value.api in LSTM_CELLS or value.api in TENSOR_CELLS else None


def _depth(cell: Cell) -> int:
    return 1 + _depth(cell.inner) if isinstance(cell, Wrapped) and cell.inner is not None else 0


def _has_state_of(cell: Cell, other: Cell) -> bool:
    """Tell whether the states of two cells have the same parts."""
    one, two = _unwrapped(cell), _unwrapped(other)
    if isinstance(one, Stack) and isinstance(two, Stack):
        same = len(one.cells) == len(two.cells) and one.repeated == two.repeated
        packed = is_packed(one.call, 1) == is_packed(two.call, 1)
        return same and packed and all(map(_has_state_of, one.cells, two.cells))
    if isinstance(one, Wrapped) and isinstance(two, Wrapped):
        return one.inner is not None and two.inner is not None and _has_state_of(one.inner, two.inner)
    if type(one) is not type(two) or one.own is not two.own:
        return False
    places = [LSTM_CELLS.get(each.symbol, ...) for each in (one, two)]
    lstm = [place is not ... for place in places]
    packed_states = [isinstance(place, int) and is_packed(each.call, place) for place, each in zip(places, (one, two))]
    return lstm[0] == lstm[1] and packed_states[0] == packed_states[1]


def _unwrapped(cell: Cell) -> Cell:
    """Return what a wrapper stands for, as far as its state is concerned; attention has a state of its own."""
    while isinstance(cell, Wrapped) and cell.symbol != ATTENTION and cell.inner is not None:
        cell = cell.inner
    return cell


def is_packed(call: Call | None, place: int) -> bool:
    """Tell whether what makes a cell says that its state is one tensor: `state_is_tuple=False`."""
    flag = argument(call, place, "state_is_tuple") if call is not None else None
    return isinstance(flag, Literal) and flag.known and flag.constant is False


def cells_of(value: Value | None) -> Cells | None:
    """Return the cells in a list: a display, a comprehension, `[cell] * n`, or one that a loop appends to."""
    if isinstance(value, Sequence):
        found = [cell_of(item) for item in value.items]
        cells = tuple(cell for cell in found if cell is not None)
        return Cells(cells) if cells and len(cells) == len(found) else None
    if isinstance(value, Growing):
        return _repeated(value.items)
    if isinstance(value, Choice):  # before the first turn of the loop that appends to it, a list is empty
        filled = [option for option in value.options if not (isinstance(option, Sequence) and not option.items)]
        return cells_of(filled[0]) if len(filled) == 1 else None
    if isinstance(value, Operation):
        node = value.node
        if isinstance(node, (cst.ListComp, cst.GeneratorExp)):
            # `[cell for _ in range(n)]` is n times one cell, `[make() for _ in range(n)]` n cells
            one = isinstance(node.elt, cst.Name) and isinstance(value.operands[-1], (Call, Choice, Instance))
            return _repeated(value.operands[-1:], one)
        if isinstance(node, cst.BinaryOperation) and isinstance(node.operator, cst.Multiply):
            several = next((s for s in map(cells_of, value.operands) if s is not None), None)
            return Cells(several.cells, True, True) if several is not None and len(several.cells) == 1 else None
        if isinstance(node, cst.BinaryOperation) and isinstance(node.operator, cst.Add):
            return _joined([cells_of(operand) for operand in value.operands])
    if is_copied(value):
        assert isinstance(value, Call)
        return cells_of(value.arguments.positional[0])
    return None


def is_copied(value: Value | None) -> bool:
    """Tell whether a value is `tuple(...)` or `list(...)` of another one."""
    return (
        isinstance(value, Call)
        and isinstance(value.function, Foreign)
        and value.function.name in ("builtins.list", "builtins.tuple")
        and len(value.arguments.positional) == 1
    )


def _repeated(values: tuple[Value, ...], shared: bool = False) -> Cells | None:
    found = [cell_of(value) for value in values]
    cells = tuple(cell for cell in found if cell is not None)
    return Cells(cells, True, shared) if cells and len(cells) == len(found) else None


def _joined(parts: list[Cells | None]) -> Cells | None:
    """Return the cells of several lists, one after the other."""
    known = [part for part in parts if part is not None]
    if len(known) < len(parts) or any(part.shared for part in known):
        return None
    return Cells(tuple(cell for part in known for cell in part.cells), any(part.repeated for part in known))


def is_cell_class(of: Class) -> bool:
    """Tell whether a class of the program is written as a cell: it has a state's size, and a step."""
    body = of.node.body.body
    names = {line.name.value for line in body if isinstance(line, cst.FunctionDef)}
    return "state_size" in names and bool(names & {"call", "__call__"})


class Native(enum.Enum):
    """What the state of a cell is that a program defines as a Keras layer."""

    TENSOR = "one tensor"
    LSTM = "h and c of an LSTM"
    TUPLE = "several tensors"


def native_state(of: Class) -> Native | None:
    """Return the state of a program's own cell, None where it is no Keras layer."""
    bases = [base.value for base in of.node.bases]
    if not any(
        isinstance(base, cst.Attribute) and generated_code(base).endswith(".keras.layers.Layer") for base in bases
    ):
        return None
    return declared_state(of.node)


def declared_state(node: cst.ClassDef) -> Native | None:
    """Return what the `state_size` of a cell's class says of its state."""
    method = next((m for m in node.body.body if isinstance(m, cst.FunctionDef) and m.name.value == "state_size"), None)
    line = method.body.body[-1] if method is not None else None
    small = line.body[-1] if isinstance(line, cst.SimpleStatementLine) else None
    value = small.value if isinstance(small, cst.Return) else None
    if isinstance(value, (cst.Tuple, cst.List)):
        return Native.TUPLE
    if isinstance(value, cst.Call):
        return Native.LSTM if generated_code(value.func).endswith("LSTMStateTuple") else None
    return Native.TENSOR if value is not None else None


def argument(call: Call, position: int, name: str) -> Value | None:
    """Return an argument of a call by its keyword or its place."""
    given = call.arguments.keyword(name)
    if given is None and len(call.arguments.positional) > position:
        given = call.arguments.positional[position]
    return given
