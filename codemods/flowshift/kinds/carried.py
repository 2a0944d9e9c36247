"""Let what a loop reads also find what the turn before left behind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import libcst as cst

from .facts import Facts
from .kind import Kind, kind_of
from .scope import Binding
from .values import join

Read = tuple[cst.Name, "cst.CSTNode | None"]  # a name and the statement that reads it


def link_turns(
    facts: Facts, reads: Iterable[Read], before: Mapping[str, Binding], after: Mapping[str, Binding]
) -> None:
    """Add the definitions at the end of a turn to the reads that saw only those from before the loop.

    penalty = 0
    for w in weights:
        penalty += tf.nn.l2_loss(w)  # reads 0 in the first turn alone

    Most loops carry nothing but a number, and are interpreted once: this is cheaper than a turn for what they carry.
    """
    carried = {
        name: (binding.definitions, after[name])
        for name, binding in before.items()
        if after.get(name, binding) is not binding and after[name].definitions - binding.definitions
    }
    if not carried:
        return
    for node, statement in reads:
        found = carried.get(node.value)
        if found is None or not facts.sources[id(node)] <= found[0]:
            continue  # another scope's name, or bound in the turn itself
        late = found[1]
        facts.sources[id(node)] |= late.definitions
        if statement is not None:
            facts.uses.setdefault(id(statement), set()).update(late.definitions)
        for definition in late.definitions:
            facts.reads.setdefault(definition, []).append(node)
        if kind_of(late.value) is not Kind.PYTHON:
            facts.values[id(node)] = join((facts.value(node), late.value))
