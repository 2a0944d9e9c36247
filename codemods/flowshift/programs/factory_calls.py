"""Say which calls of a factory share one object: those that TF1 gave the same variables, by the names of scopes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import libcst as cst

from ..kinds.values import Literal
from ..rules.context import Context
from ..rules.reuse import Reuse, reuse_of
from ..sharing.scopes import scope_of
from ..syntax.templates import code_of
from .conditions import Condition, NotEager


@dataclass(frozen=True, eq=False)
class FactoryCall:
    """One call of a factory, and what it gives for each parameter; None where that is the parameter's default."""

    node: cst.Call
    given: Mapping[str, cst.BaseExpression | None]


Group = list[FactoryCall]  # the calls of one object, in their order


def calls_of(function: cst.FunctionDef, reads: Sequence[cst.Name], context: Context) -> list[FactoryCall]:
    """Return the calls of a function, in their order.

    Raises:
        NotEager: it is used for something else, or a call of it cannot be read.
    """
    names = [one.name.value for one in function.params.params]
    found: list[FactoryCall] = []
    for read in reads:
        call = context.tree.parents.get(id(read))
        if not isinstance(call, cst.Call) or call.func is not read:
            raise NotEager(Condition.BUILT_IN_FUNCTION, read, f"{function.name.value} is handed on")
        if any(argument.star for argument in call.args) or len(call.args) > len(names):
            raise NotEager(Condition.BUILT_IN_FUNCTION, call, f"what {function.name.value} is given")
        given: dict[str, cst.BaseExpression | None] = dict.fromkeys(names)
        for index, argument in enumerate(call.args):
            given[argument.keyword.value if argument.keyword else names[index]] = argument.value
        found.append(FactoryCall(call, given))
    return found


def grouped(
    calls: Sequence[FactoryCall], function: cst.FunctionDef, reuse: Reuse | None, context: Context
) -> list[Group]:
    """Return the calls by the object that they share.

    Raises:
        NotEager: a call takes variables, and it is not certain which ones.
    """
    defaults = {one.name.value: one.default for one in function.params.params}
    groups: dict[object, Group] = {}
    for call in calls:
        scope = scope_of(call.node, context)
        taking = scope is not None and scope.reuses
        making = not taking or (scope is not None and scope.may_make)
        if reuse is not None:
            told = [_constant(call, name, defaults, context) for name in reuse.parameters]
            caller = context.owner(call.node)
            passed = {id(call.given[name]) for name in reuse.parameters}
            outer = reuse_of(caller, context) if isinstance(caller, cst.FunctionDef) else None
            if outer is not None and passed & outer.nodes:
                told = [False]  # as the object around it is shared, so is this one
            if any(not isinstance(one, (bool, type(None))) for one in told):
                raise NotEager(Condition.BUILT_IN_FUNCTION, call.node, "whether it reuses variables is not known")
            taking = taking or reuse.automatic or any(told)
            making = making and not any(told)
            _check_caller(call, context)
        if not taking:
            key: object = call if reuse is None else _key(call, reuse, defaults, context)
            groups[call if key in groups or key is None else key] = [call]
            continue
        named = _key(call, reuse, defaults, context) if reuse is not None else None
        if named is None or (named not in groups and not making):
            raise NotEager(Condition.BUILT_IN_FUNCTION, call.node, "which variables it takes is not known")
        groups.setdefault(named, []).append(call)
    return list(groups.values())


def _check_caller(call: FactoryCall, context: Context) -> None:
    """Check that what the function around a call makes is shared too, where TF1 shared it.

    Raises:
        NotEager: it may be called several times, and the names of what it makes are not known.
    """
    caller = context.owner(call.node)
    if not isinstance(caller, cst.FunctionDef) or reuse_of(caller, context) is not None:
        return
    own = [d for d in context.facts.defines.get(id(caller), ()) if d.name == caller.name.value]
    if sum(len(context.read_names(definition)) for definition in own) > 1:
        raise NotEager(Condition.BUILT_IN_FUNCTION, call.node, f"{caller.name.value} may make it several times")


def _constant(
    call: FactoryCall, name: str, defaults: Mapping[str, cst.BaseExpression | None], context: Context
) -> object:
    """Return the literal that a parameter is given, Ellipsis where it is none."""
    node = call.given[name] if call.given[name] is not None else defaults[name]
    value = context.facts.value(node) if node is not None else None
    return value.constant if isinstance(value, Literal) and value.known else ...


def _key(
    call: FactoryCall, reuse: Reuse, defaults: Mapping[str, cst.BaseExpression | None], context: Context
) -> tuple[object, ...] | None:
    """Return what the names of the variables depend on, None where that is not known."""
    scope = scope_of(call.node, context)
    parts = tuple(_constant(call, name, defaults, context) for name in reuse.named_by)
    if scope is None or ... in parts:
        return None
    return (id(context.owner(call.node)), scope.path, *parts)


def differing(group: Group, names: Sequence[str], context: Context) -> list[str]:
    """Return the parameters that the calls of one object give different values."""
    return [name for name in names if len({_meaning(call.given[name], context) for call in group}) > 1]


def _meaning(node: cst.BaseExpression | None, context: Context) -> object:
    if node is None:
        return None
    sources = context.facts.sources.get(id(node), frozenset()) if isinstance(node, cst.Name) else frozenset()
    return code_of(node), sources
