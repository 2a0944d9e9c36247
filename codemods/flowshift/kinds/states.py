"""Say which part of a recurrent state is what, however many names, tuples, functions and runs it went through.

TF1 writes an LSTM's state as `(c, h)`, Keras as `[h, c]`; nothing fails where one is taken for the other.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

import libcst as cst

from .cells import (
    ATTENTION,
    LSTM_CELLS,
    TENSOR_CELLS,
    Cell,
    Native,
    Stack,
    Wrapped,
    argument,
    cell_of,
    cells_of,
    is_copied,
    is_packed,
    native_state,
)
from .kind import Kind, kind_of
from .values import Call, Choice, Foreign, Item, Member, Operation, Sequence, Value

STATE_TUPLE = "tf.nn.rnn_cell.LSTMStateTuple"


class Form(enum.Enum):
    """What one state is."""

    TENSOR = "one tensor"
    LSTM = "c and h of an LSTM"
    PACKED = "c and h of an LSTM in one tensor"
    STACK = "the states of several cells"
    ATTENTION = "an AttentionWrapperState"
    OTHER = "the state of a cell of the program's own"


@dataclass(frozen=True)
class State:
    """A state, with the states inside it; `repeated`: one part stands for all, however many there are."""

    form: Form
    parts: tuple[State, ...] = ()
    repeated: bool = False

    def part(self, index: object) -> State | None:
        """Return a part of a stack; for an unknown place what all parts are alike."""
        if self.form is not Form.STACK or not self.parts:
            return None
        if isinstance(index, slice):
            first = self.part(None)
            return stack((first,), True) if first is not None else None
        if isinstance(index, int) and not self.repeated:
            return self.parts[index] if -len(self.parts) <= index < len(self.parts) else None
        return self.parts[0] if all(part == self.parts[0] for part in self.parts) else None

    @property
    def holds_lstm(self) -> bool:
        """Tell whether the order of c and h matters somewhere in it."""
        return self.form is Form.LSTM or any(part.holds_lstm for part in self.parts)


TENSOR, LSTM, PACKED, OTHER = State(Form.TENSOR), State(Form.LSTM), State(Form.PACKED), State(Form.OTHER)


# Of a cell that a program defines as a Keras layer.
_OWN: dict[Native | None, State] = {
    Native.TENSOR: TENSOR,
    Native.LSTM: LSTM,
    Native.TUPLE: State(Form.STACK, (TENSOR,), True),
}


def stack(parts: tuple[State, ...], repeated: bool = False) -> State:
    """Return the state of several cells."""
    return State(Form.STACK, parts, repeated)


def state_of_cell(cell: Cell) -> State:
    """Return the state of a cell."""
    if isinstance(cell, Stack):
        parts = tuple(state_of_cell(inner) for inner in cell.cells)
        if is_packed(cell.call, 1):
            return State(Form.PACKED, parts, cell.repeated)
        return stack(parts, cell.repeated)
    if isinstance(cell, Wrapped):
        inner = state_of_cell(cell.inner) if cell.inner is not None else OTHER
        return State(Form.ATTENTION, (inner,)) if cell.symbol == ATTENTION else inner
    if cell.own is not None:
        return _OWN.get(native_state(cell.own), OTHER)
    if cell.symbol in LSTM_CELLS:
        place = LSTM_CELLS[cell.symbol]
        return PACKED if place is not None and is_packed(cell.call, place) else LSTM
    return TENSOR if cell.symbol in TENSOR_CELLS else OTHER


def result_of_network(call: Call) -> tuple[State | None, ...]:
    """Return the states in what a call that runs cells returns, None where something else stands; empty if it runs none."""
    cells = _NETWORKS.get(call.api)
    if cells is None:
        return ()
    found = [_state(argument(call, place, name)) for place, name in cells]
    if call.api == "tf.nn.bidirectional_dynamic_rnn":
        known = [state for state in found if state is not None]
        return (None, stack(tuple(known)) if len(known) == 2 else None)
    if call.api.startswith("tf.contrib.rnn.stack_bidirectional"):
        several = [cells_of(argument(call, place, name)) for place, name in cells]
        return (
            None,
            *(
                stack(tuple(map(state_of_cell, each.cells)), each.repeated) if each is not None else None
                for each in several
            ),
        )
    return (None, *found)


# What runs cells, with the arguments that hold them.
_NETWORKS: dict[str, tuple[tuple[int, str], ...]] = {
    "tf.nn.dynamic_rnn": ((0, "cell"),),
    "tf.nn.static_rnn": ((0, "cell"),),
    "tf.nn.bidirectional_dynamic_rnn": ((0, "cell_fw"), (1, "cell_bw")),
    "tf.nn.static_bidirectional_rnn": ((0, "cell_fw"), (1, "cell_bw")),
    "tf.contrib.rnn.stack_bidirectional_dynamic_rnn": ((0, "cells_fw"), (1, "cells_bw")),
    "tf.contrib.rnn.stack_bidirectional_rnn": ((0, "cells_fw"), (1, "cells_bw")),
}
NETWORKS = frozenset(_NETWORKS)
_DECODERS = ("tf.contrib.seq2seq.BasicDecoder", "tf.contrib.seq2seq.BeamSearchDecoder")


def _state(value: Value | None) -> State | None:
    cell = cell_of(value) if value is not None else None
    return state_of_cell(cell) if cell is not None else None


def state_of(value: Value) -> State | None:
    """Return what state a value is, None for a value that is not known to be one. A tensor inside a state is none."""
    # Values share parts, so that without a memory the walk could double at each step.
    known = value.__dict__.get("_state", ...)
    if known is ...:
        value.__dict__["_state"] = None
        known = value.__dict__["_state"] = _derive(value)
    assert known is None or isinstance(known, State)
    return known


def _derive(value: Value) -> State | None:
    if isinstance(value, Call):
        return _of_call(value)
    if isinstance(value, Item):
        return _of_item(value)
    if isinstance(value, Member):
        of = state_of(value.of) if value.name == "cell_state" else None
        return of.parts[0] if of is not None and of.form is Form.ATTENTION else None
    if isinstance(value, Sequence):
        return _of_several(value.items)
    if isinstance(value, Choice):
        found = [state_of(option) for option in value.options]
        return found[0] if all(state == found[0] for state in found) else None
    if isinstance(value, Operation) and isinstance(value.node, (cst.ListComp, cst.GeneratorExp)):
        element = state_of(value.operands[-1]) if value.operands else None
        return stack((element,), True) if element is not None else None
    return None


def is_nested_state(value: Value) -> bool:
    """Tell whether a value is a state of several tensors."""
    state = state_of(value)
    return state is not None and state.form in (Form.LSTM, Form.STACK)


def _of_several(items: tuple[Value, ...]) -> State | None:
    """Return the states in a display, where at least one is more than a tensor."""
    found = [state_of(item) for item in items]
    known = tuple(state for state in found if state is not None)
    return stack(known) if known and len(known) == len(found) else None


def _of_call(call: Call) -> State | None:
    function = call.function
    if call.api == STATE_TUPLE:
        return LSTM
    if isinstance(function, Member):
        if function.name in ("zero_state", "get_initial_state"):
            return _state(function.of)
        if function.name == "clone":
            return state_of(function.of)
        if function.name == "run" and kind_of(function.of) is Kind.SESSION:
            fetched = argument(call, 0, "fetches")
            return state_of(fetched) if fetched is not None else None
    if is_copied(call):
        return state_of(call.arguments.positional[0])
    if call.api == "tf.contrib.seq2seq.tile_batch":
        tiled = argument(call, 0, "t")
        return state_of(tiled) if tiled is not None else None
    return None


def _of_item(item: Item) -> State | None:
    of = item.of
    if isinstance(of, Call):
        results = result_of_network(of)
        if results:
            return (
                results[item.index]
                if isinstance(item.index, int) and -len(results) <= item.index < len(results)
                else None
            )
        if of.api == "tf.contrib.seq2seq.dynamic_decode" and item.index == 1:
            decoder = argument(of, 0, "decoder")
            if isinstance(decoder, Call) and decoder.api in _DECODERS:
                inner = _state(argument(decoder, 0, "cell"))
                # a beam search keeps its cell's state in a `cell_state`, as attention does
                searched = decoder.api.endswith("BeamSearchDecoder") and inner is not None
                return State(Form.ATTENTION, (inner,)) if searched and inner is not None else inner
            return None
        if isinstance(of.function, Member) and of.function.name == "run" and kind_of(of.function.of) is Kind.SESSION:
            return _of_fetch(of, item.index)
    if item.index == 1 and isinstance(of, Item) and of.index is None and isinstance(of.of, Call):
        counted = of.of  # `for number, part in enumerate(state)`
        if isinstance(counted.function, Foreign) and counted.function.name == "builtins.enumerate":
            return _part(counted.arguments.positional[0], None) if counted.arguments.positional else None
    return _part(of, item.index)


def _part(value: Value, index: object) -> State | None:
    whole = state_of(value)
    return whole.part(index) if whole is not None else None


def _of_fetch(run: Call, index: object) -> State | None:
    """Return what state comes back at one place of what `sess.run([...])` returns."""
    fetched = argument(run, 0, "fetches")
    if isinstance(fetched, Sequence):
        known = isinstance(index, int) and -len(fetched.items) <= index < len(fetched.items)
        return state_of(fetched.items[index]) if known and isinstance(index, int) else None
    return _part(fetched, index) if fetched is not None else None
