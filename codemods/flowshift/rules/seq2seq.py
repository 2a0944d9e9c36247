"""Turn `tf.contrib.seq2seq` decoding into `tfa.seq2seq`, with the encoder's state passed explicitly.

    helper = seq2seq.TrainingHelper(inputs, lengths)
    decoder = seq2seq.BasicDecoder(cell, helper, encoder_state, output_layer=projection)
    outputs, state, _ = seq2seq.dynamic_decode(decoder, impute_finished=True)

becomes

    decoder = tfa.seq2seq.BasicDecoder(cell, tfa.seq2seq.TrainingSampler(), output_layer=projection, impute_finished=True)
    outputs, state, _ = decoder(inputs, initial_state=encoder_state, sequence_length=lengths)

A TFA decoder is a layer: what describes it moves into its constructor (the sampler, the options of `dynamic_decode`), what it
works on moves into the call (inputs, lengths, initial state). An option that is computed for each batch is set before the call
(`decoder.maximum_iterations = longest`). With `impute_finished` TFA 0.23 needs a batch size that is known when the function is
traced, so functions that call such a decoder get no `input_signature`. A beam search over a stack of cells gets them as
`StackedCells`: StackedRNNCells fails in it inside a `tf.function`.

| TF1 | TFA | with the call |
|---|---|---|
| TrainingHelper(x, n) | TrainingSampler() | x, sequence_length=n |
| GreedyEmbeddingHelper(e, s, end) | GreedyEmbeddingSampler() | e, start_tokens=s, end_token=end |
| GreedyEmbeddingHelper(function, ...) | GreedyEmbeddingSampler(embedding_fn=function) | None, ... |
| SampleEmbeddingHelper(e, s, end, t) | SampleEmbeddingSampler(softmax_temperature=t) | as above |
| ScheduledEmbeddingTrainingHelper(x, n, e, p) | ScheduledEmbeddingTrainingSampler(p) | x, sequence_length=n, embedding=e |
| ScheduledOutputTrainingHelper(x, n, p) | ScheduledOutputTrainingSampler(p) | x, sequence_length=n |
| InferenceHelper(...) | InferenceSampler(...) | start_inputs |
| CustomHelper(...) | CustomSampler(...) | None |
| BeamSearchDecoder(cell, e, s, end, state, w) | BeamSearchDecoder(cell, beam_width=w) | e, start_tokens=s, ... |

Decoders that shared weights in TF1 share the cell and the output layer as objects, also where they shared them by the name of
a scope (`weights-by-scope`). Where the scope of a decoding gives an initializer, which draws the output layer and the attention
too, the program keeps its Session.

In a program that keeps its Session the cells stay what they are, under `tf.compat.v1`: same maths, same variables, checkpoints
fit. The decoders are `GraphBasicDecoder` and `GraphBeamSearchDecoder` then, written into the project: TFA's, in TF1's variable
scope, with `impute_finished` for any batch size, and with a beam search that finds its tokens (TFA's compares `Tensor == x`,
which tells objects apart in such a graph, and returns end tokens only). A helper of the program's own class becomes a
`tfa.seq2seq.Sampler`, a decoder of its own a `tfa.seq2seq.Decoder`.

Sources: `tf.contrib.seq2seq` of TF 1.15, `tensorflow_addons.seq2seq` 0.23; both were run, outputs, states and gradients agree
to 1e-6.
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from ..kinds.facts import Reference
from ..kinds.values import Call
from ..model import Applicability, Style
from ..syntax.templates import code_of
from .change import Change, Edit, manual
from .context import Context
from .decoding import BASIC, BEAM, DECODE, Decoding, decoding_of, decodings, is_own_decoder
from .decoding_variables import decoding_variables
from .eager_decoding import eager_decoding
from .graph_decoding import graph_class, graph_edits
from .recurrent import cell_problem, shares_or_initialises
from .registry import Rule
from .samplers import SYMBOLS, is_function

_NAME = "seq2seq-decoder"
_TFA = "import tensorflow_addons as tfa"


def apply(reference: Reference, context: Context) -> Change | None:
    """Rewrite one `dynamic_decode` call, with the decoder and helper behind it."""
    if reference.call is None:
        if isinstance(context.tree.parents.get(id(reference.node)), cst.Assign):
            return Change(_NAME, reference.node, reference.api.name, "another name for it: its calls are rewritten")
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
    if _makes_again(decoding, context):
        return manual(
            _NAME, reference.node, name, "it shares its weights by the name of a scope: pass the same cell and layer"
        )
    if shares_or_initialises(call.node, context, frozenset({"reuse"})):
        # The cell could be given it, but not what the decoding makes beside: output layer, attention, query and score.
        return manual(
            _NAME, reference.node, name, "the scope gives an initializer to all layers that the decoding makes"
        )
    impute = decoding.site.constant("impute_finished", False)
    conditions = list(_conditions(decoding, context))
    message = f"becomes a call of the tfa decoder {native.name}, with its initial state passed explicitly"
    return Change(
        _NAME,
        reference.node,
        name,
        "; ".join([message, *conditions]),
        Applicability.REVIEW if conditions else Applicability.SAFE,
        edits=native.edits,
        objects=native.objects,
        removed=native.removed,
        requires=(_TFA,),
        written=native.written,
        reads=native.reads,
        variables=decoding_variables(decoding, context),
        static_batch=(call.node,) if impute is not False else (),
    )


def _makes_again(decoding: Decoding, context: Context) -> bool:
    """Tell whether a decoding in a scope that reuses weights has a cell or layer that no other decoding has."""
    if not shares_or_initialises(decoding.site.call.node, context, frozenset({"initializer"})):
        return False

    def made(found: Decoding) -> tuple[object, ...]:
        nodes = found.decoders[0].site.nodes
        return tuple(_object(nodes[name], context) for name in ("cell", "output_layer") if name in nodes)

    others = [found for found in decodings(context) if found.site.call.node is not decoding.site.call.node]
    return made(decoding) not in [made(other) for other in others]


def _object(node: cst.BaseExpression, context: Context) -> object:
    """Return what tells one object from another: the definition of a name; a function may make many at one place."""
    if isinstance(node, cst.Name):
        return context.facts.sources.get(id(node), frozenset())
    return code_of(node) if isinstance(node, cst.Attribute) else id(node)


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
    conditions = list(_conditions(decoding, context))
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


def _conditions(decoding: Decoding, context: Context) -> Iterator[str]:
    """Yield what the equality of a decoding depends on."""
    sites = [decoder.site for decoder in decoding.decoders]
    sites += [helper.site for decoder in decoding.decoders for helper in decoder.helpers]
    if any("embedding" in site.nodes and is_function(site.value("embedding")) is None for site in sites):
        yield "the embedding is taken for a matrix: where it is a function, it goes to the constructor as embedding_fn"
    beams = [decoder for decoder in decoding.decoders if decoder.is_beam]
    if beams and decoding.site.constant("impute_finished", False) is not False:
        yield "a beam search takes no impute_finished, with which TF1 fails too"
    if beams and _reads_lengths(decoding, context):
        yield "the lengths follow the beams, those of TF1's third result did not: TF1's final_state.lengths are the same"


def _reads_lengths(decoding: Decoding, context: Context) -> bool:
    """Tell whether the third result of a decoding is read."""
    line = context.statement_of(decoding.site.call.node)
    small = line.body[0] if isinstance(line, cst.SimpleStatementLine) else None
    target = small.targets[0].target if isinstance(small, cst.Assign) else None
    if not isinstance(target, (cst.Tuple, cst.List)) or len(target.elements) != 3:
        return False
    third = target.elements[2].value
    if not isinstance(third, cst.Name):
        return isinstance(third, cst.Attribute)
    made = [definition for definition in context.facts.defines.get(id(line), ()) if definition.name == third.value]
    return any(context.read_names(definition) for definition in made)


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
