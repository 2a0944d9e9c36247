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

from collections.abc import Iterator

import libcst as cst

from ..kinds.facts import Reference
from ..kinds.values import Call
from ..model import Applicability, Style
from .change import Change, Edit, manual
from .context import Context
from .decoding import BASIC, BEAM, DECODE, Decoding, decoding_of, decodings, is_own_decoder
from .decoding_variables import decoding_variables
from .eager_decoding import eager_decoding
from .graph_decoding import graph_class, graph_edits
from .recurrent import cell_problem
from .registry import Rule
from .samplers import SYMBOLS, is_function

_NAME = "seq2seq-decoder"
_TFA = "import tensorflow_addons as tfa"


def apply(reference: Reference, context: Context) -> Change | None:
    """Rewrite one `dynamic_decode` call, with the decoder and helper behind it."""
    if reference.call is None:
        return None
    if context.style is not Style.EAGER:
        return _in_graph(reference, reference.call, context)
    name, call = reference.api.name, reference.call
    if name != DECODE:
        return None if _is_read(call, context) else manual(_NAME, reference.node, name, _UNUSED)
    decoding = decoding_of(call, context)
    native = eager_decoding(decoding, context) if isinstance(decoding, Decoding) else decoding
    if isinstance(native, str) or isinstance(decoding, str):
        return manual(_NAME, reference.node, name, str(native))
    problem = cell_problem(decoding.decoders[0].site.value("cell"), context)
    if problem:
        return manual(_NAME, reference.node, name, f"the cell of the decoder stays as it is: {problem}")
    impute = decoding.site.constant("impute_finished", False)
    return Change(
        _NAME,
        reference.node,
        name,
        f"becomes a call of the tfa decoder {native.name}, with its initial state passed explicitly",
        edits=native.edits,
        objects=native.objects,
        removed=native.removed,
        requires=(_TFA,),
        written=native.written,
        variables=decoding_variables(decoding, context),
        static_batch=(call.node,) if impute is not False else (),
    )


def _is_read(call: Call, context: Context) -> bool:
    """Tell whether a decoder or helper is part of a decoding that can be followed."""
    return any(call.node is node for decoding in decodings(context) for node in _parts(decoding))


def _parts(decoding: Decoding) -> Iterator[cst.Call]:
    """Yield the calls that make the decoders and helpers of a decoding."""
    for decoder in decoding.decoders:
        yield decoder.site.call.node
        yield from (helper.site.call.node for helper in decoder.helpers)


def _in_graph(reference: Reference, call: Call, context: Context) -> Change | None:
    """Rewrite one decoding of a program that keeps its session; its decoders and helpers follow from it."""
    name = reference.api.name
    if name != DECODE:
        return _part_in_graph(reference, call, context)
    if is_own_decoder(call, context):
        edit = Edit(reference.node, lambda _: cst.Name("graph_dynamic_decode"))
        message = "runs the program's decoder in TF1's variable scope"
        return Change(_NAME, reference.node, name, message, edits=(edit,), written=("graph_dynamic_decode",))
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
        requires=(_TFA,) if any(decoder.helpers for decoder in decoding.decoders) else (),
        written=tuple(graph_class(decoder) for decoder in decoding.decoders),
    )


def _part_in_graph(reference: Reference, call: Call, context: Context) -> Change | None:
    """Say of a decoder or helper what became of it."""
    name = reference.api.name
    for decoding in decodings(context):
        if any(node is call.node for node in _parts(decoding)):
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
