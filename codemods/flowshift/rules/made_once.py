"""Make a layer once where it was made and applied at once: before the statement, or for each turn of a loop in a list.

for units in [8, 4]:                             dense_layers = [tf.keras.layers.Dense(units) for units in [8, 4]]
    net = tf.layers.dense(net, units)
                                                 # in the functions:
                                                 for dense_layer in dense_layers:
                                                     net = dense_layer(net)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Union

import libcst as cst

from ..kinds.kind import Kind, kind_of
from ..kinds.values import Call, Foreign
from ..syntax.layout import WIDTH, indented
from ..syntax.templates import code_of, expression
from ..syntax.walk import descendants, statements_below
from .change import Edit, NodeRewrite, Setup
from .context import Context

_Loop = Union[cst.For, cst.ListComp, cst.GeneratorExp]
_BRANCHES = (cst.If, cst.IfExp, cst.BooleanOperation, cst.Try, cst.While)
# Functions that TensorFlow itself calls, once each.
_CALLED_ONCE = frozenset({"tf.cond", "tf.case", "tf.while_loop"})


@dataclass(frozen=True, eq=False)
class Applied:
    """One call that makes a layer and applies it. `described` are the arguments that describe the layer.

    `build` writes the layer, `apply` the call of the layer by a name; `name` gives it a free name. A layer without `weights`
    may serve all turns of a loop.
    """

    node: cst.Call
    kind: str
    name: Callable[[], str]
    described: tuple[cst.BaseExpression, ...]
    weights: bool
    build: Callable[[cst.CSTNode], cst.BaseExpression]
    apply: Callable[[str], NodeRewrite]


def made_once(layer: Applied, context: Context) -> tuple[Edit, ...] | str:
    """Return the edits that make a layer once, or why that is not possible."""
    if any(_is_tensor(found, context) for node in layer.described for found in descendants(node)):
        return "a tensor of the graph describes the layer"
    loop = _loop_around(layer.node, context)
    if isinstance(loop, str):
        return loop
    if loop is None:
        return (_edit(layer, layer.name(), layer.build),)
    problem = _problem(loop, layer, context)
    if problem:
        return problem
    if not layer.weights and not _targets(loop) & _names(layer.described):
        return (_edit(layer, layer.name(), layer.build),)
    one, many = context.fresh(f"{layer.kind}_layer"), context.fresh(f"{layer.kind}_layers")
    over = _over(loop, _names(layer.described))

    def listed(node: cst.CSTNode) -> cst.BaseExpression:
        made = code_of(layer.build(node))
        flat = f"[{made} {over}]"
        return expression(flat if len(many) + len(flat) < WIDTH else f"[\n    {indented(made)}\n    {over}\n]")

    edit = Edit(layer.node, layer.apply(one), Setup(many, listed))
    lists = lists_of(loop, context)
    lists.append((one, many))
    return (edit,) if len(lists) > 1 else (edit, Edit(loop, lambda node: _over_layers(node, loop, lists)))


def _is_tensor(node: cst.CSTNode, context: Context) -> bool:
    """Tell whether an expression is a tensor of the graph; in a lambda too, which would read it where it is not."""
    return kind_of(context.facts.value(node)) in (Kind.GRAPH, Kind.PLACEHOLDER)


def _edit(layer: Applied, name: str, build: Callable[[cst.CSTNode], cst.BaseExpression]) -> Edit:
    return Edit(layer.node, layer.apply(name), Setup(name, build))


def lists_of(loop: cst.CSTNode, context: Context) -> list[tuple[str, str]]:
    """Return the layers of a loop: the name in one turn, and the name of the list."""
    lists = context.memory.setdefault(("layers of a loop", id(loop)), [])
    assert isinstance(lists, list)
    return lists


def _loop_around(node: cst.Call, context: Context) -> _Loop | str | None:
    """Return the loop that runs a call several times, None where there is none; a text says why it is not understood."""
    parents = context.tree.parents
    loop: _Loop | None = None
    branch = False
    current: cst.CSTNode = node
    while (parent := parents.get(id(current))) is not None:
        if isinstance(parent, (cst.For, cst.ListComp, cst.GeneratorExp)) and not _is_header(current, parent):
            if loop is not None or branch:
                return "it makes a layer in loops or branches of a loop: make the layers once, outside"
            loop = parent
        elif isinstance(parent, (cst.FunctionDef, cst.ClassDef)) and id(parent) not in context.bodies:
            return "it makes a layer in a function: make the layer once, outside"
        elif isinstance(parent, (cst.SetComp, cst.DictComp, cst.While)):
            return "it makes a layer in a loop: make the layers once, outside"
        elif isinstance(parent, cst.Lambda) and not _is_called_once(parent, context):
            return "it makes a layer in a lambda: make the layer once, outside"
        branch = loop is None and (branch or isinstance(parent, _BRANCHES))
        current = parent
    return loop


def _is_header(node: cst.CSTNode, loop: _Loop) -> bool:
    return isinstance(loop, cst.For) and node is loop.iter


def _is_called_once(node: cst.Lambda, context: Context) -> bool:
    argument = context.tree.parents.get(id(node))
    call = context.tree.parents.get(id(argument)) if isinstance(argument, cst.Arg) else None
    value = context.facts.value(call) if isinstance(call, cst.Call) else None
    called = context.facts.value(call.func) if isinstance(call, cst.Call) else None
    name = getattr(called, "name", "") or (value.api if isinstance(value, Call) else "")
    return name in _CALLED_ONCE


def _problem(loop: _Loop, layer: Applied, context: Context) -> str:
    """Say why the layers of a loop cannot be made in front of it, an empty string where they can."""
    _, values = _header(loop)
    value = context.facts.value(values)
    if kind_of(value) not in (Kind.PYTHON, Kind.CONSTANT):
        return "it makes a layer for each of several tensors: make the layers once, outside"
    if isinstance(values, cst.Name) and isinstance(value, Call) and isinstance(value.function, Foreign):
        return f"{values.value} may be gone through only once: write what the loop goes through in its head"
    if isinstance(loop, cst.For):
        leaves = (cst.Break, cst.Continue, cst.Return)
        if loop.orelse is not None or any(isinstance(node, leaves) for node in descendants(loop.body)):
            return "it makes a layer in a loop that may end early: make the layers once, outside"
        lines = [one for line in loop.body.body for one in statements_below(line)]
        bound = {definition.name for line in lines for definition in context.facts.defines.get(id(line), ())}
        for node in layer.described:
            for name in descendants(node):
                if isinstance(name, cst.Name) and name.value in bound:
                    return (
                        f"{code_of(name)} describes a layer, and is computed in the loop: make the layers once, outside"
                    )
    elif loop.for_in.ifs or loop.for_in.inner_for_in is not None or loop.for_in.asynchronous is not None:
        return "it makes a layer in a comprehension that chooses: make the layers once, outside"
    return ""


def _header(loop: _Loop) -> tuple[cst.BaseExpression, cst.BaseExpression]:
    head = loop if isinstance(loop, cst.For) else loop.for_in
    return head.target, head.iter


def _over(loop: _Loop, used: set[str]) -> str:
    """Write what a list of layers goes through: of `enumerate(values)` the values alone, where nothing reads the index."""
    target, values = _header(loop)
    if isinstance(target, cst.Tuple) and isinstance(values, cst.Call) and code_of(values.func) == "enumerate":
        index = code_of(target.elements[0].value)
        if len(target.elements) == 2 and len(values.args) == 1 and index not in used:
            target, values = target.elements[1].value, values.args[0].value
    return f"for {code_of(target) if _names([target]) & used else '_'} in {code_of(values)}"


def _targets(loop: _Loop) -> set[str]:
    return _names([_header(loop)[0]])


def _names(nodes: Iterable[cst.CSTNode]) -> set[str]:
    return {found.value for node in nodes for found in descendants(node) if isinstance(found, cst.Name)}


def _over_layers(node: cst.CSTNode, loop: _Loop, lists: list[tuple[str, str]]) -> cst.CSTNode:
    """Let a loop, whose inner edits are made, go through its layers; through what it went before where it still reads that."""
    assert isinstance(node, (cst.For, cst.ListComp, cst.GeneratorExp))
    inner = node.body if isinstance(node, cst.For) else node.elt
    parts = list(_parts(loop, inner, lists))
    values = parts[0][1] if len(parts) == 1 else f"zip({', '.join(value for _, value in parts)})"
    head = cst.parse_statement(f"for {', '.join(target for target, _ in parts)} in {values}:\n    pass\n")
    assert isinstance(head, cst.For)
    if isinstance(node, cst.For):
        return node.with_changes(target=head.target, iter=head.iter)
    return node.with_changes(for_in=node.for_in.with_changes(target=head.target, iter=head.iter))


def _parts(loop: _Loop, inner: cst.CSTNode, lists: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    target, values = _header(loop)
    if _targets(loop) & _names([inner]):
        plain = isinstance(target, cst.Tuple) and not target.lpar
        yield f"({code_of(target)})" if plain else code_of(target), code_of(values)
    yield from lists
