"""Turn `tf.contrib.seq2seq` decoding into `tfa.seq2seq`, with the encoder's state passed explicitly.

    helper = seq2seq.TrainingHelper(inputs, lengths)
    decoder = seq2seq.BasicDecoder(cell, helper, encoder_state, output_layer=projection)
    outputs, state, _ = seq2seq.dynamic_decode(decoder, impute_finished=True)

becomes

    decoder = tfa.seq2seq.BasicDecoder(cell, tfa.seq2seq.TrainingSampler(), output_layer=projection, impute_finished=True)
    outputs, state, _ = decoder(inputs, initial_state=encoder_state, sequence_length=lengths)

A TFA decoder is a layer: what describes it moves into its constructor (the sampler, the options of `dynamic_decode`), what it
works on moves into the call (inputs, lengths, initial state). With `impute_finished` TFA 0.23 needs a batch size that is known
when the function is traced, so functions that call such a decoder get no `input_signature`.

Sources: `tf.contrib.seq2seq` of TF 1.15, `tensorflow_addons.seq2seq` 0.23; both were run, outputs, states and gradients agree
to 1e-6.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import libcst as cst

from ..kinds.facts import Reference
from ..kinds.values import Call
from ..model import Applicability, Style, VariableMapping
from ..syntax.layout import call_text
from ..syntax.templates import code_of, expression
from .call_site import CallSite
from .change import Change, Edit, manual
from .context import Context
from .decoding import BASIC, BEAM, DECODE, Decoding, decoding_of, decodings
from .graph_decoding import MODULE, graph_edits
from .recurrent import cell_plan, scope_prefix
from .registry import Rule
from .samplers import SAMPLERS, SYMBOLS, is_function, sampler_of

_NAME = "seq2seq-decoder"
_TFA = "import tensorflow_addons as tfa"
_SEQ2SEQ = "tf.contrib.seq2seq."

# Helper -> sampler, the helper's argument that the decoder is called with, and those that go by keyword.
_SAMPLERS: Mapping[str, tuple[str, str, tuple[tuple[str, str], ...]]] = {
    "TrainingHelper": ("TrainingSampler", "inputs", (("sequence_length", "sequence_length"),)),
    "GreedyEmbeddingHelper": (
        "GreedyEmbeddingSampler",
        "embedding",
        (("start_tokens", "start_tokens"), ("end_token", "end_token")),
    ),
}
_OPTIONS = ("output_time_major", "impute_finished", "maximum_iterations")


def apply(reference: Reference, context: Context) -> Change | None:
    """Rewrite one `dynamic_decode` call, with the decoder and helper behind it."""
    if reference.call is None:
        return None
    if context.style is not Style.EAGER:
        return _in_graph(reference, reference.call, context)
    name = reference.api.name
    if name != _SEQ2SEQ + "dynamic_decode":
        return None if _decoded(reference.call, context) else manual(_NAME, reference.node, name, _UNUSED)
    decode = context.site(reference.call)
    decoder_call = decode.value("decoder") if decode else None
    if decode is None or not isinstance(decoder_call, Call) or decoder_call.api != _SEQ2SEQ + "BasicDecoder":
        return manual(
            _NAME, reference.node, name, "the decoder that is run here is not a BasicDecoder made in this file"
        )
    decoder = context.site(decoder_call)
    helper_call = decoder.value("helper") if decoder else None
    helper = context.site(helper_call) if isinstance(helper_call, Call) else None
    if decoder is None or helper is None or not isinstance(helper_call, Call):
        return manual(_NAME, reference.node, name, "the helper of the decoder is not one made in this file")
    sampler = _SAMPLERS.get(helper_call.api[len(_SEQ2SEQ) :])
    plan = cell_plan(decoder.value("cell"), context)
    if sampler is None or plan is None or plan.problem:
        return manual(
            _NAME, reference.node, name, f"{helper_call.api} or the cell has no rule yet: call tfa.seq2seq by hand"
        )
    definition = context.assigned(decoder_call)
    if definition is None:
        return manual(_NAME, reference.node, name, "give the decoder a name first")
    moved = [*helper.nodes.values(), *(decoder.nodes[key] for key in ("initial_state",) if key in decoder.nodes)]
    if not all(context.single_definitions(node) for node in moved):
        return manual(
            _NAME, reference.node, name, "a name in the helper's arguments is bound more than once in this file"
        )
    helper_definition = context.assigned(helper_call)
    removed = (helper_definition.statement,) if helper_definition is not None else ()
    edits = (
        Edit(decoder_call.node, lambda _: _constructor(decoder, decode, sampler[0], helper, context)),
        Edit(reference.call.node, lambda _: _decode_call(definition.name, decoder, helper, sampler, context)),
    )
    impute = decode.constant("impute_finished", False)
    return Change(
        _NAME,
        reference.node,
        name,
        f"becomes a call of the tfa decoder {definition.name}, with its initial state passed explicitly",
        edits=edits,
        objects=(definition.statement,),
        removed=removed,
        requires=(_TFA,),
        variables=_projection(decoder, reference.call, context),
        static_batch=(reference.call.node,) if impute is not False else (),
    )


def _in_graph(reference: Reference, call: Call, context: Context) -> Change | None:
    """Rewrite one decoding of a program that keeps its session; its decoders and helpers follow from it."""
    name = reference.api.name
    if name != DECODE:
        return _part_in_graph(reference, call, context)
    decoding = decoding_of(call, context)
    edits = graph_edits(decoding, context) if isinstance(decoding, Decoding) else decoding
    if isinstance(edits, str) or isinstance(decoding, str):
        return manual(_NAME, reference.node, name, str(edits))
    conditions = list(_conditions(decoding))
    return Change(
        _NAME,
        reference.node,
        name,
        "; ".join(["becomes a call of the decoder, with its initial state passed explicitly", *conditions]),
        Applicability.REVIEW if conditions else Applicability.SAFE,
        edits,
        requires=(_TFA, f"import {MODULE}"),
    )


def _part_in_graph(reference: Reference, call: Call, context: Context) -> Change | None:
    """Say of a decoder or helper what became of it."""
    name = reference.api.name
    for decoding in decodings(context):
        nodes = [decoder.site.call.node for decoder in decoding.decoders]
        nodes += [helper.site.call.node for decoder in decoding.decoders for helper in decoder.helpers]
        if any(node is call.node for node in nodes):
            edits = graph_edits(decoding, context)
            if isinstance(edits, str):
                return manual(_NAME, reference.node, name, edits)
            return Change(_NAME, reference.node, name, "becomes what the call of its decoder needs")
    return manual(_NAME, reference.node, name, _UNUSED)


def _conditions(decoding: Decoding) -> Iterator[str]:
    """Yield what the equality of a decoding depends on."""
    sites = [decoder.site for decoder in decoding.decoders]
    sites += [helper.site for decoder in decoding.decoders for helper in decoder.helpers]
    if any("embedding" in site.nodes and is_function(site.value("embedding")) is None for site in sites):
        yield "the embedding is taken for a matrix: where it is a function, it goes to the constructor as embedding_fn"
    beams = [decoder for decoder in decoding.decoders if decoder.is_beam]
    if beams and decoding.site.constant("impute_finished", False) is not False:
        yield "a beam search takes no impute_finished, with which TF1 fails too"


_UNUSED = "this is not decoded by a dynamic_decode that FlowShift can follow: call tfa.seq2seq by hand"


def _decoded(call: Call, context: Context) -> bool:
    """Tell whether a decoder or helper is part of a decoding that the rule on dynamic_decode rewrites."""
    users = context.calls_with(call)
    if call.api == _SEQ2SEQ + "BasicDecoder":
        return any(user.api == _SEQ2SEQ + "dynamic_decode" for user in users)
    return any(user.api == _SEQ2SEQ + "BasicDecoder" and _decoded(user, context) for user in users)


def _constructor(
    decoder: CallSite, decode: CallSite, sampler: str, helper: CallSite, context: Context
) -> cst.BaseExpression:
    plan = cell_plan(decoder.value("cell"), context)
    assert plan is not None
    cell = code_of(context.render(decoder.nodes["cell"]))
    time_major = helper.node("time_major")
    inner = f"time_major={code_of(context.render(time_major))}" if time_major is not None else ""
    arguments = [cell, f"tfa.seq2seq.{sampler}({inner})"]
    if decoder.node("output_layer") is not None:
        arguments.append(f"output_layer={code_of(context.render(decoder.nodes['output_layer']))}")
    for option in _OPTIONS:
        if decode.node(option) is not None:
            arguments.append(f"{option}={code_of(context.render(decode.nodes[option]))}")
    return expression(call_text("tfa.seq2seq.BasicDecoder", arguments))


def _decode_call(
    name: str,
    decoder: CallSite,
    helper: CallSite,
    sampler: tuple[str, str, tuple[tuple[str, str], ...]],
    context: Context,
) -> cst.BaseExpression:
    _, first, keywords = sampler
    arguments = [code_of(context.render(helper.nodes[first]))]
    arguments.append(f"initial_state={code_of(context.render(decoder.nodes['initial_state']))}")
    for parameter, keyword in keywords:
        if parameter in helper.nodes:
            arguments.append(f"{keyword}={code_of(context.render(helper.nodes[parameter]))}")
    return expression(call_text(name, arguments))


def _projection(decoder: CallSite, decode: Call, context: Context) -> tuple[VariableMapping, ...]:
    """Map the weights of the output layer, which TF1 names after the scope that it is first called in."""
    layer = decoder.value("output_layer")
    if not isinstance(layer, Call) or (definition := context.assigned(layer)) is None:
        return ()
    prefix = scope_prefix(decode.node, context)
    site = context.site(layer)
    name = site.constant("name", None) if site else None
    if prefix is None or not isinstance(name, str):
        return ()
    scope = f"{prefix}decoder/{name}"
    return (VariableMapping((f"{scope}/kernel", f"{scope}/bias"), definition.name),)


RULES = (
    Rule(
        _NAME,
        "seq2seq",
        "contrib.seq2seq decoders become tfa.seq2seq layers that take the encoder's state",
        __doc__ or "",
        frozenset({DECODE, BASIC, BEAM, *SYMBOLS}),
        apply,
    ),
)
