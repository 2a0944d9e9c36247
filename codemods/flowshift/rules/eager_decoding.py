"""Write a decoding for a native program: the decoder is made once, what it works on goes into its call.

A decoder of TFA is a layer. Its sampler and the options of `dynamic_decode` describe it and go into its constructor, but for
an option that is computed for each batch: that is set before the call.
"""

from __future__ import annotations

from dataclasses import dataclass

import libcst as cst

from ..kinds.cells import Stack, Wrapped, cell_of
from ..kinds.kind import Kind, kind_of
from ..kinds.values import Call, Function
from ..syntax.layout import call_text
from ..syntax.templates import code_of, expression
from ..syntax.walk import descendants
from .cell_dropout import arguments_of, before_run, lines_of
from .change import Edit, Setup
from .context import Context
from .decoder_call import after_lines, decoder_arguments, decoder_feed, feed_arguments, room_for, settings
from .decoding import Decoder, Decoding, Helper, keeps_meaning, moves
from .samplers import fed_nodes, is_function, sampler_arguments

_TENSORS = (Kind.VARIABLE, Kind.PLACEHOLDER, Kind.GRAPH)


@dataclass(frozen=True, eq=False)
class EagerDecoding:
    """The edits of one decoding, the statements that make objects now, and those that are gone."""

    name: str  # the variable that holds the decoder
    edits: tuple[Edit, ...]
    objects: tuple[cst.CSTNode, ...]
    removed: tuple[cst.CSTNode, ...]
    written: tuple[str, ...] = ()
    reads: tuple[cst.CSTNode, ...] = ()  # what a run feeds to the cell


def eager_decoding(decoding: Decoding, context: Context) -> EagerDecoding | str:
    """Return what becomes of a decoding in a native program, or say what stands in the way."""
    if len(decoding.decoders) != 1 or len(decoding.decoders[0].helpers) > 1:
        return "one of several decoders runs here: give each its own dynamic_decode"
    decoder = decoding.decoders[0]
    helper = decoder.helpers[0] if decoder.helpers else None
    if helper is None and not decoder.is_beam:
        return "the helper is a class of the program: write it as a tfa.seq2seq.Sampler, which gets its tensors in initialize"
    problem = _problem(decoding, decoder, helper, context)
    if problem:
        return problem
    call, made = decoding.site.call, decoder.site.call
    definition = context.assigned(made)
    name = definition.name if definition is not None else context.fresh_for(("decoder", id(made.node)), "decoder")
    early, late = _options(decoding, decoder, context)

    def constructor() -> cst.BaseExpression:
        return expression(_constructor(decoding, decoder, helper, early, context))

    edits: list[Edit] = []
    if definition is not None:
        edits.append(Edit(made.node, lambda _: constructor()))
    else:
        edits.append(Edit(made.node, lambda node: node, Setup(name, lambda _: constructor())))

    def run(_: cst.CSTNode) -> cst.BaseExpression:
        feed = decoder_feed(decoder, helper, context)
        if _is_searched_stack(decoder):
            state = code_of(context.render(decoder.site.nodes["initial_state"]))
            flat = f"tuple(tuple({context.tensorflow}.nest.flatten(part)) for part in {state})"
            feed = tuple((key, flat if key == "initial_state" else text) for key, text in feed)
        return expression(call_text(name, feed_arguments(feed), room_for(call, context)))

    edits.append(Edit(call.node, run))
    fed = before_run(decoder.site.value("cell"), context)
    if late or fed:
        line = context.statement_of(call.node)
        assert line is not None
        edits.append(
            Edit(line, after_lines(lambda: [*lines_of(fed, context), *settings(name, decoding, late, context)]))
        )
    removed: list[cst.CSTNode] = []
    if helper is not None and (held := context.assigned(helper.site.call)) is not None:
        removed.append(held.statement)
    objects = (definition.statement,) if definition is not None else ()
    written = ("StackedCells",) if _is_searched_stack(decoder) else ()
    return EagerDecoding(name, tuple(edits), objects, tuple(removed), written, arguments_of(fed))


def _is_searched_stack(decoder: Decoder) -> bool:
    return decoder.is_beam and isinstance(cell_of(decoder.site.value("cell")), Stack)


def _problem(decoding: Decoding, decoder: Decoder, helper: Helper | None, context: Context) -> str:
    """Say what keeps a decoding from being split into an object and its call, an empty string where nothing does."""
    if not all(context.single_definitions(node) for node, _ in moves(decoding)):
        return "a name in what the decoder reads is bound more than once in this file"
    if not isinstance(context.statement_of(decoding.site.call.node), cst.SimpleStatementLine):
        return "give the result of dynamic_decode a line of its own first"
    cell = cell_of(decoder.site.value("cell"))
    if decoder.is_beam and isinstance(cell, Wrapped) and isinstance(cell.inner, Stack):
        return "beam search over a wrapped stack fails inside a tf.function"
    fed = {id(node) for node in (fed_nodes(helper.site, helper.sampler) if helper is not None else decoder.moved)}
    site = helper.site if helper is not None else decoder.site
    for name, node in site.nodes.items():
        if (
            id(node) not in fed
            and name not in ("cell", "initial_state", "helper", "name")
            and reads_tensors(node, context)
        ):
            return f"{name} is computed for each batch: a tfa sampler is made once"
    matrices = [one for one in (decoder.site, site) if "embedding" in one.nodes]
    if any(is_function(one.value("embedding")) is None for one in matrices):
        return "the embedding may be a matrix or a function"
    if any(_is_computed(one.value("embedding")) for one in matrices):
        return "the embedding is computed for each batch: a tfa sampler keeps the first one it gets"
    return ""


def _is_computed(value: object) -> bool:
    return isinstance(value, Call) and kind_of(value) is Kind.GRAPH and not isinstance(value.function, Function)


def reads_tensors(node: cst.CSTNode, context: Context) -> bool:
    """Tell whether an expression reads what is computed in the graph, in a lambda as well."""
    for found in descendants(node):
        for definition in context.facts.sources.get(id(found), ()):
            if kind_of(definition.value) in (Kind.PLACEHOLDER, Kind.GRAPH):
                return True
    return False


def _options(decoding: Decoding, decoder: Decoder, context: Context) -> tuple[list[str], list[str]]:
    """Return the options that the decoder is made with, and those that depend on the batch."""
    early: list[str] = []
    late: list[str] = []
    for name in decoding.options:
        node = decoding.site.nodes[name]
        if decoder.is_beam and name == "impute_finished":
            continue
        of_batch = kind_of(decoding.site.value(name)) in _TENSORS or reads_tensors(node, context)
        known = not of_batch and keeps_meaning(node, decoder.site.call, decoding.site.call, context)
        (early if known else late).append(name)
    return early, late


def _constructor(
    decoding: Decoding, decoder: Decoder, helper: Helper | None, options: list[str], context: Context
) -> str:
    arguments = decoder_arguments(decoder.site, context)
    if _is_searched_stack(decoder):
        arguments[0] = f"StackedCells({arguments[0]}.cells)"
    if helper is not None:
        made_with = sampler_arguments(helper.site, helper.sampler, context)
        arguments.insert(1, call_text(f"tfa.seq2seq.{helper.sampler.name}", made_with, 200))
    arguments += [f"{name}={code_of(context.render(decoding.site.nodes[name]))}" for name in options]
    name = "BeamSearchDecoder" if decoder.is_beam else "BasicDecoder"
    return call_text(f"tfa.seq2seq.{name}", arguments)
