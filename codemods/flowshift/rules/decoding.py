"""Read a decoding as a whole: the `dynamic_decode` call, the decoders that it may run, and the helpers behind them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from ..kinds.values import Call, Choice, Instance, Value
from ..syntax.walk import descendants
from .call_site import CallSite
from .context import Context
from .samplers import Sampler, derives_from, fed_nodes, is_function, is_own_helper, sampler_of

_SEQ2SEQ = "tf.contrib.seq2seq."
DECODE = _SEQ2SEQ + "dynamic_decode"
BASIC = _SEQ2SEQ + "BasicDecoder"
BEAM = _SEQ2SEQ + "BeamSearchDecoder"
OPTIONS = ("output_time_major", "impute_finished", "maximum_iterations", "parallel_iterations", "swap_memory")


@dataclass(frozen=True, eq=False)
class Helper:
    """One helper that a decoder may read from."""

    site: CallSite
    sampler: Sampler


@dataclass(frozen=True, eq=False)
class Decoder:
    """One decoder that a `dynamic_decode` may run; a helper that the program wrote itself is in no list."""

    site: CallSite
    helpers: tuple[Helper, ...]

    @property
    def is_beam(self) -> bool:
        """Tell whether it searches with beams."""
        return self.site.call.api == BEAM

    @property
    def moved(self) -> list[cst.BaseExpression]:
        """Return the arguments of the decoder that go into its call."""
        names = ["initial_state"]
        if self.is_beam:
            names += ["start_tokens", "end_token"]
            if not is_function(self.site.value("embedding")):
                names.append("embedding")
        return [self.site.nodes[name] for name in names if name in self.site.nodes]


@dataclass(frozen=True, eq=False)
class Decoding:
    """One `dynamic_decode` with all that may be behind it."""

    site: CallSite
    decoders: tuple[Decoder, ...]

    @property
    def options(self) -> list[str]:
        """Return the options that are given and that a decoder of TFA is made with."""
        return [name for name in OPTIONS if self.site.node(name) is not None]


def is_own_decoder(call: Call, context: Context) -> bool:
    """Tell whether a `dynamic_decode` runs an object of a class that the program derives from `tf.contrib.seq2seq.Decoder`."""
    site = context.site(call)
    value = site.value("decoder") if site is not None else None
    return isinstance(value, Instance) and derives_from(value.of, _SEQ2SEQ + "Decoder", context)


def decoding_of(call: Call, context: Context) -> Decoding | str:
    """Read what a `dynamic_decode` call runs, or say what of it cannot be followed."""
    site = context.site(call)
    if site is None:
        return "its arguments cannot be read from the call"
    decoders: list[Decoder] = []
    for value in _alternatives(site.value("decoder")):
        if not isinstance(value, Call) or value.api not in (BASIC, BEAM):
            return "the decoder that is run here is not made in this file"
        decoder = _decoder(value, context)
        if isinstance(decoder, str):
            return decoder
        decoders.append(decoder)
    return Decoding(site, tuple(decoders))


def _decoder(call: Call, context: Context) -> Decoder | str:
    site = context.site(call)
    if site is None or not {"cell", "initial_state"} <= site.nodes.keys():
        return "the arguments of the decoder cannot be read from its call"
    if call.api == BEAM:
        return Decoder(site, ())
    helpers: list[Helper] = []
    given = list(_alternatives(site.value("helper")))
    if all(is_own_helper(value, context) for value in given):
        return Decoder(site, ())
    for value in given:
        sampler = sampler_of(value) if isinstance(value, Call) else None
        helper = context.site(value) if isinstance(value, Call) else None
        if sampler is None or helper is None:
            return "the helper of the decoder is not made in this file"
        helpers.append(Helper(helper, sampler))
    return Decoder(site, tuple(helpers))


def _alternatives(value: Value) -> Iterator[Value]:
    """Yield the values that a value may be; a call that was read twice counts once."""
    seen: set[int] = set()
    for option in value.options if isinstance(value, Choice) else (value,):
        node = option.node if isinstance(option, Call) else option
        if id(node) not in seen:
            seen.add(id(node))
            yield option


def decodings(context: Context) -> tuple[Decoding, ...]:
    """Return all decodings of the module that can be followed."""
    known = context.memory.get("decodings")
    if known is None:
        read = (decoding_of(call, context) for call in context.facts.calls if call.api == DECODE)
        known = context.memory["decodings"] = tuple(found for found in read if isinstance(found, Decoding))
    assert isinstance(known, tuple)
    return known


def keeps_meaning(node: cst.CSTNode, made: Call, used: Call, context: Context) -> bool:
    """Tell whether an argument of one call means the same at another one: nothing it names is bound in between."""
    places = _places(context)
    first, last = (places.get(id(context.statement_of(call.node)), -1) for call in (made, used))
    if context.owner(made.node) is not context.owner(used.node):
        return False
    first, last = min(first, last), max(first, last)
    names = {found.value for found in descendants(node) if isinstance(found, cst.Name)}
    parts = {found.attr.value for found in descendants(node) if isinstance(found, cst.Attribute)}
    bound, stored = _bindings(context)
    return not any(
        first <= place < last
        for kind, texts in ((bound, names), (stored, parts))
        for t in texts
        for place in kind.get(t, ())
    )


def _places(context: Context) -> dict[int, int]:
    """Return the place of each statement in the order of the text."""
    known = context.memory.get("places")
    if known is None:
        statements = (cst.SimpleStatementLine, cst.BaseCompoundStatement)
        found = (node for node in descendants(context.module) if isinstance(node, statements))
        known = context.memory["places"] = {id(node): place for place, node in enumerate(found)}
    assert isinstance(known, dict)
    return known


def _bindings(context: Context) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """Return where each name, and each attribute, is bound."""
    known = context.memory.get("bindings")
    if known is None:
        places = _places(context)
        bound: dict[str, list[int]] = {}
        stored: dict[str, list[int]] = {}
        for statement, definitions in context.facts.defines.items():
            for definition in definitions:
                bound.setdefault(definition.name, []).append(places.get(statement, -1))
        for target, _ in context.facts.assignments:
            if isinstance(target, cst.Attribute):
                place = places.get(id(context.statement_of(target)), -1)
                stored.setdefault(target.attr.value, []).append(place)
        known = context.memory["bindings"] = (bound, stored)
    assert isinstance(known, tuple)
    return known


def moves(decoding: Decoding) -> Iterator[tuple[cst.BaseExpression, Call]]:
    """Yield each argument that moves into the decoder's call, with the call that it stands in now."""
    for decoder in decoding.decoders:
        for node in decoder.moved:
            yield node, decoder.site.call
        for helper in decoder.helpers:
            for node in fed_nodes(helper.site, helper.sampler):
                yield node, helper.site.call
