"""Find the functions that Lambda layers apply, and which of their names hold tensors.

Whatever shape the function has (an inline lambda, a named function, a method, `functools.partial`), its first free
parameter is the layer's input.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import libcst as cst

from ..kinds.keras import keras_name
from ..kinds.values import Api, Call, Class, Foreign, Function, Mapping, Member, Value
from ..kinds.values import Sequence as SequenceValue
from ..syntax.walk import children, descendants
from .context import Context
from .strategy_blocks import block_of

WORDS = frozenset({"Lambda"})
_LAMBDA = "layers.Lambda"
# What is asked of a tensor while the function is built, and gives a plain Python value.
_STATIC_ATTRIBUTES = frozenset({"shape", "dtype", "name", "graph", "op", "device", "get_shape", "ndim"})
_STATIC_CALLS = frozenset({"backend.int_shape", "backend.ndim", "backend.dtype", "backend.is_keras_tensor"})
_BUILTIN_TENSOR = frozenset({"abs", "sum", "min", "max", "round", "pow", "float", "int", "bool"})


@dataclass(eq=False)
class Body:
    """One function that a Lambda layer applies.

    `layers` are the calls that make the layers, `tensors` the names that hold tensors in it, `given` its other
    parameters. `many` says that the layer's input is a list of tensors.
    """

    function: cst.Lambda | cst.FunctionDef
    context: Context
    layers: list[Call] = field(default_factory=list)
    tensors: set[str] = field(default_factory=set)
    given: set[str] = field(default_factory=set)
    many: bool = False

    @property
    def own(self) -> list[cst.CSTNode]:
        """Return the nodes that run when the layer is applied."""
        return [node for part in self.parts for node in descendants(part)]

    @property
    def parts(self) -> Sequence[cst.CSTNode]:
        """Return the statements of a function, the expression of a lambda."""
        if isinstance(self.function, cst.Lambda):
            return (self.function.body,)
        return block_of(self.function.body)

    @property
    def translated(self) -> bool:
        """Tell whether AutoGraph translates the function, which then may ask tensors for their truth and their items."""
        decorators = () if isinstance(self.function, cst.Lambda) else self.function.decorators
        values = [self.context.facts.value(_called(decorator.decorator)) for decorator in decorators]
        return any(isinstance(v, Api) and v.name in ("tf.function", "tf.autograph.to_graph") for v in values)

    @property
    def locals(self) -> set[str]:
        """Return the names that are bound in the function."""
        bound = {parameter.name.value for parameter in _parameters(self.function)}
        shared: set[str] = set()
        for node in self.own:
            if isinstance(node, (cst.AssignTarget, cst.AugAssign, cst.For, cst.CompFor)):
                bound.update(_names(node.target))
            elif isinstance(node, (cst.Global, cst.Nonlocal)):
                shared.update(item.name.value for item in node.names)
        return bound - shared

    def is_tensor(self, node: cst.CSTNode) -> bool:
        """Tell whether an expression is computed from the layer's input, and so is no Python value."""
        if isinstance(node, cst.Name):
            return node.value in self.tensors
        if isinstance(node, cst.Attribute):
            return node.attr.value not in _STATIC_ATTRIBUTES and self.is_tensor(node.value)
        if isinstance(node, cst.Call):
            return self._is_tensor_call(node)
        if isinstance(node, cst.Subscript):
            return self.is_tensor(node.value)
        if isinstance(node, cst.Comparison) and any(
            isinstance(part.operator, (cst.Is, cst.IsNot, cst.In, cst.NotIn)) for part in node.comparisons
        ):
            return False
        if isinstance(node, (cst.Lambda, cst.BaseComp, cst.BaseString)):
            return False
        return any(self.is_tensor(child) for child in children(node))

    def _is_tensor_call(self, node: cst.Call) -> bool:
        value = self.context.facts.value(node.func)
        if keras_name(value) in _STATIC_CALLS:
            return False
        if keras_name(value) == "backend.learning_phase":
            return True
        builtin = value.name.partition("builtins.")[2] if isinstance(value, Foreign) else ""
        if builtin and builtin not in _BUILTIN_TENSOR:
            return False
        if isinstance(node.func, cst.Attribute) and self.is_tensor(node.func.value):
            return True
        if isinstance(node.func, cst.Attribute) and node.func.attr.value in _STATIC_ATTRIBUTES:
            return False
        return any(self.is_tensor(argument.value) for argument in node.args)

    def definition(self, name: str) -> cst.BaseExpression | None:
        """Return the expression of the only assignment to a name in the body."""
        found = [
            node.value
            for node in self.own
            if isinstance(node, cst.Assign)
            and any(isinstance(t.target, cst.Name) and t.target.value == name for t in node.targets)
        ]
        return found[0] if len(found) == 1 else None


