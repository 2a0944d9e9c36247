"""Find the functions that Lambda layers apply, and which of their names hold tensors.

Whatever shape the function has (an inline lambda, a named function, a method, `functools.partial`), its first free
parameter is the layer's input. A function of the program that it calls with tensors, and nothing else does, is a body too.
"""

from __future__ import annotations

import re
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
    """One function that a Lambda layer applies, or that such a function calls.

    `layers` are the calls that make the layers (none of a function that is only called), `tensors` the names that hold
    tensors in it, `given` its other parameters. `many` says that the layer's input is a list of tensors.
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

    @property
    def gives_value(self) -> bool:
        """Tell whether the function returns anything."""
        returns = (node for node in self.own if isinstance(node, cst.Return))
        return isinstance(self.function, cst.Lambda) or any(node.value is not None for node in returns)

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
    found: list[Body] = []
    for call in context.facts.calls:
        if keras_name(call.function) != _LAMBDA:
            continue
        values = call.arguments
        given = values.positional[0] if values.positional else values.keyword("function")
        applied = _function(given, context)
        if applied is None:
            continue
        function, bound, names = applied
        body = known.get(id(function.node))
        if body is None:
            body = known[id(function.node)] = Body(function.node, context)
            found.append(body)
        body.layers.append(call)
        _bind(body, call, bound, names, _is_method(function))
    yield from found
    while found:
        found = [inner for body in found for inner in _called_bodies(body, known)]
        yield from found


def _called_bodies(body: Body, known: dict[int, Body]) -> Iterator[Body]:
    """Yield the functions of the program that a body alone calls with tensors, but for those that are known."""
    calls = [
        node for node in body.own if isinstance(node, cst.Call) and any(body.is_tensor(a.value) for a in node.args)
    ]
    functions = {id(call): _function(body.context.facts.value(call.func), body.context) for call in calls}
    for call in calls:
        found = functions[id(call)]
        if found is None or found[1:] != (0, set()) or id(found[0].node) in known:
            continue
        function = found[0]
        ours = [n for n in calls if (other := functions[id(n)]) is not None and other[0].node is function.node]
        if isinstance(function.node, cst.Lambda) or not _is_called_only(function.node, len(ours), body.context):
            continue
        inner = known[id(function.node)] = Body(function.node, body.context)
        names = [p.name.value for p in _parameters(function.node)][1 if _is_method(function) else 0 :]
        inner.given = set(names)
        for node in ours:
            inner.tensors |= set(_given_tensors(node, names, body))
        inner.given -= inner.tensors
        inner.many = body.many and any(isinstance(a.value, cst.Name) for node in ours for a in node.args)
        _follow(inner)
        yield inner


def _is_called_only(function: cst.FunctionDef, times: int, context: Context) -> bool:
    """Tell whether the name of a function occurs only where it is defined and where it is called so many times."""
    return len(re.findall(rf"\b{function.name.value}\b", context.tree.text)) == times + 1


def _given_tensors(call: cst.Call, names: Sequence[str], body: Body) -> Iterator[str]:
    """Yield the parameters that a call gives tensors."""
    for place, argument in enumerate(call.args):
        if argument.star or not body.is_tensor(argument.value):
            continue
        if argument.keyword is not None:
            yield argument.keyword.value
        elif place < len(names):
            yield names[place]


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


def _is_method(function: Function) -> bool:
    """Tell whether a function stands in a class, takes the object first, and is bound to one, or takes the class."""
    if isinstance(function.node, cst.Lambda):
        return False
    decorators = {getattr(d.decorator, "value", "") for d in function.node.decorators}
    return "classmethod" in decorators or (function.instance is not None and "staticmethod" not in decorators)


def _bind(body: Body, call: Call, bound: int, names: set[str], method: bool) -> None:
    """Note which parameter gets the layer's input, and follow it through the assignments of the body."""
    parameters = [parameter.name.value for parameter in _parameters(body.function)]
    first = bound + (1 if method else 0)
    free = [name for name in parameters[first:] if name not in names]
    body.given |= set(parameters) - set(free[:1])
    if not free:
        return
    body.many = body.many or _gets_list(call, body.context)
    body.tensors.add(free[0])
    _follow(body)


def _follow(body: Body) -> None:
    """Follow the tensors of a body through its assignments."""
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
