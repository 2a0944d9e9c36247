"""Say what the functions that make and compute hand out beside what computes: their variables, or the layers that own them.

def discriminator():                                   d_network, discriminator_variables = discriminator()
    w = tf.Variable(...)

    def apply(x):
        return tf.matmul(x, w)

    return apply, [w]

That is written where a program trains some of its variables, which TF1 finds by their names.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence

import libcst as cst

from ..kinds.apis import Make, make_of
from ..kinds.values import Call, Literal
from ..rules.change import Change
from ..rules.context import Context
from ..syntax.walk import descendants
from .bodies import Body
from .conditions import Condition, NotEager
from .factories import Factory, Weights
from .factory_calls import FactoryCall
from .steps import Role, Step

OWNS_WEIGHTS = frozenset({Make.LAYER, Make.LAYER_CALL, Make.CELL, Make.RNN})
# What a layer calls its weights; which of them it has does not matter to a test on its scope.
_WEIGHTS = ("kernel", "bias", "gamma", "beta", "weights", "biases")


def with_weights(
    factories: Mapping[int, Factory], steps: Sequence[Step], changes: Sequence[Change], context: Context
) -> dict[int, Factory]:
    """Return the factories with what each hands out, and the names that their calls give it.

    Raises:
        NotEager: a factory makes something else, or calls another one.
    """
    setups = {id(edit.node): edit.setup.name for change in changes for edit in change.edits if edit.setup is not None}
    bodies = {id(step.body.owner): step.body for step in steps}
    found: dict[int, Factory] = {}
    for key, factory in factories.items():
        weights = _weights(factory, bodies[key], steps, setups, context)
        kind = "layers" if weights.are_layers else "variables"
        lists = {id(group[0].node): context.fresh(f"{factory.function.name.value}_{kind}") for group in factory.groups}
        found[key] = dataclasses.replace(factory, weights=weights, lists=lists)
    return found


def _weights(
    factory: Factory, body: Body, steps: Sequence[Step], setups: Mapping[int, str], context: Context
) -> Weights:
    inside = {id(node) for node in descendants(factory.function.body)}
    calls = {id(call.node): call for call in context.facts.calls if id(call.node) in inside and call.api}
    variables = [call for call in calls.values() if make_of(call.api) is Make.VARIABLE]
    layers = [call for call in calls.values() if make_of(call.api) in OWNS_WEIGHTS]
    named = {
        id(definition.value.node): definition.name
        for step in steps
        if step.body is body and step.role is Role.VARIABLE and step.origin is None
        for definition in step.definitions
        if isinstance(definition.value, Call)
    }
    names = [named.get(id(call.node)) for call in variables] + [setups.get(id(call.node)) for call in layers]
    mixed = bool(variables) and bool(layers)
    if mixed or not names or None in names or len(set(names)) < len(names):
        detail = "what it makes cannot be listed"
        raise NotEager(Condition.BUILT_IN_FUNCTION, factory.function, detail)
    for call in variables:
        site = context.site(call)
        if site is None or "trainable" in site.given():
            raise NotEager(Condition.BUILT_IN_FUNCTION, call.node, "whether it is trainable")
    return Weights(tuple(name for name in names if name), bool(layers), (*variables, *layers))


def weight_names(factory: Factory, call: FactoryCall, context: Context) -> tuple[str, ...] | None:
    """Return names, some of which TF1 gives the variables of a call of a factory; None where they are not known."""
    assert factory.weights is not None
    given = _constants(factory, call, context)
    outer = _path(call.node, {}, context)
    found: list[str] = []
    for maker in factory.weights.makers:
        names = names_of(maker, given, context, outer)
        if names is None:
            return None
        found.extend(names)
    return tuple(found)


def names_of(
    maker: Call, given: Mapping[str, str], context: Context, outer: tuple[str, ...] | None = ()
) -> tuple[str, ...] | None:
    """Return names that TF1 may give what one call makes, inside of `outer` scopes; None where they are not known."""
    inner = _path(maker.node, given, context)
    site = context.site(maker)
    if inner is None or outer is None or site is None:
        return None
    node = site.node("name") or site.node("scope")
    name = _constant(node, given, context) if node is not None else None
    if node is not None and name is None:
        return None
    path = "".join(f"{part}/" for part in (*outer, *inner))
    return tuple(_candidates(maker, path, name, context))


def _candidates(maker: Call, path: str, name: str | None, context: Context) -> Iterator[str]:
    if make_of(maker.api) is Make.VARIABLE:
        yield f"{path}{name or 'Variable'}"
        if maker.api != "tf.get_variable" and path:
            yield f"{path[:-1]}_1/{name or 'Variable'}"  # TF1 numbers a scope that is entered again
        return
    base = name or maker.api.rpartition(".")[2]
    count = sum(make_of(call.api) in OWNS_WEIGHTS for call in context.facts.calls if call.api)
    for layer in (base, *(f"{base}_{number}" for number in range(1, count + 1))):
        for weight in _WEIGHTS:
            yield f"{path}{layer}/{weight}"


def _path(node: cst.CSTNode, given: Mapping[str, str], context: Context) -> tuple[str, ...] | None:
    """Return the names of the scopes that are opened around a node, where they are known."""
    path: list[str] = []
    for block in context.enclosing(node):
        for item in reversed(block.items if isinstance(block, cst.With) else ()):
            scope = context.facts.value(item.item)
            if not isinstance(scope, Call) or scope.api not in ("tf.variable_scope", "tf.name_scope"):
                continue
            site = context.site(scope)
            named = (site.node("name_or_scope") or site.node("name")) if site is not None else None
            name = _constant(named, given, context) if named is not None else None
            if name is None:
                return None
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
    for one in factory.function.params.params:
        node = call.given[one.name.value] or one.default
        name = _constant(node, {}, context) if node is not None else None
        if name is not None:
            found[one.name.value] = name
    return found
