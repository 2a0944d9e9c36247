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
from collections.abc import Mapping, Sequence

from ..kinds.apis import Make, make_of
from ..kinds.values import Call
from ..rules.change import Change
from ..rules.context import Context
from ..syntax.walk import descendants
from .bodies import Body
from .conditions import Condition, NotEager
from .factories import Factory, Weights
from .possible_names import OWNS_WEIGHTS
from .steps import Role, Step


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
