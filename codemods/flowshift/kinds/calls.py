"""Follow calls of the program's own functions and classes to what they return and store."""

from __future__ import annotations

from dataclasses import dataclass

import libcst as cst

from .evaluation import Evaluation
from .scope import Binding, Definition, Scope
from .values import UNKNOWN, Arguments, Call, Choice, Class, Function, Instance, Literal, Value, join, matters

_DEPTH = 6  # calls of the program's own functions that are followed into one another


def _default(default: cst.BaseExpression | None) -> Value:
    """Return what a parameter is where it is not given; numbers say nothing of what callers pass later."""
    if isinstance(default, (cst.Integer, cst.Float)):
        return Literal(default)
    if isinstance(default, cst.Name) and default.value == "None":
        return Literal(default, None, True)
    return UNKNOWN


@dataclass(frozen=True, eq=False)
class Followed:
    """What following a function once has shown."""

    value: Value
    uses: set[Definition]
    calls: list[Call]


class CallFollower(Evaluation):
    """Interpret the bodies of functions for given arguments, without recording."""

    def __init__(self) -> None:
        super().__init__()
        self.followed: dict[int, Followed] = {}

    @staticmethod
    def parameters(params: cst.Parameters) -> list[cst.Param]:
        """Return all named parameters, positional first."""
        found = [*params.posonly_params, *params.params, *params.kwonly_params]
        if isinstance(params.star_arg, cst.Param):
            found.append(params.star_arg)
        if params.star_kwarg is not None:
            found.append(params.star_kwarg)
        return found

    def follow(self, function: Function, node: cst.Call, arguments: Arguments) -> Value:
        """Return what a function of the program returns for these arguments."""
        bound = self.bind_parameters(function, arguments)
        if self.recording and isinstance(function.node, cst.FunctionDef):
            known = self.passed.setdefault(id(function.node), {})
            for name, value in bound.items():
                known[name] = join((known[name], value)) if name in known else value
        if not self.into_functions:
            return UNKNOWN
        running = [identity for identity, _ in self.frames]
        if id(function.node) in running or len(running) >= _DEPTH:
            return UNKNOWN
        if any(matters(value) for value in bound.values()):
            return self.enter(function, bound)
        return self.remembered(function, bound)

    def remembered(self, function: Function, bound: dict[str, Value]) -> Value:
        """Follow a function once for all calls that pass nothing of interest: they all get the same.

        What the function reads and calls is noted for each statement that calls it.
        """
        key = id(function.node)
        if key not in self.followed:
            # a statement of its own collects what is read and called
            outer, self.statement = self.statement, cst.Pass()
            try:
                value = self.enter(function, bound)
                inner = id(self.statement)
                uses = self.facts.uses.pop(inner, set())
                self.followed[key] = Followed(value, uses, self.facts.statement_calls.pop(inner, []))
            finally:
                self.statement = outer
        known = self.followed[key]
        if self.statement is not None:
            self.facts.uses.setdefault(id(self.statement), set()).update(known.uses)
            self.facts.statement_calls.setdefault(id(self.statement), []).extend(known.calls)
        return known.value

    def enter(self, function: Function, bound: dict[str, Value]) -> Value:
        """Interpret a function's body with these parameters and return what it returns."""
        scope = Scope(owner=function.node, parent=function.scope if isinstance(function.scope, Scope) else None)
        self.facts.scopes.append(scope)
        for name, value in bound.items():
            scope.names[name] = Binding(value, frozenset({Definition(name, function.node, value)}))
        returns: list[Value] = []
        self.frames.append((id(function.node), returns))
        try:
            with self.silently():
                if isinstance(function.node, cst.Lambda):
                    returns.append(self.evaluate(function.node.body, scope))
                else:
                    self.body(function.node.body, scope)
        finally:
            self.frames.pop()
        return join(tuple(returns))

    def bind_parameters(self, function: Function, arguments: Arguments) -> dict[str, Value]:
        """Return the value of each parameter of a call."""
        params = function.node.params
        names = [parameter.name.value for parameter in (*params.posonly_params, *params.params)]
        bound: dict[str, Value] = {}
        positional = list(arguments.positional)
        if function.instance is not None and names:
            positional.insert(0, function.instance)
        for name, value in zip(names, positional):
            bound[name] = value
        bound.update(arguments.keywords)
        for parameter in self.parameters(params):
            name = parameter.name.value
            if name not in bound:
                default = parameter.default
                bound[name] = _default(default)
        return bound

    def construct(self, of: Class, node: cst.Call, arguments: Arguments) -> Value:
        """Return the object that a class of the program makes, after following its constructor."""
        instance = self.instance_of(of.node, of.scope if isinstance(of.scope, Scope) else None)
        constructor = self.class_scopes.get(id(of.node), Scope()).names.get("__init__")
        if constructor is not None and isinstance(constructor.value, Function):
            self.follow(Function(constructor.value.node, constructor.value.scope, instance), node, arguments)
        return instance

    def instance_of(self, node: cst.ClassDef, scope: Scope | None) -> Instance:
        """Return the one abstract object that stands for all objects of a class."""
        if id(node) not in self.instances:
            self.instances[id(node)] = Instance(Class(node, scope))
        return self.instances[id(node)]

    def set_attribute(self, owner: Instance, name: str, value: Value) -> None:
        """Store a value on the object of a class."""
        key = (id(owner.of.node), name)
        known = self.attributes.get(key)
        # the statement may have been seen before, when a call of its method was followed
        ways = known.options if isinstance(known, Choice) else (known,)
        others = tuple(way for way in ways if way is not None and not _same_place(way, value))
        self.attributes[key] = join((*others, value)) if others else value


def _same_place(one: Value, other: Value) -> bool:
    """Tell whether two values were made by one call."""
    return isinstance(one, Call) and isinstance(other, Call) and one.node is other.node
