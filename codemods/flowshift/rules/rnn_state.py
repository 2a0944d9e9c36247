"""Turn the parts of an LSTM state round: TF1's `(c, h)` is Keras' `[h, c]`.

    state.c, state.h        ->  state[1], state[0]
    state[0], state[1]      ->  state[1], state[0]
    c, h = state            ->  h, c = state
    LSTMStateTuple(c, h)    ->  [h, c]
    tf.concat(state, 1)     ->  tf.concat(state[::-1], 1)
    cell.zero_state(n, t)   ->  cell.get_initial_state(batch_size=n, dtype=t)

Nothing fails when this is forgotten: a Keras cell takes a `(c, h)` pair without a word and computes with h and c exchanged.
The state is recognised by where it comes from, through names, tuples, functions and runs, not by what it is called.
A program that keeps its Session keeps `tf.compat.v1.nn.rnn_cell.LSTMStateTuple`, in TF1's order.

Source: TF 1.15 `rnn_cell_impl.py`, Keras 2.15 `keras/src/layers/rnn/lstm.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from ..kinds.cells import cell_of
from ..kinds.facts import Reference
from ..kinds.states import NETWORKS, STATE_TUPLE, Form, state_of, state_of_cell
from ..kinds.values import Call, Member
from ..model import Style
from ..syntax.templates import code_of, expression
from .change import Change, Edit, NodeRewrite, manual
from .context import Context
from .recurrent import cell_plan, cell_problem, is_lstm_state
from .registry import Rule
from .state_uses import PLACE, use_of_state

_NAME = "rnn-state"


def apply(reference: Reference, context: Context) -> Change | None:
    """Rewrite `LSTMStateTuple(c, h)`."""
    if context.style is not Style.EAGER:
        return None
    if reference.call is None:
        return manual(_NAME, reference.node, STATE_TUPLE, "the class is passed on as a value: Keras' state is `[h, c]`")
    site = context.site(reference.call)
    if site is None or not {"c", "h"} <= site.nodes.keys():
        return manual(_NAME, reference.node, STATE_TUPLE, "write the state as `[h, c]`, which is Keras' order")

    def pair(_: cst.CSTNode) -> cst.BaseExpression:
        h, c = (code_of(context.render(site.nodes[part])) for part in ("h", "c"))
        return expression(f"[{h}, {c}]")

    return Change(
        _NAME, reference.node, STATE_TUPLE, "becomes `[h, c]`, Keras' order", edits=(Edit(reference.call.node, pair),)
    )


def survey(context: Context) -> Iterator[Change]:
    """Rewrite every read of a part of an LSTM state."""
    if context.style is not Style.EAGER:
        return
    for node, member in context.facts.members:
        if member.name in PLACE and is_lstm_state(member.of, context):
            place = PLACE[member.name]
            yield _change(node, f"`.{member.name}` of an LSTM state becomes `[{place}]`", _by_index(place))
    for subscript, item in context.facts.items:
        if item.index in (0, 1, -1, -2) and is_lstm_state(item.of, context):
            place = 1 - int(str(item.index)) % 2
            yield _change(subscript, f"item {item.index} of an LSTM state becomes item {place}", _other_index(place))
    yield from _used_whole(context)
    yield from _zero_states(context)
    for target, value in context.facts.assignments:
        if isinstance(target, (cst.Tuple, cst.List)) and len(target.elements) == 2 and is_lstm_state(value, context):
            yield _change(target, "an unpacked LSTM state is `h, c` in Keras", _exchanged)


def _used_whole(context: Context) -> Iterator[Change]:
    """Rewrite, or report, each use of a whole LSTM state that would see h and c the other way round."""
    for definition, names in context.facts.reads.items():
        state = state_of(definition.value)
        if state is None or not state.holds_lstm:
            continue
        for name in names:
            others = [state_of(d.value) for d in context.facts.sources.get(id(name), ())]
            use = use_of_state(name, state, context) if all(other == state for other in others) else "unknown"
            if use == "in order":
                rewrite = _reversed if state.form is Form.LSTM else _each_reversed
                yield _change(name, "c comes first in TF1, h in Keras", rewrite)
            elif use == "unknown":
                yield manual(
                    _NAME, name, STATE_TUPLE, f"`{name.value}` is used whole: TF1 has (c, h) in it, Keras [h, c]"
                )


def _zero_states(context: Context) -> Iterator[Change]:
    """Rewrite each `zero_state` that does not just say that a network starts from zeros."""
    for call in context.facts.calls:
        function = call.function
        if not isinstance(function, Member) or function.name != "zero_state":
            continue
        cell = cell_of(function.of)
        if cell is None or _is_start(call, context):
            continue
        symbol = "tf.nn.rnn_cell.RNNCell.zero_state"
        arguments = [code_of(a.value) for a in call.node.args]
        if cell_problem(function.of, context) or state_of_cell(cell).form in (Form.PACKED, Form.ATTENTION):
            if state_of_cell(cell).form is not Form.ATTENTION:
                yield manual(_NAME, call.node, symbol, "write the zeros of the state by hand")
        elif len(arguments) == 2 and isinstance(call.node.func, cst.Attribute):
            plan = cell_plan(function.of, context)
            edit = Edit(call.node, _initial(call, context, ".cell" if plan is not None and plan.as_layer else ""))
            yield Change(_NAME, call.node, symbol, "becomes get_initial_state, in Keras' order", edits=(edit,))


def _initial(call: Call, context: Context, path: str) -> NodeRewrite:
    def rewrite(node: cst.CSTNode) -> cst.CSTNode:
        assert isinstance(node, cst.Call)
        assert isinstance(node.func, cst.Attribute)
        names = [a.keyword.value if a.keyword is not None else None for a in node.args]
        given = {
            name or default: code_of(a.value) for name, default, a in zip(names, ("batch_size", "dtype"), node.args)
        }
        cell = code_of(node.func.value)
        return expression(f"{cell}{path}.get_initial_state(batch_size={given['batch_size']}, dtype={given['dtype']})")

    return rewrite


def _is_start(call: Call, context: Context) -> bool:
    """Tell whether zeros are all that is made of a state: the start of networks, which Keras has by itself."""
    users = context.calls_with(call)
    if not users or any(user.api not in NETWORKS for user in users):
        return False
    made = context.assigned(call)
    return made is None or len(context.read_names(made)) == 1


def _change(node: cst.CSTNode, message: str, rewrite: NodeRewrite) -> Change:
    return Change(_NAME, node, STATE_TUPLE, message, edits=(Edit(node, rewrite),))


def _by_index(place: int) -> NodeRewrite:
    def rewrite(node: cst.CSTNode) -> cst.CSTNode:
        assert isinstance(node, cst.Attribute)
        return expression(f"{{state}}[{place}]", state=node.value)

    return rewrite


def _other_index(place: int) -> NodeRewrite:
    def rewrite(node: cst.CSTNode) -> cst.CSTNode:
        assert isinstance(node, cst.Subscript)
        element = node.slice[0].with_changes(slice=cst.Index(cst.Integer(str(place))))
        return node.with_changes(slice=[element])

    return rewrite


def _reversed(node: cst.CSTNode) -> cst.CSTNode:
    assert isinstance(node, cst.BaseExpression)
    return expression("{state}[::-1]", state=node)


def _each_reversed(node: cst.CSTNode) -> cst.CSTNode:
    assert isinstance(node, cst.BaseExpression)
    return expression("[layer[::-1] for layer in {state}]", state=node)


def _exchanged(node: cst.CSTNode) -> cst.CSTNode:
    assert isinstance(node, (cst.Tuple, cst.List))
    first, second = node.elements
    return node.with_changes(elements=[first.with_changes(value=second.value), second.with_changes(value=first.value)])


RULES = (
    Rule(
        _NAME,
        "rnn",
        "parts of an LSTM state follow Keras' order [h, c]",
        __doc__ or "",
        frozenset({STATE_TUPLE}),
        apply,
        survey,
    ),
)
