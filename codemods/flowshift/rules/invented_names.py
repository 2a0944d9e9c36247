"""Repair code that was moved to TFA by names that TFA never had.

    encoder = tfa.seq2seq.BasicRNNEncoder(encoder_cell)
    encoder_outputs, encoder_state = encoder(source, sequence_length=source_length)
    decoder = tfa.seq2seq.BasicRNNDecoder(decoder_cell, sampler, initial_state=encoder_state, output_layer=projection)
    outputs, state, lengths = decoder(target)

becomes

    encoder = tf.keras.layers.RNN(encoder_cell, return_sequences=True, return_state=True, zero_output_for_mask=True)
    encoder_outputs, *encoder_state = encoder(source, mask=tf.sequence_mask(source_length, tf.shape(source)[1]))
    decoder = tfa.seq2seq.BasicDecoder(decoder_cell, sampler, output_layer=projection)
    outputs, state, lengths = decoder(target, initial_state=encoder_state)

`tfa.seq2seq` has no encoder: a Keras layer runs the cell, returns its outputs and its state (`[h, c]` for an LSTM, a tensor
for a GRU), and the decoder starts from that. Where the names' arguments say nothing of a sampler, the decoder reads its inputs
(`TrainingSampler`). It is never certain what code meant that never ran: the finding asks for a look.

Source: the public names of `tensorflow_addons.seq2seq` 0.23.
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from ..kinds.values import Call, Choice, Foreign, Value
from ..model import Applicability
from ..syntax.layout import call_text
from ..syntax.templates import code_of, dotted, expression
from .change import Change, Edit, NodeRewrite, manual
from .context import Context
from .registry import Rule

_NAME = "seq2seq-invented-name"
_ADDONS = "tensorflow_addons.seq2seq."
_ENCODERS = ("BasicRNNEncoder", "RNNEncoder")
_DECODERS = ("BasicRNNDecoder", "RNNDecoder")
_TWO_PARTS = frozenset({"tf.keras.layers.LSTMCell", "tf.nn.rnn_cell.LSTMCell", "tf.nn.rnn_cell.BasicLSTMCell"})
_ONE_PART = frozenset({"tf.keras.layers.GRUCell", "tf.keras.layers.SimpleRNNCell", "tf.nn.rnn_cell.GRUCell"})
_KEPT = frozenset({"initial_state", "training", "mask"})


def survey(context: Context) -> Iterator[Change]:
    """Rewrite each object that is made under such a name, and its calls."""
    for call in context.facts.calls:
        name = call.function.name if isinstance(call.function, Foreign) else ""
        if name in {_ADDONS + encoder for encoder in _ENCODERS}:
            yield _encoder(call, name, context)
        elif name in {_ADDONS + decoder for decoder in _DECODERS}:
            yield _decoder(call, name, context)


def _calls_of(made: Call, context: Context) -> list[Call]:
    return [
        c for c in context.facts.calls if (called := _one_call(c.function)) is not None and called.node is made.node
    ]


def _one_call(value: Value) -> Call | None:
    """Return the call that made a value; one that was read twice, as in a constructor, counts once."""
    options = value.options if isinstance(value, Choice) else (value,)
    calls = [option for option in options if isinstance(option, Call)]
    return calls[0] if len(calls) == len(options) and len({id(call.node) for call in calls}) == 1 else None


def _arguments(call: cst.Call) -> tuple[list[cst.BaseExpression], dict[str, cst.BaseExpression]]:
    positional = [a.value for a in call.args if a.keyword is None and not a.star]
    return positional, {a.keyword.value: a.value for a in call.args if a.keyword is not None}


def _encoder(call: Call, name: str, context: Context) -> Change:
    symbol = "tfa" + name[len("tensorflow_addons") :]
    positional, keywords = _arguments(call.node)
    cell = keywords.get("cell", positional[0] if positional else None)
    made = _one_call(context.facts.value(cell)) if cell is not None else None
    runs = _calls_of(call, context)
    api = made.api if made is not None else ""
    if cell is None or api not in _TWO_PARTS | _ONE_PART or len(positional) > 1 or set(keywords) - {"cell"}:
        return manual(_NAME, call.node, symbol, _BY_HAND)
    masked = any("sequence_length" in _arguments(run.node)[1] for run in runs)
    edits = [
        Edit(call.node.func, lambda _: dotted(f"{context.tensorflow}.keras.layers.RNN")),
        Edit(call.node, lambda _: expression(_layer(cell, masked, context))),
    ]
    for run in runs:
        edit = _encoded(run, api in _TWO_PARTS, context)
        if edit is None:
            return manual(_NAME, run.node, symbol, _BY_HAND)
        edits += edit
    message = "TFA never had it: a Keras layer encodes, and returns the state that the decoder starts from"
    return Change(_NAME, call.node, symbol, message, Applicability.REVIEW, tuple(edits))


_BY_HAND = (
    "TFA never had it: encode with tf.keras.layers.RNN(cell, return_sequences=True, return_state=True) and call "
    "tfa.seq2seq.BasicDecoder(cell, sampler)(inputs, initial_state=encoder_state)"
)


def _layer(cell: cst.BaseExpression, masked: bool, context: Context) -> str:
    arguments = [code_of(context.render(cell)), "return_sequences=True", "return_state=True"]
    if masked:
        arguments.append("zero_output_for_mask=True")
    return call_text(f"{context.tensorflow}.keras.layers.RNN", arguments)


def _encoded(run: Call, two_parts: bool, context: Context) -> list[Edit] | None:
    """Return the edits of one call of an encoder: lengths become a mask, and both parts of an LSTM's state are kept."""
    positional, keywords = _arguments(run.node)
    inputs = keywords.get("inputs", positional[0] if len(positional) == 1 else None)
    if inputs is None or set(keywords) - {"inputs", "sequence_length"} - _KEPT:
        return None

    def called(node: cst.CSTNode) -> cst.BaseExpression:
        assert isinstance(node, cst.Call)
        tf, source = context.tensorflow, code_of(context.render(inputs))
        arguments = [source]
        for key, value in keywords.items():
            text = code_of(context.render(value))
            if key == "sequence_length":
                arguments.append(f"mask={tf}.sequence_mask({text}, {tf}.shape({source})[1])")
            elif key != "inputs":
                arguments.append(f"{key}={text}")
        return expression(call_text(code_of(node.func), arguments))

    edits = [Edit(run.node, called)]
    if two_parts:
        line = context.statement_of(run.node)
        small = line.body[0] if isinstance(line, cst.SimpleStatementLine) else None
        target = small.targets[0].target if isinstance(small, cst.Assign) and small.value is run.node else None
        if not isinstance(target, cst.Tuple) or len(target.elements) != 2:
            return None
        edits.append(Edit(target, _starred))
    return edits


