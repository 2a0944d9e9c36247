"""Tell the names that TF1 may give variables: those of a call of a factory, of a layer, of a `tf.Variable`.

`tf.get_variable` and layers are named by variable scopes alone. A `tf.Variable` is named by name scopes too, and TF1 numbers
it, or a scope, where an operation or an earlier scope has the name: all of these names have to pass a test, or none.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping

import libcst as cst

from ..kinds.apis import Make, make_of
from ..kinds.values import Call, Literal
from ..rules.context import Context
from ..syntax.walk import descendants
from .factories import Factory
from .factory_calls import FactoryCall

OWNS_WEIGHTS = frozenset({Make.LAYER, Make.LAYER_CALL, Make.CELL, Make.RNN})
# What layers call their weights; which of them one has does not matter to a test on its scope.
_WEIGHTS = (
    *("kernel", "bias", "gamma", "beta", "alpha", "weights", "biases", "embeddings"),
    *("depthwise_kernel", "pointwise_kernel", "depthwise_weights", "pointwise_weights"),
    *("BatchNorm/gamma", "BatchNorm/beta", "LayerNorm/gamma", "LayerNorm/beta"),
)
_SCOPES = ("tf.variable_scope", "tf.name_scope")
_NUMBERED = ("", "_1", "_2", "_3")
_DEPTH = 6  # the names of a variable below more scopes are not tried: there are four times as many for each


def weight_names(factory: Factory, call: FactoryCall, context: Context) -> tuple[str, ...] | None:
    """Return names, some of which TF1 gives the variables of a call of a factory; None where they are not known."""
    assert factory.weights is not None
    given = _constants(factory, call, context)
    found: list[str] = []
    for maker in factory.weights.makers:
        names = names_of(maker, given, context, _path(call.node, {}, is_numbered(maker), context))
        if names is None:
            return None
        found.extend(names)
    return tuple(found)


def names_of(
    maker: Call, given: Mapping[str, str], context: Context, outer: tuple[str, ...] | None = ()
) -> tuple[str, ...] | None:
    """Return names that TF1 may give what one call makes, inside of `outer` scopes; None where they are not known."""
    numbered = is_numbered(maker)
    inner = _path(maker.node, given, numbered, context)
    site = context.site(maker)
    if inner is None or outer is None or site is None:
        return None
    node = site.node("name") or site.node("scope")
    name = _constant(node, given, context) if node is not None else None
    if node is not None and name is None:
        return None
    if numbered:
        parts = [*outer, *inner, name or "Variable"]
        return tuple(_numbered(parts)) if len(parts) <= _DEPTH else None
    path = "".join(f"{part}/" for part in (*outer, *inner))
    return tuple(_candidates(maker, path, name, context))


def is_numbered(maker: Call) -> bool:
    """Tell whether TF1 numbers the name of what a call makes, and that of its scopes, where an operation has the same."""
    return make_of(maker.api) is Make.VARIABLE and maker.api != "tf.get_variable"


def _numbered(parts: list[str]) -> Iterator[str]:
    for numbers in itertools.product(_NUMBERED, repeat=len(parts)):
        yield "/".join(f"{part}{number}" for part, number in zip(parts, numbers))


def _candidates(maker: Call, path: str, name: str | None, context: Context) -> Iterator[str]:
    if make_of(maker.api) is Make.VARIABLE:
        yield f"{path}{name}"
        return
    base = name or maker.api.rpartition(".")[2]
    count = sum(make_of(call.api) in OWNS_WEIGHTS for call in context.facts.calls if call.api)
    for layer in (base, *(f"{base}_{number}" for number in range(1, count + 1))):
        for weight in _WEIGHTS:
            yield f"{path}{layer}/{weight}"


def _path(node: cst.CSTNode, given: Mapping[str, str], names: bool, context: Context) -> tuple[str, ...] | None:
    """Return the names of the variable scopes around a node, and of the name scopes where `names` count; None in doubt."""
    path: list[str] = []
    for block in context.enclosing(node):
        for item in reversed(block.items if isinstance(block, cst.With) else ()):
            scope = context.facts.value(item.item)
            if not isinstance(scope, Call) or scope.api not in (_SCOPES if names else _SCOPES[:1]):
                continue
            site = context.site(scope)
            named = (site.node("name_or_scope") or site.node("name")) if site is not None else None
            name = _constant(named, given, context) if named is not None else None
            if not name or name.endswith("/"):
                return None  # the second names a scope from the top
            path.append(name)
    return tuple(reversed(path))


def _constant(node: cst.BaseExpression, given: Mapping[str, str], context: Context) -> str | None:
    """Return the text that an expression stands for; a parameter stands for what the call gives."""
    if isinstance(node, cst.Name) and node.value in given:
        return given[node.value]
    value = context.facts.value(node)
    return value.constant if isinstance(value, Literal) and isinstance(value.constant, str) else None


def _constants(factory: Factory, call: FactoryCall, context: Context) -> dict[str, str]:
    """Return the parameters of a factory that a call gives a text."""
    found: dict[str, str] = {}
    inside = {id(node) for node in descendants(factory.function.body)}
    rebound = {d.name for key, those in context.facts.defines.items() if key in inside for d in those}
    for one in (one for one in factory.function.params.params if one.name.value not in rebound):
        node = call.given[one.name.value] or one.default
        name = _constant(node, {}, context) if node is not None else None
        if name is not None:
            found[one.name.value] = name
    return found
