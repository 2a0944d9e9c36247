"""Tell whether TF1 translated by AutoGraph anything that a function calls: then the function asks for AutoGraph too.

TF1 translates the `call` of layers, models and cells that are no part of TensorFlow, and nothing else that builds a graph.
"""

from __future__ import annotations

from collections.abc import Iterable

import libcst as cst

from ..kinds.apis import Make, make_of
from ..kinds.values import Api, Call, Class, Foreign, Item, Member, Value
from ..rules.context import Context
from .purity import is_pure
from .steps import Step

_PRINTS = frozenset({"builtins.print"})
_HOLD_OTHERS = frozenset({Make.LAYER, Make.CELL, Make.RNN, Make.DECODER})


def is_translated(steps: Iterable[Step], context: Context) -> bool:
    """Tell whether the program has classes that may be layers, or the steps call an object of another module."""
    if "classes that may be layers" not in context.memory:
        owners = [scope.owner for scope in context.facts.scopes if isinstance(scope.owner, cst.ClassDef)]
        bases = [context.facts.value(base.value) for owner in owners for base in owner.bases]
        context.memory["classes that may be layers"] = any(not _is_plain(base) for base in bases)
    if context.memory["classes that may be layers"]:
        return True
    return any(_is_foreign(call.function) for step in steps for call in step.calls)


def _is_plain(base: Value) -> bool:
    """Tell whether a base class makes no layer: `object`, or a class of the program, whose own bases are looked at too."""
    return isinstance(base, Class) or (isinstance(base, Foreign) and base.name == "builtins.object")


def _is_foreign(value: Value | None) -> bool:
    """Tell whether a value was made by another package, or holds what was: it may be a layer."""
    if isinstance(value, Foreign):
        return not (is_pure(value.name) or value.name in _PRINTS)
    if isinstance(value, (Member, Item)):
        return _is_foreign(value.of)
    if not isinstance(value, Call):
        return False
    if not isinstance(value.function, Api):
        return _is_foreign(value.function)
    return make_of(value.api) in _HOLD_OTHERS and any(_is_foreign(given) for given in value.arguments.values())
