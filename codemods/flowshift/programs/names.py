"""Name the functions after what they fetch."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..kinds.kind import Kind
from ..rules.context import Context
from ..syntax.templates import code_of
from .runs import Fetch

# What a TF2 developer calls a function that computes things with such names; the first match wins.
_WORDS = (
    ("evaluate", re.compile(r"acc|loss|cost|error|correct|metric|score", re.I)),
    ("predict", re.compile(r"pred|hypo|output|logit|sample|decod|infer|softmax|prob|model|y_", re.I)),
)


def function_name(fetches: Sequence[Fetch], context: Context) -> str:
    """Return a free name: `train_step` where something is updated, else by the names of the fetches."""
    updates = [fetch for fetch in fetches if fetch.kind is Kind.UPDATE]
    if any(code_of(fetch.node) == "train_step" for fetch in updates) and "train_step" not in context.taken:
        context.taken.add("train_step")
        return "train_step"  # the operation had the name, and is gone
    if updates:
        return context.fresh("train_step", *(f"train_{_stem(fetch)}" for fetch in updates))
    stems = [_stem(fetch) for fetch in fetches]
    for verb, pattern in _WORDS:
        if any(pattern.search(stem) for stem in stems):
            return context.fresh(verb, *(f"{verb}_{stem}" for stem in stems))
    both = "_and_".join(dict.fromkeys(stems)) if len(stems) == 2 else stems[0]
    return context.fresh(f"compute_{both}")


def _stem(fetch: Fetch) -> str:
    """Return the last word of the fetch's text that can be part of a name."""
    words = re.findall(r"[A-Za-z_]\w*", code_of(fetch.node))
    return words[-1].strip("_").lower() or "value" if words else "value"
