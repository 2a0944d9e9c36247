"""Take a function that makes variables and computes with them apart: called once, it returns what computes.

def layer(x, size, units):              def layer(size, units):
    w = tf.Variable(...)                    w = tf.Variable(...)
    return tf.matmul(x, w)
                                            def apply(x):
y = layer(x, 4, 2)                              return tf.matmul(x, w)

                                            return apply

                                        y_layer = layer(4, 2)      # once
                                        y = y_layer(x)             # in the functions
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import libcst as cst

from ..kinds.apis import Make, make_of
from ..kinds.keras import has_layer_classes, may_have_weights
from ..kinds.kind import Kind, kind_of
from ..kinds.scope import Definition, by_name
from ..kinds.values import Call, Function
from ..rules.change import Edit, Setup
from ..rules.context import Context
from ..rules.reuse import Reuse, reuse_of
from ..syntax.templates import Statement, statement
from ..syntax.walk import descendants
from .bodies import Body
from .conditions import Condition, NotEager
from .factory_calls import FactoryCall, Group, calls_of, differing, grouped
from .purity import check_python, seeded_draws
from .steps import Role, Step

_MAKERS = frozenset({Make.VARIABLE, Make.LAYER_CALL, Make.LAYER, Make.CELL, Make.RNN})
_TENSORS = frozenset({Kind.GRAPH, Kind.PLACEHOLDER})
_NETWORK = re.compile(r"(net|network|model)$", re.I)
_VERB = re.compile(r"(?:build|create|make|add|get|define|construct)_+(?=\w)")


@dataclass(frozen=True, eq=False)
class Weights:
    """What a factory makes: the names of its variables, or of the layers that own some, and the calls that make them."""

    names: tuple[str, ...]
    are_layers: bool
    makers: tuple[Call, ...]


@dataclass(frozen=True, eq=False)
class Factory:
    """A function that makes and computes, the parameters that are tensors, and the name of the function that it returns.

    The `tensors` may be Python values too, where the calls of one object differ in them. `groups` are the calls of each object.
    `weights` are handed out beside the function where the program asks for some of its variables; `lists` are their names, by
    the identity of the first call of each group.
    """

    function: cst.FunctionDef
    tensors: tuple[str, ...]
    applied: str
    groups: tuple[Group, ...]
    reuse: Reuse | None = None
    weights: Weights | None = None
    lists: Mapping[int, str] = field(default_factory=dict)

    @property
    def left_out(self) -> frozenset[str]:
        """Return the parameters that go: to the function that computes, or because they only spoke of reuse."""
        told = self.reuse.parameters | self.reuse.unread if self.reuse is not None else frozenset()
        return frozenset(self.tensors) | told


def factory_functions(context: Context) -> list[cst.FunctionDef]:
    """Return the functions of the module that both make variables or layers, and compute from tensors they are given."""
    found: list[cst.FunctionDef] = []
    own_layers = has_layer_classes(context.facts)
    for node in context.module.body:
        if not isinstance(node, cst.FunctionDef) or node.decorators or not isinstance(node.body, cst.IndentedBlock):
            continue
        inside = {id(one) for one in descendants(node.body)}
        calls = [call for call in context.facts.calls if id(call.node) in inside]
        makes = any(call.api and make_of(call.api) in _MAKERS for call in calls) or _calls_any(node, found, context)
        makes = makes or (own_layers and _makes_own_layer(node, context))
        if makes and _tensors(node, context) and _returns_at_the_end(node):
            found.append(node)
    return found


def _calls_any(node: cst.FunctionDef, factories: Sequence[cst.FunctionDef], context: Context) -> bool:
    """Tell whether a function calls one of those that were found before."""
    called = (context.facts.value(one.func) for one in descendants(node.body) if isinstance(one, cst.Call))
    return any(isinstance(value, Function) and value.node in factories for value in called)


def _makes_own_layer(node: cst.FunctionDef, context: Context) -> bool:
    """Tell whether a function makes a layer of a class of the program, which no symbol of TensorFlow shows."""
    made = (one for one in descendants(node.body) if isinstance(one, cst.Call))
    return any(may_have_weights(one, context.facts) for one in made)


def _returns_at_the_end(node: cst.FunctionDef) -> bool:
    returns = [one for one in descendants(node.body) if isinstance(one, cst.Return)]
    last: cst.CSTNode = node.body.body[-1]
    while isinstance(last, cst.With) and isinstance(last.body, cst.IndentedBlock):
        last = last.body.body[-1]
    return len(returns) == 1 and isinstance(last, cst.SimpleStatementLine) and last.body[0] is returns[0]


def _tensors(node: cst.FunctionDef, context: Context) -> tuple[str, ...]:
    """Return the parameters that are given tensors."""
    return tuple(d.name for d in context.facts.parameters.get(id(node), ()) if kind_of(d.value) in _TENSORS)


def factories_of(root: Body, context: Context) -> dict[int, Factory]:
    """Return what is to know of the factories among the bodies, by the identity of their functions."""
    found: dict[int, Factory] = {}
    for body in root.inner.values():
        if body.factory and isinstance(body.owner, cst.FunctionDef):
            found[id(body.owner)] = _factory(body.owner, context)
    return found


def _factory(function: cst.FunctionDef, context: Context) -> Factory:
    applied = "apply" if "apply" not in context.facts.names else context.fresh_for("apply", "apply_layer")
    reuse = reuse_of(function, context)
    reads = context.read_names(_definition(function, context))
    groups = grouped(calls_of(function, reads, context), function, reuse, context)
    tensors = {*_tensors(function, context)}
    names = [one.name.value for one in function.params.params]
    described = [
        name for name in names if name not in tensors and (reuse is None or name not in reuse.parameters | reuse.unread)
    ]
    moved = {name for group in groups for name in differing(group, described, context)}
    for definition in context.facts.parameters.get(id(function), ()):
        if definition.name in moved:
            _check_computes(definition, context)
    tensors |= moved
    return Factory(function, tuple(n for n in names if n in tensors), applied, tuple(groups), reuse)


def _check_computes(parameter: Definition, context: Context) -> None:
    """Check that a parameter in which the calls of one object differ is used where the object computes only."""
    for read in context.read_names(parameter):
        node: cst.CSTNode | None = read
        inner: cst.CSTNode = read
        while node is not None and not isinstance(node, cst.FunctionDef):
            call = context.facts.value(node) if isinstance(node, cst.Call) else None
            makes = isinstance(call, Call) and call.api and make_of(call.api) in _MAKERS
            keyword = inner.keyword.value if isinstance(inner, cst.Arg) and inner.keyword is not None else ""
            if makes and keyword not in ("inputs", "training"):
                raise NotEager(Condition.BUILT_IN_FUNCTION, read, f"one object is made with several {parameter.name}")
            inner, node = node, context.tree.parents.get(id(node))


def factory_edits(factories: dict[int, Factory], context: Context) -> Iterator[Edit]:
    """Yield the edits of the factories' parameters and of their calls, each of which sets up what it calls.

    Raises:
        NotEager: a factory is used for something else, or a call of it cannot be read.
    """
    for factory in factories.values():
        yield Edit(factory.function.params, lambda node, own=factory: _others(node, own))  # type: ignore[misc]
        for group in factory.groups:
            own = context.fresh(*_names(group, factory, context))
            for call in group:
                yield _call_edit(call, own, factory, first=call is group[0])


def _others(node: cst.CSTNode, factory: Factory) -> cst.Parameters:
    assert isinstance(node, cst.Parameters)
    kept = [one for one in node.params if one.name.value not in factory.left_out]
    kept[-1:] = [one.with_changes(comma=cst.MaybeSentinel.DEFAULT) for one in kept[-1:]]
    return node.with_changes(params=kept)


def _call_edit(call: FactoryCall, own: str, factory: Factory, first: bool) -> Edit:
    places = {id(node): name for name, node in call.given.items()}
    given = [places[id(argument.value)] for argument in call.node.args]

    def build(node: cst.CSTNode) -> cst.BaseExpression:
        assert isinstance(node, cst.Call)
        return node.with_changes(args=_kept(node.args, [name not in factory.left_out for name in given]))

    def applied(node: cst.CSTNode) -> cst.CSTNode:
        assert isinstance(node, cst.Call)
        args = _kept(node.args, [name in factory.tensors for name in given])
        return node.with_changes(func=cst.Name(own), args=args)

    made = ", ".join(filter(None, [own, factory.lists.get(id(call.node), "")]))
    return Edit(call.node, applied, Setup(made, build) if first else None)


def _kept(args: Sequence[cst.Arg], wanted: Sequence[bool]) -> list[cst.Arg]:
    kept = [argument for argument, want in zip(args, wanted) if want]
    kept[-1:] = [argument.with_changes(comma=cst.MaybeSentinel.DEFAULT) for argument in kept[-1:]]
    return kept


def _names(group: Group, factory: Factory, context: Context) -> list[str]:
    """Return names for what a factory gives: after the function, else after what is computed."""
    name = factory.function.name.value
    plain = _VERB.sub("", name)
    line = context.statement_of(group[0].node)
    targets = [d.name for d in context.facts.defines.get(id(line), ()) if d.owner is None]
    own = [f"{targets[0]}_layer"] if len(targets) == 1 and len(group) == 1 else []
    once = len(factory.groups) == 1
    shared = f"shared_{plain}" if _NETWORK.search(plain) else f"{plain}_network"
    last = f"{plain}_layer" if len(group) == 1 else shared
    return [*([plain] if once and plain != name else []), *own, last]


def _definition(function: cst.FunctionDef, context: Context) -> Definition:
    return next(d for d in context.facts.defines[id(function)] if d.name == function.name.value)


def check_factories(factories: dict[int, Factory], steps: Sequence[Step]) -> None:
    """Check that what a factory makes does not depend on what it computes, and that it does nothing else.

    Raises:
        NotEager: it does.
    """
    for step in steps:
        factory = factories.get(id(step.body.owner))
        if factory is None:
            continue
        if factory.reuse is not None and step.node in factory.reuse.removed:
            step.role = Role.SESSION  # objects are shared in its place
            continue
        if step.role not in (Role.STATIC, Role.VARIABLE, Role.OBJECT, Role.GRAPH):
            raise NotEager(Condition.BUILT_IN_FUNCTION, step.node)
        if step.role is Role.GRAPH:
            check_python([step])
            for call in seeded_draws(step):
                raise NotEager(Condition.PURE_SLICE, call.node, f"the draws of {call.api} are shared by several runs")
            continue
        tensor = next(
            (d for d in by_name(step.uses) if kind_of(d.value) in _TENSORS or _is_given(d, factory, step)), None
        )
        if tensor is not None:
            raise NotEager(Condition.BUILT_IN_FUNCTION, step.node, f"what it makes depends on the tensor {tensor.name}")


def _is_given(definition: Definition, factory: Factory, step: Step) -> bool:
    return definition.statement is factory.function and definition.name in factory.tensors


def applied_function(factory: Factory, lines: Sequence[Statement]) -> list[Statement]:
    """Write the function that computes, and that it is what the factory returns."""
    inner = statement(f"def {factory.applied}():\n    pass\n")
    assert isinstance(inner, cst.FunctionDef)
    parameters = [one for one in factory.function.params.params if one.name.value in factory.tensors]
    parameters[-1:] = [one.with_changes(comma=cst.MaybeSentinel.DEFAULT) for one in parameters[-1:]]
    inner = inner.with_changes(params=cst.Parameters(parameters))
    inner = inner.with_changes(body=cst.IndentedBlock(body=list(lines)), leading_lines=[cst.EmptyLine(indent=False)])
    weights = f", [{', '.join(factory.weights.names)}]" if factory.weights is not None else ""
    last = statement(f"return {factory.applied}{weights}").with_changes(leading_lines=[cst.EmptyLine(indent=False)])
    return [inner, last]
