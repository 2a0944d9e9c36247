"""Find attention that is made again over another memory: a beam search attends to tiled outputs, with the same weights.

attention = seq2seq.LuongAttention(UNITS, outputs)                 one mechanism, which is given each memory
cell = seq2seq.AttentionWrapper(inner, attention)                  one wrapper
with ... reuse=True:
    searched = seq2seq.LuongAttention(UNITS, tiled)
    searching = seq2seq.AttentionWrapper(inner, searched)
"""

from __future__ import annotations

from ..kinds.values import Call, Value
from ..rules.call_site import CallSite
from ..rules.context import Context
from .found import Found
from .sameness import is_mechanism

_MEMORY = frozenset({"memory", "memory_sequence_length"})
_OF_WRAPPER = frozenset({"attention_mechanism", "initial_cell_state"})


def attends_again(first: Value, second: Value, found: Found, context: Context) -> bool:
    """Tell whether two wrappers differ in the memory alone that their mechanisms attend to, and remember both."""
    sites = _site(first, context), _site(second, context)
    if sites[0] is None or sites[1] is None or not _is_same_but(_OF_WRAPPER, sites[0], sites[1], found):
        return False
    mechanisms = [_site(site.value("attention_mechanism"), context) for site in sites if site is not None]
    here, there = mechanisms
    if here is None or there is None or here.call.api != there.call.api or not is_mechanism(here.call.api):
        return False
    if not found.sameness.is_made_in_one_scope(here.call.node, there.call.node):
        return False
    if not _is_same_but(_MEMORY, here, there, found):
        return False
    return _is_remembered(here.call, there.call, found, context) and _is_remembered(
        sites[0].call, sites[1].call, found, context
    )


def _site(value: Value, context: Context) -> CallSite | None:
    return context.site(value) if isinstance(value, Call) else None


def _is_same_but(other: frozenset[str], first: CallSite, second: CallSite, found: Found) -> bool:
    """Tell whether two calls have the same arguments but for these."""
    names = first.nodes.keys() - other
    same = found.sameness.same
    return names == second.nodes.keys() - other and all(same(first.nodes[name], second.nodes[name]) for name in names)


def _is_remembered(first: Call, second: Call, found: Found, context: Context) -> bool:
    """Remember that what a call makes is what an earlier one made; both must have a name."""
    made, again = context.assigned(first), context.assigned(second)
    if made is None or again is None or not found.sameness.reaches(made.statement, again.statement):
        return False
    found.rename(again)
    found.again[again] = made
    return True
