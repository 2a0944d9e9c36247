"""Write a decoding for a program that keeps its Session: what is made stays where it was made.

Helpers become samplers and decoders become those of `tf1_rnn_cells`, the module that is added to the project; what they held
goes into the call that takes the place of `dynamic_decode`.
"""

from __future__ import annotations

from collections.abc import Callable

import libcst as cst

from ..kinds.values import Call
from ..syntax.layout import call_text
from ..syntax.templates import code_of, dotted, expression, statement
from ..syntax.walk import descendants
from .change import Edit, NodeRewrite
from .context import Context
from .decoder_call import after_lines, decoder_arguments, decoder_feed, feed_arguments, room_for, settings
from .decoding import Decoder, Decoding, Helper, keeps_meaning, moves
from .samplers import sampler_arguments, sampler_feed


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
        edits.append(Edit(line, after_lines(lambda: settings(code_of(context.render(named)), decoding, late, context))))
    return tuple(edits)


def _fed(decoding: Decoding, context: Context) -> list[Edit] | str:
    """Return the edits that give the decoder in its call what it reads.

    The arguments move into the call where they mean the same there. Else what depends on the helper is kept in a dict on the
    line after it, and what depends on the decoder after that. A helper that comes from another function brings its dict along.
    """
    ways, call = _ways(decoding), decoding.site.call
    here = context.owner(call.node)
    if any(context.owner(decoder.site.call.node) is not here for decoder in decoding.decoders):
        return "the decoder is made in another function: decode where it is made"
    stay = [(node, made) for node, made in moves(decoding) if not keeps_meaning(node, made, call, context)]
    # what comes first goes by its place, whatever its name
    one_feed = len({tuple(feed_arguments(decoder_feed(*way, context))) for way in ways}) == 1
    if one_feed and not stay:
        return _runs(decoding, lambda: feed_arguments(decoder_feed(*ways[0], context)), context)
    first = decoding.decoders[0].site
    name = context.fresh_for(("feed", id(call.node)), "decoder_inputs")
    if len(decoding.decoders) > 1:
        edits = _kept(ways, name, context)
        return edits if isinstance(edits, str) else [*edits, *_runs(decoding, lambda: [f"**{name}"], context)]
    if any(made is first.call for _, made in stay):
        return "what the decoder starts from is bound again before it decodes: decode where the decoder is made"

    def fed() -> list[str]:
        return [f"**{name}", f"initial_state={code_of(context.render(first.nodes['initial_state']))}"]

    helpers = [helper for _, helper in ways if helper is not None]
    elsewhere = any(context.owner(helper.site.call.node) is not here for helper in helpers)
    edits = _brought(decoding, helpers, name, context) if elsewhere else _kept(ways, name, context)
    return edits if isinstance(edits, str) else [*edits, *_runs(decoding, fed, context)]


def _kept(ways: list[tuple[Decoder, Helper | None]], name: str, context: Context) -> list[Edit] | str:
    """Keep what a decoder will be called with in a dict, on the line after the helper, or the decoder, that held it."""
    several = len({id(decoder) for decoder, _ in ways}) > 1
    edits: list[Edit] = []
    for decoder, helper in ways:
        if several and len(decoder.helpers) > 1:
            return "make one decoder for each helper first"
        if not several and helper is None:
            return "what the helper of the program's own class reads is bound again before it decodes"
        made = decoder.site.call if several or helper is None else helper.site.call
        line = context.statement_of(made.node)
        if not context.assigned_to(made) or not isinstance(line, cst.SimpleStatementLine):
            return "give each helper and decoder a line of its own first"
        edits.append(Edit(line, _followed_by(name, (decoder, helper), several, context)))
    return edits


def _brought(decoding: Decoding, helpers: list[Helper], name: str, context: Context) -> list[Edit] | str:
    """Let helpers that are handed to the function bring what the decoder is called with: a pair that is taken apart there."""
    site = decoding.decoders[0].site
    line, given = context.statement_of(site.call.node), site.nodes["helper"]
    if not isinstance(line, cst.SimpleStatementLine) or not isinstance(given, cst.Name):
        return "the helper comes from another function: make it where it is used"
    if len(_reads(given.value, context.owner(given), context)) > 1:
        return "the helper that is handed to this function has other uses in it"
    sampler = context.fresh_for(("sampler", id(site.call.node)), "sampler")

    def pair(helper: Helper) -> NodeRewrite:
        def build(_: cst.CSTNode) -> cst.BaseExpression:
            made = call_text(
                f"tfa.seq2seq.{helper.sampler.name}", sampler_arguments(helper.site, helper.sampler, context), 999
            )
            feed = sampler_feed(helper.site, helper.sampler, context)
            return expression("(" + ", ".join([made, call_text("dict", [f"{k}={v}" for k, v in feed], 999)]) + ")")

        return build

    edits = [Edit(helper.site.call.node, pair(helper)) for helper in helpers]
    edits.append(Edit(line, after_lines(lambda: [f"{sampler}, {name} = {given.value}"])))
    edits.append(Edit(given, lambda _: cst.Name(sampler)))
    return edits


def _reads(name: str, function: cst.CSTNode | None, context: Context) -> list[cst.CSTNode]:
    """Return the places in a function that read a name."""
    below = descendants(function) if function is not None else ()
    return [
        node
        for node in below
        if isinstance(node, cst.Name) and node.value == name and id(node) in context.facts.sources
    ]


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


def _runs(decoding: Decoding, arguments: Callable[[], list[str]], context: Context) -> list[Edit]:
    """Return the edits that call the decoder."""

    def name() -> str:
        return code_of(context.render(decoding.site.nodes["decoder"]))

    node = decoding.site.call.node
    return [
        Edit(node.func, lambda _: expression(name())),
        Edit(node, lambda _: expression(call_text(name(), arguments(), room_for(decoding.site.call, context)))),
    ]


def _followed_by(name: str, way: tuple[Decoder, Helper | None], whole: bool, context: Context) -> NodeRewrite:
    """Write, behind the line that makes a helper or decoder, what the decoder will be called with."""

    def build(node: cst.CSTNode) -> cst.FlattenSentinel[cst.CSTNode]:
        feed = [(key, text) for key, text in decoder_feed(*way, context) if whole or key != "initial_state"]
        text = call_text("dict", [f"{key}={value}" for key, value in feed])
        return cst.FlattenSentinel([node, statement(f"{name} = {text}")])

    return build
