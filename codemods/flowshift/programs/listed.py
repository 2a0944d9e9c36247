"""Describe what a list of variables holds, and write it; tell the calls that give such lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import libcst as cst

from ..kinds.scope import Definition
from ..kinds.values import Api, Call, Literal, Member
from ..rules.context import Context
from ..syntax.layout import WIDTH, list_text
from ..syntax.walk import descendants
from .steps import Step

TRAINABLE = frozenset({"tf.trainable_variables", "tf.get_collection"})
_CHANGES = frozenset({"add_to_collection", "add_to_collections", "get_collection_ref", "clear_collection"})
_ADDED = 3  # more lists are gone over in a comprehension
_KEY = ("tf.GraphKeys", "TRAINABLE_VARIABLES")


@dataclass(frozen=True, eq=False)
class Listed:
    """What a list holds: a variable, or all that a function or layer makes.

    `text` is its place in a list, `step` makes it. `names` are those that TF1 gives the variables, or may give them; None where
    they are not known. `layers` is a list of layers, as text, whose variables are there once they are called.
    """

    text: str
    step: Step
    names: tuple[str, ...] | None
    definition: Definition | None = None
    layers: str = ""


def is_trainables(call: Call, context: Context) -> bool:
    """Tell whether a call gives the trainable variables of the graph, or those of a scope."""
    if call.api != "tf.get_collection":
        return call.api in TRAINABLE
    site = context.site(call)
    key = site.value("key") if site is not None else None
    if isinstance(key, Literal):
        return key.constant == "trainable_variables"
    return isinstance(key, Member) and isinstance(key.of, Api) and (key.of.name, key.name) == _KEY


def changes_trainables(call: Call, context: Context) -> bool:
    """Tell whether a call may change what the graph counts among its trainable variables."""
    method = call.function.name if isinstance(call.function, Member) else call.api.rpartition(".")[2]
    if method not in _CHANGES:
        return False
    key = (*call.arguments.positional, *(value for _, value in call.arguments.keywords))[:1]
    if key and isinstance(key[0], Literal) and isinstance(key[0].constant, str):
        return key[0].constant == "trainable_variables"
    known = bool(key) and isinstance(key[0], Member) and isinstance(key[0].of, Api)
    return not known or (isinstance(key[0], Member) and key[0].name == _KEY[1])


def chooses_variables(context: Context) -> bool:
    """Tell whether a program asks for some of its variables, by a scope or by their names."""
    found = [call for call in context.facts.calls if is_trainables(call, context)]
    sites = [context.site(call) for call in found]
    if any(site is not None and site.node("scope") is not None for site in sites):
        return True
    loops = (one for one in descendants(context.module) if isinstance(one, cst.CompFor) and one.ifs) if found else ()
    return any(
        isinstance(one, cst.Attribute) and one.attr.value == "name" for loop in loops for one in descendants(loop)
    )


def text_of(held: Sequence[Listed], before: str) -> str:
    """Return a list as text, that stands behind `before` in its line."""
    layers = [one for one in held if one.layers]
    if not layers:
        only = held[0].text if len(held) == 1 else ""
        return only[1:] if only.startswith("*") else list_text([one.text for one in held], WIDTH - len(before))
    if len(held) <= _ADDED and all(one.layers.startswith("[") for one in held):
        return " + ".join(one.text[1:] for one in held)
    joined = layers[0].layers if len(layers) == 1 else f"[{', '.join(_inside(one.layers) for one in layers)}]"
    owned = f"variable for layer in {joined} for variable in layer.trainable_variables"
    others = [one.text for one in held if not one.layers]
    return f"[{', '.join([*others, f'*({owned})'])}]" if others else f"[{owned}]"


def _inside(layers: str) -> str:
    """Return a list of layers as a part of a longer one."""
    return layers[1:-1] if layers.startswith("[") else f"*{layers}"
