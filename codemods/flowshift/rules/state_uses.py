"""Say what becomes of a whole state at a place that reads it: whether its parts are followed, or read in their order."""

from __future__ import annotations

import libcst as cst

from ..kinds.kind import Kind, kind_of
from ..kinds.states import NETWORKS, Form, State, state_of
from ..kinds.values import Call, Foreign, Function, Member
from .context import Context

# The place of each part in Keras' order.
PLACE = {"c": 1, "h": 0}
_TAKE_STATES = frozenset(
    {
        *NETWORKS,
        "tf.contrib.seq2seq.BasicDecoder",
        "tf.contrib.seq2seq.BeamSearchDecoder",
        "tf.contrib.seq2seq.AttentionWrapper",
        "tf.contrib.seq2seq.tile_batch",
    }
)
# Functions that put tensors together in the order in which they stand.
_IN_ORDER = frozenset({"tf.concat", "tf.stack", "tf.add_n"})
_KEEP_ORDER = frozenset({"tuple", "list", "enumerate", "len"})


def use_of_state(name: cst.Name, state: State, context: Context) -> str:
    """Say what becomes of a state at a place: "followed" by these rules, read "in order", or "unknown"."""
    parents = context.tree.parents
    parent = parents.get(id(name))
    if isinstance(parent, cst.Attribute):
        return (
            "followed"
            if parent.value is not name or parent.attr.value in PLACE or state.form is Form.ATTENTION
            else "unknown"
        )
    if isinstance(parent, cst.Subscript) and parent.value is name:
        lstm = state.form is Form.LSTM
        known = any(node is parent and item.index in (0, 1, -1, -2) for node, item in context.facts.items)
        return "followed" if known or not lstm else "unknown"
    if isinstance(parent, (cst.Assign, cst.Return)):
        return "followed"
    if isinstance(parent, (cst.For, cst.CompFor)):
        return "in order" if state.form is Form.LSTM else "followed"
    if isinstance(parent, cst.DictElement) and kind_of(context.facts.value(parent.key)) is Kind.PLACEHOLDER:
        return "in order" if state.form is Form.LSTM or _is_flat(state) else "unknown"
    if isinstance(parent, (cst.Element, cst.DictElement)):
        return "followed"  # a display holds the state as it is; who takes that apart is followed again
    if isinstance(parent, cst.Arg):
        return _use_in_call(parent, name, state, context)
    return "unknown"


def _use_in_call(argument: cst.Arg, name: cst.Name, state: State, context: Context) -> str:
    node = context.tree.parents[id(argument)]
    call = context.facts.value(node)
    called = context.facts.value(node.func) if isinstance(node, cst.Call) else None
    if isinstance(called, Foreign) and isinstance(node, cst.Call) and isinstance(node.func, cst.Name):
        return "followed" if node.func.value in _KEEP_ORDER else "unknown"
    if isinstance(called, Function) and isinstance(node, cst.Call) and isinstance(called.node, cst.FunctionDef):
        return "followed" if _arrives(called, node, argument, state, context) else "unknown"
    if not isinstance(call, Call):
        return "followed" if state_of(call) == state else "unknown"
    if call.api in _IN_ORDER and state.form is Form.LSTM:
        return "in order"
    if call.api in _TAKE_STATES:
        return "followed"
    function = call.function
    if isinstance(function, Member) and function.name in ("clone", "run"):
        return "followed"
    return "unknown"


def _arrives(function: Function, node: cst.Call, argument: cst.Arg, state: State, context: Context) -> bool:
    """Tell whether a function of the program gets nothing but such states at the place of an argument."""
    names = [parameter.name.value for parameter in function.node.params.params]
    place = next(number for number, given in enumerate(node.args) if given is argument)
    place += 1 if function.instance is not None else 0
    name = argument.keyword.value if argument.keyword is not None else names[place] if place < len(names) else ""
    reads = [one for one in context.facts.reads if one.statement is function.node and one.name == name]
    return name in names and not argument.star and all(state_of(one.value) == state for one in reads)


def _is_flat(state: State) -> bool:
    """Tell whether a state is that of a stack of LSTMs."""
    return state.form is Form.STACK and all(part.form is Form.LSTM for part in state.parts)
