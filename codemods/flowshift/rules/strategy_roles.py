"""Say which part each statement plays under a distribution strategy: it makes a model's objects, trains, or neither."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from ..kinds.facts import Facts
from ..kinds.keras import (
    called_name,
    is_companion_symbol,
    is_layer_symbol,
    is_model,
    is_model_class,
    is_model_symbol,
    is_strategy,
    keras_name,
)
from ..kinds.values import Api, Call, Class, Foreign, Function, Member, Value
from ..syntax.walk import children
from .context import parts

_BUILDS = frozenset({"compile", "add", "build"})
_TRAINS = frozenset(
    {
        *("fit", "evaluate", "predict", "fit_generator", "evaluate_generator", "predict_generator"),
        *("train_on_batch", "test_on_batch", "predict_on_batch", "apply_gradients", "run", "experimental_run_v2"),
    }
)


@dataclass(frozen=True)
class Roles:
    """What running a statement does. `model`: makes a model; `builds`: makes any object of one; `trains`: runs one."""

    model: bool = False
    builds: bool = False
    trains: bool = False

    def __or__(self, other: Roles) -> Roles:
        """Return what running both does."""
        return Roles(self.model or other.model, self.builds or other.builds, self.trains or other.trains)


class RoleFinder:
    """Find the roles of statements, following calls into the program's own functions."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._functions: dict[int, Roles] = {}
        self._from_layers: dict[int, bool] = {}

    def of(self, node: cst.CSTNode) -> Roles:
        """Return the roles of a statement, or of a function's body."""
        found = Roles()
        for part in executed(node):
            if isinstance(part, cst.Call):
                found |= self._call(part)
            elif isinstance(part, cst.Expr) and isinstance(part.value, cst.Call) and self._is_model(part.value.func):
                found |= Roles(builds=True)  # `model(example)`, whose result nobody wants, makes the variables
            elif isinstance(part, cst.Assign) and self._is_of_layers(self.facts.value(part.value)):
                found |= Roles(builds=True)
        return found

    def _is_model(self, node: cst.BaseExpression) -> bool:
        return is_model(self.facts.value(node), self.facts)

    def _call(self, node: cst.Call) -> Roles:
        function = self.facts.value(node.func)
        name = keras_name(function)
        if is_model_symbol(name):
            return Roles(model=True, builds=True)
        if is_companion_symbol(name) or (isinstance(function, Api) and function.name == "tf.Variable"):
            return Roles(builds=True)
        if isinstance(function, Class):
            return Roles(True, True) if is_model_class(function, self.facts) else self._method(function, "__init__")
        if isinstance(function, Function):
            return self._function(function.node)
        if isinstance(node.func, cst.Attribute):
            return self._method_call(node.func)
        return Roles()

    def _method_call(self, function: cst.Attribute) -> Roles:
        name, of = function.attr.value, self.facts.value(function.value)
        foreign = isinstance(of, (Api, Foreign)) or (isinstance(of, Call) and isinstance(of.function, Foreign))
        if foreign and not is_model(of, self.facts):  # `re.compile`, a model of scikit-learn
            return Roles()
        if name in _BUILDS and (name == "compile" or is_model(of, self.facts)):
            return Roles(builds=True)
        if name in ("run", "experimental_run_v2"):
            return Roles(trains=is_strategy(of))
        return Roles(trains=name in _TRAINS)

    def _function(self, node: cst.FunctionDef | cst.Lambda) -> Roles:
        if id(node) not in self._functions:
            self._functions[id(node)] = Roles()  # a function that calls itself adds nothing
            self._functions[id(node)] = self.of(node.body)
        return self._functions[id(node)]

    def _method(self, of: Class, name: str) -> Roles:
        for statement in of.node.body.body:
            if isinstance(statement, cst.FunctionDef) and statement.name.value == name:
                return self._function(statement)
        return Roles()

    def _is_of_layers(self, value: Value) -> bool:
        """Tell whether a value was computed by layers, so that it is a part of a functional model."""
        known = self._from_layers.get(id(value))
        if known is None:
            self._from_layers[id(value)] = False
            known = is_layer_symbol(called_name(value)) or (
                not is_model(value, self.facts)
                and not (isinstance(value, Call) and isinstance(value.function, Member))  # `model.fit(...)`
                and any(self._is_of_layers(part) for part in parts(value))
            )
            self._from_layers[id(value)] = known
        return known


def executed(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """Yield the nodes that running a statement evaluates: not the bodies of the functions and classes it defines."""
    stack = [node]
    while stack:
        current = stack.pop()
        if isinstance(current, (cst.FunctionDef, cst.ClassDef, cst.Lambda)) and current is not node:
            continue
        if isinstance(current, (cst.FunctionDef, cst.ClassDef)):
            continue
        yield current
        stack.extend(reversed(children(current)))
