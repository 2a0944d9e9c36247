"""Say which functions share their variables between calls by the name of a scope, and how each of them is told to.

    def net(x, reuse=False):
        with tf.variable_scope("net", reuse=reuse):
            return tf.layers.dense(x, 10, name="output")

What such a function makes has one name in all calls (`tf.AUTO_REUSE` and `if reuse: scope.reuse_variables()` say the same), so
that one object for each path of scopes takes the place of the names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import libcst as cst

from ..kinds.apis import Make, make_of
from ..kinds.scope import Definition
from ..kinds.values import Api, Call, Function, Literal
from ..syntax.walk import descendants
from .context import Context

_MAKERS = frozenset({Make.VARIABLE, Make.LAYER_CALL, Make.LAYER, Make.CELL, Make.RNN})
_SCOPE = "tf.variable_scope"
# The argument that names what a call makes or opens.
_NAMES = ("name_or_scope", "scope", "name")


@dataclass(frozen=True, eq=False)
class Reuse:
    """How a function shares its variables: `parameters` only say whether they are there already.

    `nodes` are the arguments that say so to TensorFlow, `removed` the statements; `named_by` the parameters that are part of
    the variables' names. `automatic` says that the function itself takes what is there; `unread` are the parameters that only
    name scopes.
    """

    parameters: frozenset[str]
    nodes: frozenset[int]
    removed: tuple[cst.If, ...]
    named_by: tuple[str, ...]
    automatic: bool
    unread: frozenset[str]


def reuse_of(function: cst.FunctionDef, context: Context) -> Reuse | None:
    """Return how a function shares its variables; None where it does not, or where their names are not known."""
    key = ("reuse", function)
    if key not in context.memory:
        context.memory[key] = None  # what calls itself is not followed
        context.memory[key] = _reuse_of(function, context)
    known = context.memory[key]
    return known if isinstance(known, Reuse) else None


def _reuse_of(function: cst.FunctionDef, context: Context) -> Reuse | None:
    inside = {id(node) for node in descendants(function.body)}
    calls = [call for call in _distinct(context.facts.calls) if id(call.node) in inside]
    makers = [call for call in calls if call.api and make_of(call.api) in _MAKERS]
    inner = list(_inner(function, context))
    if not (makers or inner) or not all(_is_named(call, context) for call in makers):
        return None
    parameters = {d: d.name for d in context.facts.parameters.get(id(function), ())}
    nodes: list[cst.BaseExpression] = []
    named_by: list[str] = []
    automatic = any(reuse.automatic for _, _, reuse in inner)
    for one, called, reuse in inner:
        keyed = _given(one, called, reuse.named_by)
        named_by.extend(name for node in keyed for name in _all_read(node, parameters, context))
        nodes.extend(node for node in _given(one, called, reuse.parameters) if _read(node, parameters, context))
    for call in calls:
        site = context.site(call) if call.api == _SCOPE or call in makers else None
        if site is None:
            continue
        node = site.node("reuse")
        value = context.facts.value(node) if node is not None else None
        if node is not None and not _is_false(value):
            is_auto = isinstance(value, Api) and value.name == "tf.AUTO_REUSE"
            if not is_auto and not _read(node, parameters, context):
                return None
            automatic = automatic or is_auto
            nodes.append(node)
        for name in _NAMES:
            if site.node(name) is not None:
                named_by.extend(_all_read(site.nodes[name], parameters, context))
    removed = tuple(_statements(function, parameters, context))
    told = [*nodes, *(statement.test for statement in removed)]
    flags = frozenset(name for node in told for name in _all_read(node, parameters, context))
    places = {id(found) for node in told for found in descendants(node)}
    for definition, name in parameters.items():
        if name in flags and not all(id(read) in places for read in context.read_names(definition)):
            return None
    keys = tuple(name for name in parameters.values() if name in named_by)
    scopes = {id(found) for call in calls if call.api == _SCOPE for found in descendants(call.node)}
    unread = {
        name
        for definition, name in parameters.items()
        if name in keys and all(id(read) in scopes for read in context.read_names(definition))
    }
    return Reuse(flags, frozenset(map(id, nodes)), removed, keys, automatic, frozenset(unread))


def _inner(function: cst.FunctionDef, context: Context) -> Iterator[tuple[cst.Call, cst.FunctionDef, Reuse]]:
    """Yield the calls of functions of the program that share their variables too."""
    for node in descendants(function.body):
        called = context.facts.value(node.func) if isinstance(node, cst.Call) else None
        if isinstance(node, cst.Call) and isinstance(called, Function) and isinstance(called.node, cst.FunctionDef):
            reuse = reuse_of(called.node, context)
            if reuse is not None:
                yield node, called.node, reuse


def _given(call: cst.Call, function: cst.FunctionDef, names: Iterable[str]) -> Iterator[cst.BaseExpression]:
    """Yield what a call of a function gives for some of its parameters."""
    places = [one.name.value for one in function.params.params]
    for index, argument in enumerate(call.args):
        name = argument.keyword.value if argument.keyword else places[index] if index < len(places) else ""
        if name in names:
            yield argument.value


def _distinct(calls: Iterable[Call]) -> Iterable[Call]:
    return {id(call.node): call for call in calls}.values()


def _is_false(value: object) -> bool:
    return isinstance(value, Literal) and value.known and value.constant in (None, False)


def _is_named(call: Call, context: Context) -> bool:
    """Tell whether a call makes the same variables each time that the scope around it is opened by its name."""
    site = context.site(call)
    if site is None or not (call.api == "tf.get_variable" or call.api.startswith(("tf.layers.", "tf.contrib.layers."))):
        return False
    if any(site.node(name) is not None for name in _NAMES):
        return True
    # TF1 counts the layers without a name anew in each block that opens a scope by its name
    scopes = (value for block in context.enclosing(call.node) for value in _opened(block, context))
    site = next(map(context.site, scopes), None)
    return site is not None and isinstance(site.value("name_or_scope"), (Literal, type(None)))


def _opened(block: cst.CSTNode, context: Context) -> list[Call]:
    values = [context.facts.value(item.item) for item in block.items] if isinstance(block, cst.With) else []
    return [value for value in values if isinstance(value, Call) and value.api == _SCOPE]


def _read(node: cst.CSTNode, parameters: dict[Definition, str], context: Context) -> str:
    """Return the parameter that a name is, an empty string where it is something else."""
    sources = context.facts.sources.get(id(node), frozenset())
    found = [parameters[one] for one in sources if one in parameters]
    return found[0] if isinstance(node, cst.Name) and len(sources) == len(found) == 1 else ""


def _all_read(node: cst.CSTNode, parameters: dict[Definition, str], context: Context) -> Iterator[str]:
    for found in descendants(node):
        name = _read(found, parameters, context)
        if name:
            yield name


def _statements(function: cst.FunctionDef, parameters: dict[Definition, str], context: Context) -> Iterator[cst.If]:
    """Yield the statements `if reuse: scope.reuse_variables()`."""
    for node in descendants(function.body):
        if not isinstance(node, cst.If) or node.orelse is not None or not _read(node.test, parameters, context):
            continue
        lines = node.body.body
        small = lines[0].body[0] if len(lines) == 1 and isinstance(lines[0], cst.SimpleStatementLine) else None
        call = small.value if isinstance(small, cst.Expr) else None
        func = call.func if isinstance(call, cst.Call) else None
        if isinstance(func, cst.Attribute) and func.attr.value == "reuse_variables":
            yield node
