"""Write a decoding for a program that keeps its Session: what is made stays where it was made.

Helpers become samplers and decoders become those of `tf1_rnn_cells`, the module that is added to the project; what they held
goes into the call that takes the place of `dynamic_decode`.
"""

from __future__ import annotations

from collections.abc import Callable

import libcst as cst

from ..kinds.values import Call
from ..syntax.layout import call_text
from ..syntax.templates import Statement, code_of, dotted, expression, statement
from .call_site import CallSite
from .change import Edit, NodeRewrite
from .context import Context
from .decoding import Decoder, Decoding, Helper, keeps_meaning, moves
from .samplers import Feed, is_function, sampler_arguments, sampler_feed


def graph_edits(decoding: Decoding, context: Context) -> tuple[Edit, ...] | str:
    """Return the edits of one decoding, or say what stands in the way."""
    fed = _fed(decoding, context)
    if isinstance(fed, str):
        return fed
    edits: list[Edit] = []
    for _, helper in _ways(decoding):
        if helper is not None:
            edits += _calls(helper.site.call, f"tfa.seq2seq.{helper.sampler.name}", _sampler(helper, context))
    early, late = _options(decoding, context)
    for decoder in decoding.decoders:
        edits += _calls(decoder.site.call, graph_class(decoder), _constructor(decoder, decoding, early, context))
    edits += fed
    if late:
        line = context.statement_of(decoding.site.call.node)
        if not isinstance(decoding.site.nodes["decoder"], (cst.Name, cst.Attribute)):
            return "give the decoder a name first"
        if not isinstance(line, cst.SimpleStatementLine):
            return "give the result of dynamic_decode a line of its own first"
        named = decoding.site.nodes["decoder"]
        edits.append(Edit(line, after_settings(lambda: code_of(context.render(named)), decoding, late, context)))
    return tuple(edits)


def _fed(decoding: Decoding, context: Context) -> list[Edit] | str:
    """Return the edits that give the decoder in its call what it reads.

    The arguments move into the call where they mean the same there. Else what depends on the helper, or on the decoder, is
    kept in a dict on the line after it.
    """
    ways, call = _ways(decoding), decoding.site.call
    stay = [(node, made) for node, made in moves(decoding) if not keeps_meaning(node, made, call, context)]
    one_feed = len({decoder_feed(*way, context) for way in ways}) == 1
    if one_feed and not stay:
        return _runs(decoding, lambda: feed_arguments(decoder_feed(*ways[0], context)), context)
    name = context.fresh_for(("feed", id(call.node)), "decoder_inputs")
    edits: list[Edit] = []
    one = len(decoding.decoders) == 1
    for decoder, helper in ways:
        if one and helper is None:
            return "the helper is not made in this file, or what the decoder reads is bound again before it decodes"
        made = helper.site.call if one and helper is not None else decoder.site.call
        line = _line_of(made, context)
        if line is None:
            return "give each helper and decoder a line of its own first"
        if not one and len(decoder.helpers) > 1:
            return "make one decoder for each helper first"
        edits.append(Edit(line, _followed_by(name, (decoder, helper), not one, context)))
    if one and any(made is decoding.decoders[0].site.call for _, made in stay):
        return "what the decoder starts from is bound again before it decodes: decode where the decoder is made"
    arguments = [f"**{name}"]

    def fed() -> list[str]:
        state = decoding.decoders[0].site.nodes["initial_state"]
        return [*arguments, f"initial_state={code_of(context.render(state))}"] if one else arguments

    return [*edits, *_runs(decoding, fed, context)]


def graph_class(decoder: Decoder) -> str:
    """Return the class of the added module that a decoder becomes one of."""
    return "GraphBeamSearchDecoder" if decoder.is_beam else "GraphBasicDecoder"


def _calls(call: Call, name: str, arguments: Callable[[], list[str]]) -> list[Edit]:
    """Return the edits that make a call one of something else."""
    return [
        Edit(call.node.func, lambda _: dotted(name)),
        Edit(call.node, lambda _: expression(call_text(name, arguments()))),
    ]


def _ways(decoding: Decoding) -> list[tuple[Decoder, Helper | None]]:
    """Return each decoder with each helper that it may have."""
    return [(decoder, helper) for decoder in decoding.decoders for helper in (decoder.helpers or (None,))]


