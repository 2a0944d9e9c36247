"""Make the state of an attending cell with TFA's method, and give it the parts that TF1's wrapper held.

    start = cell.zero_state(batch_size, tf.float32).clone(cell_state=encoder_state)

becomes

    start = cell.get_initial_state(batch_size=batch_size, dtype=tf.float32).clone(cell_state=encoder_state)

`clone` wants the structure that `get_initial_state` made: `[h, c]` for an LSTM, a tensor for a GRU, a tuple for a stack.
An `initial_cell_state` of TF1's wrapper is cloned into each such state. TFA's state has no `time`. In a program that keeps its
Session `GraphAttentionWrapper` has a `zero_state`, and nothing changes.

Source: `tensorflow_addons/seq2seq/attention_wrapper.py` 0.23.
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from ..kinds.cells import ATTENTION
from ..kinds.states import Form, state_of
from ..kinds.values import Call, Member, Value
from ..model import Style
from ..syntax.templates import code_of, expression
from .change import Change, Edit, manual
from .context import Context
from .decoder_call import state_text
from .registry import Rule

_NAME = "seq2seq-attention-state"
_SEQ2SEQ = "tf.contrib.seq2seq."


def survey(context: Context) -> Iterator[Change]:
    """Rewrite the states that are made of a wrapper."""
    if context.style is not Style.EAGER:
        return
    for call in context.facts.calls:
        function = call.function
        if not isinstance(function, Member) or not isinstance(call.node.func, cst.Attribute):
            continue
        if function.name == "zero_state" and (wrapper := _wrapper(function.of)) is not None:
            yield _zero_state(call, wrapper, context)
        elif function.name == "clone" and _is_attention_state(function.of):
            yield from _cloned(call, context)
    for node, member in context.facts.members:
        if member.name == "time" and _is_attention_state(member.of):
            yield manual(
                _NAME, node, _SEQ2SEQ + "AttentionWrapperState.time", "TFA keeps no step in the state: count the steps"
            )


def _wrapper(value: Value) -> Call | None:
    return value if isinstance(value, Call) and value.api == ATTENTION else None


def _is_attention_state(value: Value) -> bool:
    state = state_of(value)
    return state is not None and state.form is Form.ATTENTION


def _zero_state(call: Call, wrapper: Call, context: Context) -> Change:
    symbol, site = _SEQ2SEQ + "AttentionWrapper.zero_state", context.site(wrapper)
    names = [a.keyword.value if a.keyword is not None else None for a in call.node.args]
    given = {name or default: a.value for name, default, a in zip(names, ("batch_size", "dtype"), call.node.args)}
    if set(given) != {"batch_size", "dtype"} or site is None or not call.arguments.exact:
        return manual(_NAME, call.node, symbol, "its arguments cannot be read from the call")

    def build(node: cst.CSTNode) -> cst.BaseExpression:
        assert isinstance(node, cst.Call)
        assert isinstance(node.func, cst.Attribute)
        size, dtype = (code_of(context.render(given[name])) for name in ("batch_size", "dtype"))
        text = f"{code_of(node.func.value)}.get_initial_state(batch_size={size}, dtype={dtype})"
        if site.node("initial_cell_state") is not None:
            held = state_text(site.nodes["initial_cell_state"], site.value("initial_cell_state"), context)
            text += f".clone(cell_state={held})"
        return expression(text)

    message = "becomes get_initial_state"
    return Change(_NAME, call.node, symbol, message, edits=(Edit(call.node, build),))


def _cloned(call: Call, context: Context) -> Iterator[Change]:
    """Give a wrapped stack its state as a tuple, as its zero state is one."""
    for argument in call.node.args:
        name = argument.keyword.value if argument.keyword is not None else ""
        value = call.arguments.keyword("cell_state")
        if name != "cell_state" or value is None or isinstance(argument.value, cst.Tuple):
            continue
        state = state_of(value)
        if state is not None and state.form is Form.STACK:
            edit = Edit(argument.value, lambda node: expression(f"tuple({code_of(node)})"))
            message = "the state of a stack is a tuple in TFA"
            yield Change(_NAME, argument.value, _SEQ2SEQ + "AttentionWrapperState.clone", message, edits=(edit,))


RULES = (
    Rule(
        _NAME,
        "seq2seq",
        "states of attention are made with get_initial_state and clone",
        __doc__ or "",
        survey=survey,
    ),
)