def lambda_bodies(context: Context) -> list[Body]:
    """Return the functions of all Lambda layers of a module, each once; they are looked for once for all rules."""
    if "lambda bodies" not in context.memory:
        context.memory["lambda bodies"] = list(_bodies(context))
    found = context.memory["lambda bodies"]
    assert isinstance(found, list)
    return found


def _bodies(context: Context) -> Iterator[Body]:
    known: dict[int, Body] = {}
    for call in context.facts.calls:
        if keras_name(call.function) != _LAMBDA:
            continue
        values = call.arguments
        given = values.positional[0] if values.positional else values.keyword("function")
        found = _function(given, context)
        if found is None:
            continue
        function, bound, names = found
        body = known.get(id(function.node))
        if body is None:
            body = known[id(function.node)] = Body(function.node, context)
        body.layers.append(call)
        _bind(body, call, bound, names, _is_method(function, context))
        yield from [body] if len(body.layers) == 1 else []


def _function(given: Value | None, context: Context) -> tuple[Function, int, set[str]] | None:
    """Return the function that a value is, with how many arguments are bound by position and which by name."""
    if isinstance(given, Function):
        return given, 0, set()
    if isinstance(given, Member) and isinstance(given.of, Class):
        methods = (s for s in given.of.node.body.body if isinstance(s, cst.FunctionDef))
        found = next((s for s in methods if s.name.value == given.name), None)
        return (Function(found, given.of.scope), 0, set()) if found is not None else None
    if isinstance(given, Call) and isinstance(given.function, Foreign) and given.function.name == "functools.partial":
        inner = _function(given.arguments.positional[0], context) if given.arguments.positional else None
        if inner is not None:
            names = {name for name, _ in given.arguments.keywords}
            return inner[0], inner[1] + len(given.arguments.positional) - 1, inner[2] | names
    return None


def _is_method(function: Function, context: Context) -> bool:
    """Tell whether a function stands in a class, takes the object first, and is bound to one."""
    if isinstance(function.node, cst.Lambda) or function.instance is None:
        return False
    decorators = {getattr(d.decorator, "value", "") for d in function.node.decorators}
    return "staticmethod" not in decorators


def _bind(body: Body, call: Call, bound: int, names: set[str], method: bool) -> None:
    """Note which parameters get the layer's input, and follow it through the assignments of the body."""
    parameters = [parameter.name.value for parameter in _parameters(body.function)]
    first = bound + (1 if method else 0)
    free = [name for name in parameters[first:] if name not in names]
    body.given |= set(parameters) - set(free[:1])
    if not free:
        return
    body.many = body.many or _gets_list(call, body.context)
    body.tensors.add(free[0])
    grown = True
    while grown:
        grown = False
        for node in body.own:
            for target, value in _assignments(node):
                new = set(_names(target)) - body.tensors - {"_"}
                if new and body.is_tensor(value) and not isinstance(value, (cst.List, cst.Tuple)):
                    body.tensors |= new
                    grown = True


def _assignments(node: cst.CSTNode) -> Iterator[tuple[cst.BaseExpression, cst.BaseExpression]]:
    if isinstance(node, cst.Assign):
        for target in node.targets:
            if isinstance(target.target, (cst.Name, cst.Tuple, cst.List)):
                yield target.target, node.value
    elif isinstance(node, cst.AugAssign) and isinstance(node.target, cst.Name):
        yield node.target, node.value
    elif isinstance(node, (cst.For, cst.CompFor)):
        yield node.target, node.iter


def _gets_list(layer: Call, context: Context) -> bool:
    """Tell whether the layer is applied to a list of tensors."""
    for call in context.facts.calls:
        if call.function is layer and call.node.args:
            first = call.arguments.positional[0] if call.arguments.positional else None
            if isinstance(first, (SequenceValue, Mapping)):
                return True
    parent = context.tree.parents.get(id(layer.node))
    if isinstance(parent, cst.Call) and parent.func is layer.node and parent.args:
        return isinstance(parent.args[0].value, (cst.List, cst.Tuple))
    return False


def _called(node: cst.BaseExpression) -> cst.BaseExpression:
    return node.func if isinstance(node, cst.Call) else node


def _parameters(function: cst.Lambda | cst.FunctionDef) -> list[cst.Param]:
    params = function.params
    return [*params.posonly_params, *params.params, *params.kwonly_params]


def _names(target: cst.CSTNode) -> Iterator[str]:
    if isinstance(target, cst.Name):
        yield target.value
    elif isinstance(target, (cst.Tuple, cst.List)):
        for element in target.elements:
            yield from _names(element.value)