def decoder_feed(decoder: Decoder, helper: Helper | None, context: Context) -> Feed:
    """Return what a decoder is called with: what its helper held, and the state it starts from."""
    site = decoder.site
    state = ("initial_state", code_of(context.render(site.nodes["initial_state"])))
    if decoder.is_beam:
        matrix = not is_function(site.value("embedding")) and "embedding" in site.nodes
        first = code_of(context.render(site.nodes["embedding"])) if matrix else "None"
        tokens = [(name, code_of(context.render(site.nodes[name]))) for name in ("start_tokens", "end_token")]
        return (("inputs", first), state, *tokens)
    if helper is None:
        return (("inputs", "None"), state)
    inputs, *rest = sampler_feed(helper.site, helper.sampler, context)
    return (inputs, state, *rest)


def _options(decoding: Decoding, context: Context) -> tuple[list[str], list[str]]:
    """Return the options that a decoder can be made with, and those that are only known when it decodes."""
    site = decoding.site
    early: list[str] = []
    late: list[str] = []
    for name in decoding.options:
        made = (decoder.site.call for decoder in decoding.decoders)
        known = all(keeps_meaning(site.nodes[name], call, site.call, context) for call in made)
        (early if known else late).append(name)
    return early, late


def _sampler(helper: Helper, context: Context) -> Callable[[], list[str]]:
    return lambda: sampler_arguments(helper.site, helper.sampler, context)


def _constructor(decoder: Decoder, decoding: Decoding, options: list[str], context: Context) -> Callable[[], list[str]]:
    def arguments() -> list[str]:
        written = decoder_arguments(decoder.site, context)
        if not decoder.is_beam:
            written.insert(1, code_of(context.render(decoder.site.nodes["helper"])))
        taken = [name for name in options if not (decoder.is_beam and name == "impute_finished")]
        if decoding.site.node("scope") is not None:
            taken.append("scope")
        return [*written, *(f"{name}={code_of(context.render(decoding.site.nodes[name]))}" for name in taken)]

    return arguments


_BEAM_ARGUMENTS = (
    *("beam_width", "output_layer", "length_penalty_weight", "coverage_penalty_weight", "reorder_tensor_arrays"),
)


def decoder_arguments(site: CallSite, context: Context) -> list[str]:
    """Write what makes a decoder of TFA, but for its sampler and the options of `dynamic_decode`."""
    written = {name: code_of(context.render(node)) for name, node in site.nodes.items() if site.node(name) is not None}
    arguments = [written["cell"]]
    if is_function(site.value("embedding")) and "embedding" in written:
        arguments.append(f"embedding_fn={written['embedding']}")
    return [*arguments, *(f"{name}={written[name]}" for name in _BEAM_ARGUMENTS if name in written)]


def _runs(decoding: Decoding, arguments: Callable[[], list[str]], context: Context) -> list[Edit]:
    """Return the edits that call the decoder."""

    def name() -> str:
        return code_of(context.render(decoding.site.nodes["decoder"]))

    node = decoding.site.call.node
    return [
        Edit(node.func, lambda _: expression(name())),
        Edit(node, lambda _: expression(call_text(name(), arguments()))),
    ]


def feed_arguments(feed: Feed) -> list[str]:
    """Write what a decoder is called with."""
    return [feed[0][1], *(f"{name}={text}" for name, text in feed[1:])]


def _line_of(call: Call, context: Context) -> cst.SimpleStatementLine | None:
    """Return the assignment that holds exactly this call."""
    line = context.statement_of(call.node)
    if not isinstance(line, cst.SimpleStatementLine) or len(line.body) != 1:
        return None
    small = line.body[0]
    return line if isinstance(small, cst.Assign) and small.value is call.node else None


def _followed_by(name: str, way: tuple[Decoder, Helper | None], whole: bool, context: Context) -> NodeRewrite:
    """Write, behind the line that makes a helper or decoder, what the decoder will be called with."""

    def build(node: cst.CSTNode) -> cst.FlattenSentinel[cst.CSTNode]:
        feed = [(key, text) for key, text in decoder_feed(*way, context) if whole or key != "initial_state"]
        text = call_text("dict", [f"{key}={value}" for key, value in feed])
        return cst.FlattenSentinel([node, statement(f"{name} = {text}")])

    return build


def after_settings(decoder: Callable[[], str], decoding: Decoding, options: list[str], context: Context) -> NodeRewrite:
    """Give a decoder, on lines before its call, the options that were not known when it was made."""

    def build(node: cst.CSTNode) -> cst.FlattenSentinel[cst.CSTNode]:
        assert isinstance(node, cst.SimpleStatementLine)
        nodes = decoding.site.nodes
        texts = [f"{decoder()}.{name} = {code_of(context.render(nodes[name]))}" for name in options]
        lines: list[Statement] = [statement(text) for text in texts]
        lines[0] = lines[0].with_changes(leading_lines=node.leading_lines)
        return cst.FlattenSentinel([*lines, node.with_changes(leading_lines=())])

    return build
