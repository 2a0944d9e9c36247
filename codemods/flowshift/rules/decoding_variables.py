"""Say where the TF1 variables of a decoding live in the migrated program.

Source: the variable names of TF 1.15, `contrib/seq2seq/python/ops`.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..kinds.cells import ATTENTION
from ..kinds.values import Call, Sequence, Value
from ..model import VariableMapping
from .cell_variables import cell_variables
from .context import Context
from .decoding import Decoding
from .recurrent import cell_plan, scope_prefix

_SEQ2SEQ = "tf.contrib.seq2seq."

# TF1's scope of an OutputProjectionWrapper; the layer that takes its place is called after it.
PROJECTION = "output_projection_wrapper"

# The scope of a mechanism in the one of its wrapper, the weights in it, whether it projects the query.
_MECHANISMS: dict[str, tuple[str, bool]] = {
    "BahdanauAttention": ("bahdanau_attention", True),
    "LuongAttention": ("luong_attention", False),
    "BahdanauMonotonicAttention": ("bahdanau_monotonic_attention", True),
    "LuongMonotonicAttention": ("luong_monotonic_attention", False),
}


def decoding_variables(decoding: Decoding, context: Context) -> tuple[VariableMapping, ...]:
    """Return the mappings of a decoding: of its cell, its attention, and its output layer."""
    prefix = scope_prefix(decoding.site.call.node, context)
    scope = decoding.site.constant("scope", None)
    if prefix is None or scope is ...:
        return ()
    inside = f"{prefix}{scope or 'decoder'}/"
    site = decoding.decoders[0].site
    output = site.value("output_layer")
    below = f"{inside}{PROJECTION}/" if is_projection(output, context) else inside
    return (*_cell(site.value("cell"), below, context), *_projection(output, inside, context))


def is_projection(layer: Value, context: Context) -> bool:
    """Tell whether an output layer took the place of a wrapper, in whose scope TF1 has the cell as well."""
    site = context.site(layer) if isinstance(layer, Call) else None
    return site is not None and site.constant("name", None) == PROJECTION


def _cell(value: Value, scope: str, context: Context) -> Iterator[VariableMapping]:
    if not isinstance(value, Call) or not (target := context.assigned_to(value)):
        return
    if cell_plan(value, context) is not None:
        return  # a single cell says itself where its variables are
    if value.api == ATTENTION:
        yield from _attention(value, target, scope, context)
    else:
        yield from cell_variables(value, scope, target, context)


def _attention(wrapper: Call, target: str, scope: str, context: Context) -> Iterator[VariableMapping]:
    site = context.site(wrapper)
    name = site.constant("name", None) if site is not None else ...
    if site is None or name is ...:
        return
    inside = f"{scope}{name or 'attention_wrapper'}/"
    yield from cell_variables(site.value("cell"), inside, f"{target}._cell", context)
    given = site.value("attention_mechanism")
    mechanisms = given.items if isinstance(given, Sequence) else (given,)
    for number, mechanism in enumerate(mechanisms):
        if isinstance(mechanism, Call) and (own := context.assigned_to(mechanism)):
            yield from _mechanism(mechanism, own, number, inside, context)
        if "attention_layer_size" in site.given():
            layer = "attention_layer" + (f"_{number}" if number else "")
            yield VariableMapping((f"{inside}{layer}/kernel",), f"{target}._attention_layers[{number}]")


def _mechanism(call: Call, target: str, number: int, inside: str, context: Context) -> Iterator[VariableMapping]:
    outside = scope_prefix(call.node, context)
    short = call.api[len(_SEQ2SEQ) :]
    if outside is None or short not in _MECHANISMS:
        return
    scope, has_query = _MECHANISMS[short]
    memory = "memory_layer" + (f"_{number}" if number else "")
    yield VariableMapping((f"{outside}{memory}/kernel",), f"{target}.memory_layer")
    if has_query:
        yield VariableMapping((f"{inside}{scope}/query_layer/kernel",), f"{target}.query_layer")
    own = list(_own_weights(call, context))
    if own:
        yield VariableMapping(tuple(f"{inside}{scope}/{name}" for name in own), target)


def _own_weights(call: Call, context: Context) -> Iterator[str]:
    """Yield the weights of a mechanism itself, in the order in which TFA makes them."""
    site = context.site(call)
    if site is None:
        return
    if "Bahdanau" in call.api:
        yield "attention_v"
        if "Monotonic" in call.api:
            yield "attention_score_bias"
        if site.constant("normalize", False) is True:
            yield from ("attention_g", "attention_b")
        return
    if site.constant("scale", False) is True:
        yield "attention_g"
    if "Monotonic" in call.api:
        yield "attention_score_bias"


def _projection(layer: Value, scope: str, context: Context) -> Iterator[VariableMapping]:
    """Yield the weights of the output layer, which TF1 names after the scope that it is first called in."""
    target = context.assigned_to(layer) if isinstance(layer, Call) else ""
    site = context.site(layer) if isinstance(layer, Call) else None
    name = site.constant("name", None) if site is not None else None
    if target and isinstance(name, str) and site is not None:
        leaves = ("kernel", "bias") if site.constant("use_bias", True) is True else ("kernel",)
        yield VariableMapping(tuple(f"{scope}{name}/{leaf}" for leaf in leaves), target)
