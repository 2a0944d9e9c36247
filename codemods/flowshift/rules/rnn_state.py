"""Turn the parts of an LSTM state round: TF1's `(c, h)` is Keras' `[h, c]`.

    state.c, state.h        ->  state[1], state[0]
    state[0], state[1]      ->  state[1], state[0]
    c, h = state            ->  h, c = state
    LSTMStateTuple(c, h)    ->  [h, c]

Nothing fails when this is forgotten: a Keras cell takes a `(c, h)` pair without a word and computes with h and c exchanged.
The state is recognised by where it comes from, through names, tuples and functions, not by what it is called.
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from ..kinds.facts import Reference
from ..kinds.values import Call
from ..model import Style
from ..syntax.templates import code_of, expression
from .change import Change, Edit, manual
from .context import Context
from .recurrent import is_lstm_state
from .registry import Rule

_NAME = "rnn-state"
_TUPLE = "tf.nn.rnn_cell.LSTMStateTuple"
_TAKE_STATES = frozenset({"tf.nn.dynamic_rnn", "tf.contrib.seq2seq.BasicDecoder"})
_PLACE = {"c": 1, "h": 0}


def apply(reference: Reference, context: Context) -> Change | None:
    """Rewrite `LSTMStateTuple(c, h)`."""
    if context.style is not Style.EAGER or reference.call is None:
        return None
    site = context.site(reference.call)
    if site is None or not {"c", "h"} <= site.nodes.keys():
        return manual(_NAME, reference.node, _TUPLE, "write the state as `[h, c]`, which is Keras' order")

    def pair(_: cst.CSTNode) -> cst.BaseExpression:
        h, c = (code_of(context.render(site.nodes[part])) for part in ("h", "c"))
        return expression(f"[{h}, {c}]")

    return Change(
        _NAME, reference.node, _TUPLE, "becomes `[h, c]`, Keras' order", edits=(Edit(reference.call.node, pair),)
    )


def survey(context: Context) -> Iterator[Change]:
    """Rewrite every read of a part of an LSTM state."""
    if context.style is not Style.EAGER:
        return
    for node, member in context.facts.members:
        if member.name in _PLACE and is_lstm_state(member.of, context):
            place = _PLACE[member.name]
            yield _change(node, f"`.{member.name}` of an LSTM state becomes `[{place}]`", _by_index(place))
    for subscript, item in context.facts.items:
        if item.index in (0, 1) and is_lstm_state(item.of, context):
            place = 1 - int(str(item.index))
            yield _change(subscript, f"item {item.index} of an LSTM state becomes item {place}", _other_index(place))
    yield from _used_whole(context)
    for target, value in context.facts.assignments:
        if isinstance(target, cst.Tuple) and len(target.elements) == 2 and is_lstm_state(value, context):
            yield _change(target, "an unpacked LSTM state is `h, c` in Keras", _exchanged)


def _used_whole(context: Context) -> Iterator[Change]:
    """Report each use of a whole LSTM state that would see h and c the other way round."""
    for definition, names in context.facts.reads.items():
        if not is_lstm_state(definition.value, context):
            continue
        for name in names:
            if not _is_followed(name, context):
                yield manual(_NAME, name, _TUPLE, f"`{name.value}` is used whole: TF1 has (c, h) in it, Keras [h, c]")


def _is_followed(name: cst.Name, context: Context) -> bool:
    """Tell whether the rules of this family know what becomes of a state at this place."""
    parents = context.tree.parents
    parent = parents.get(id(name))
    if isinstance(parent, cst.Attribute):
        return parent.attr.value in _PLACE
    if isinstance(parent, cst.Subscript):
        return any(node is parent and item.index in (0, 1) for node, item in context.facts.items)
    if isinstance(parent, cst.Assign):
        target = parent.targets[0].target
        return len(parent.targets) == 1 and (isinstance(target, cst.Name) or _unpacks(target))
    if isinstance(parent, cst.Arg):
        call = context.facts.value(parents[id(parent)])
        site = context.site(call) if isinstance(call, Call) and call.api in _TAKE_STATES else None
        return site is not None and site.nodes.get("initial_state") is name
    return False


def _unpacks(target: cst.BaseExpression) -> bool:
    return isinstance(target, cst.Tuple) and len(target.elements) == 2


def _change(node: cst.CSTNode, message: str, rewrite: object) -> Change:
    return Change(_NAME, node, _TUPLE, message, edits=(Edit(node, rewrite),))  # type: ignore[arg-type]


def _by_index(place: int) -> object:
    def rewrite(node: cst.CSTNode) -> cst.CSTNode:
        assert isinstance(node, cst.Attribute)
        return expression(f"{{state}}[{place}]", state=node.value)

    return rewrite


def _other_index(place: int) -> object:
    def rewrite(node: cst.CSTNode) -> cst.CSTNode:
        assert isinstance(node, cst.Subscript)
        element = node.slice[0].with_changes(slice=cst.Index(cst.Integer(str(place))))
        return node.with_changes(slice=[element])

    return rewrite


def _exchanged(node: cst.CSTNode) -> cst.CSTNode:
    assert isinstance(node, cst.Tuple)
    first, second = node.elements
    return node.with_changes(elements=[first.with_changes(value=second.value), second.with_changes(value=first.value)])


RULES = (
    Rule(
        _NAME,
        "rnn",
        "parts of an LSTM state follow Keras' order [h, c]",
        __doc__ or "",
        frozenset({_TUPLE}),
        apply,
        survey,
    ),
)