def _starred(node: cst.CSTNode) -> cst.CSTNode:
    assert isinstance(node, cst.Tuple)
    outputs, state = node.elements
    return node.with_changes(elements=[outputs, cst.StarredElement(state.value)])


def _decoder(call: Call, name: str, context: Context) -> Change:
    symbol = "tfa" + name[len("tensorflow_addons") :]
    positional, keywords = _arguments(call.node)
    names = ("cell", "sampler", "initial_state", "output_layer")
    given = {**dict(zip(names, positional)), **keywords}
    if "helper" in given:
        given.setdefault("sampler", given.pop("helper"))
    if "cell" not in given or len(positional) > len(names):
        return manual(_NAME, call.node, symbol, _BY_HAND)
    state = given.pop("initial_state", None)

    def made(_: cst.CSTNode) -> cst.BaseExpression:
        written = {key: code_of(context.render(value)) for key, value in given.items()}
        arguments = [written.pop("cell"), written.pop("sampler", "tfa.seq2seq.TrainingSampler()")]
        arguments += [f"{key}={text}" for key, text in written.items()]
        return expression(call_text("tfa.seq2seq.BasicDecoder", arguments))

    edits = [Edit(call.node.func, lambda _: dotted("tfa.seq2seq.BasicDecoder")), Edit(call.node, made)]
    if state is not None:
        edits += [Edit(run.node, _started(state, context)) for run in _calls_of(call, context)]
    message = "TFA never had it: becomes tfa.seq2seq.BasicDecoder, which is called with the state that it starts from"
    return Change(
        _NAME,
        call.node,
        symbol,
        message,
        Applicability.REVIEW,
        tuple(edits),
        requires=("import tensorflow_addons as tfa",),
    )


def _started(state: cst.BaseExpression, context: Context) -> NodeRewrite:
    def rewrite(node: cst.CSTNode) -> cst.CSTNode:
        assert isinstance(node, cst.Call)
        arguments = [code_of(argument).rstrip(", ") for argument in node.args]
        return expression(
            call_text(code_of(node.func), [*arguments, f"initial_state={code_of(context.render(state))}"])
        )

    return rewrite


RULES = (
    Rule(
        _NAME,
        "seq2seq",
        "names that tensorflow_addons never had are repaired into encoder, encoder's state, decoder",
        __doc__ or "",
        survey=survey,
        words=frozenset({"BasicRNNEncoder", "BasicRNNDecoder", "RNNEncoder", "RNNDecoder"}),
    ),
)
