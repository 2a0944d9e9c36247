"""Name the functions after what they fetch."""

from __future__ import annotations

import builtins
import re
from collections.abc import Sequence

import libcst as cst

from ..kinds.kind import Kind
from ..kinds.values import Call
from ..rules.context import Context
from ..syntax.templates import code_of
from .runs import Fetch, assigns, assigns_each

# What a TF2 developer calls a function that computes things with such names; the first match wins.
_WORDS = (
    ("evaluate", re.compile(r"acc|loss|cost|error|correct|metric|score", re.I)),
    ("predict", re.compile(r"pred|hypo|output|logit|sample|decod|infer|softmax|prob|model|y_", re.I)),
)


# A name of an operation that says what the function does.
_OWN = re.compile(r"(train|update|learn|pretrain|optimize)_\w+", re.I)
# What a training operation is called beside what it trains: `d_train`.
_TRAINS = re.compile(r"_(train(er)?|solver|optim(izer)?|opt)(_op|_step)?$", re.I)
# What an assignment that trains is called.
_STEP = re.compile(r"train|step|optim", re.I)


def function_name(
    fetches: Sequence[Fetch], context: Context, only_update: bool = True, given: Sequence[str] = ()
) -> str:
    """Return a free name: `train_step` where something is trained, else by the names of the fetches.

    `only_update` says that no other function of the program trains or assigns something else. `given` are the tensors that
    it is given and does not compute.
    """
    updates = [fetch for fetch in fetches if fetch.kind is Kind.UPDATE]
    if updates:
        own = code_of(updates[0].node)
        if (own == "train_step" or (not only_update and _OWN.fullmatch(own))) and own not in context.taken:
            context.taken.add(own)
            return own  # the operation had the name, and is gone
        verb = _update_name(updates[0])
        trained = _TRAINS.sub("", _stem(updates[0]))
        if not only_update and trained not in ("", _stem(updates[0])):
            verb = f"train_{trained}"
        others = [f"{verb}_with_{_stem(fetch)}" for fetch in fetches if fetch.kind is not Kind.UPDATE]
        if verb == "train_step" and not only_update:
            others = [f"train_{_stem(updates[0])}", *others]
        return context.fresh(verb, *(others or [f"train_{_stem(fetch)}" for fetch in updates]), of_function=True)
    valued = [fetch for fetch in fetches if fetch.kind is not Kind.SUMMARY]
    if not valued:
        return context.fresh("write_summaries", *(f"write_{_stem(fetch)}" for fetch in fetches), of_function=True)
    stems = [_stem(fetch) for fetch in valued]
    both = "_and_".join(dict.fromkeys(stems)) if len(stems) == 2 else stems[0]
    if given:
        verb = next((verb for verb, pattern in _WORDS if any(map(pattern.search, stems))), f"compute_{both}")
        return context.fresh(f"{verb}_from_{'_and_'.join(given)}", of_function=True)
    for verb, pattern in _WORDS:
        if any(pattern.search(stem) for stem in stems):
            return context.fresh(verb, *(f"{verb}_{stem}" for stem in stems), of_function=True)
    return context.fresh(f"compute_{both}", of_function=True)


def _update_name(fetch: Fetch) -> str:
    """Name one update: an assignment to a single variable says which."""
    value = fetch.value
    if assigns_each(value):
        own = re.sub(r"_ops?$", "", _stem(fetch))
        return f"update_{own}" if _STEP.search(own) or hasattr(builtins, own) else own
    if isinstance(value, Call) and assigns(value) and not _STEP.search(code_of(fetch.node)):
        variable = value.node.func.value if isinstance(value.node.func, cst.Attribute) and not value.api else None
        if value.api and value.node.args:
            variable = value.node.args[0].value
        words = re.findall(r"[A-Za-z_]\w*", code_of(variable)) if variable is not None else []
        if words:
            return f"update_{words[-1].strip('_').lower()}"
    return "train_step"


def _stem(fetch: Fetch) -> str:
    """Return the last word of the fetch's text that can be part of a name."""
    words = re.findall(r"[A-Za-z_]\w*", code_of(fetch.node))
    return words[-1].strip("_").lower() or "value" if words else "value"
