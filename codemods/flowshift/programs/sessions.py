"""Take the session out of the functions and objects that it was handed to.

def train(sess, x):            def train(x):
    sess.run(op, {p: x})           train_step(x)

train(session, data)           train(data)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import libcst as cst

from ..kinds.kind import Kind, kind_of
from ..kinds.scope import Definition
from ..kinds.values import Class, Function, Value
from ..rules.change import Edit, NodeRewrite
from ..rules.context import Context
from ..syntax.walk import descendants
from .conditions import Condition, NotEager
from .slices import Program
from .steps import is_session_end


@dataclass(frozen=True, eq=False)
class Handed:
    """The edits that take the session out of parameters and arguments, and the arguments that are gone."""

    edits: tuple[Edit, ...] = ()
    arguments: frozenset[int] = frozenset()


def handed_sessions(context: Context) -> Handed:
    """Find the parameters that only ever carry the session.

    Raises:
        NotEager: a call of such a function cannot be read.
    """
    functions: dict[int, tuple[cst.FunctionDef, list[Definition]]] = {}
    for definitions in context.facts.parameters.values():
        for definition in definitions:
            if kind_of(definition.value) is Kind.SESSION and isinstance(definition.statement, cst.FunctionDef):
                known = functions.setdefault(id(definition.statement), (definition.statement, []))
                known[1].append(definition)
    edits: list[Edit] = []
    gone = set(_stored(context))
    calls = [node for node in descendants(context.module) if isinstance(node, cst.Call)] if functions else []
    for function, parameters in functions.values():
        names = [parameter.name.value for parameter in function.params.params]
        carried = {definition.name for definition in parameters}
        if not carried <= set(names):
            raise NotEager(Condition.ONE_SESSION, function, "*args")
        edits.append(Edit(function.params, _without_parameters(carried)))
        for call in calls:
            if _calls(call, function, context):
                arguments = _session_arguments(call, function, names, carried, context)
                gone.update(id(call.args[index].value) for index in arguments)
                edits.append(Edit(call, _without_arguments(arguments)))
    return Handed(tuple(edits), frozenset(gone))


def _calls(call: cst.Call, function: cst.FunctionDef, context: Context) -> bool:
    """Tell whether a call runs a function, or makes an object whose `__init__` it is."""
    value: Value = context.facts.value(call.func)
    if isinstance(value, Function):
        return value.node is function
    made = isinstance(value, Class) and any(line is function for line in value.node.body.body)
    return made and function.name.value == "__init__"


def _session_arguments(
    call: cst.Call, function: cst.FunctionDef, names: list[str], carried: set[str], context: Context
) -> list[int]:
    """Return the places of the arguments that give the session."""
    bound = isinstance(context.tree.parents.get(id(context.tree.parents[id(function)])), cst.ClassDef)
    own = names[1:] if bound else names
    found: list[int] = []
    for index, argument in enumerate(call.args):
        if argument.star:
            raise NotEager(Condition.ONE_SESSION, call, "*args")
        name = argument.keyword.value if argument.keyword is not None else own[index] if index < len(own) else ""
        if name in carried:
            found.append(index)
    return found


def _without_parameters(carried: set[str]) -> NodeRewrite:
    def rewrite(node: cst.CSTNode) -> cst.CSTNode:
        assert isinstance(node, cst.Parameters)
        kept = [parameter for parameter in node.params if parameter.name.value not in carried]
        return node.with_changes(params=_without_comma(kept))

    return rewrite


def _without_arguments(places: list[int]) -> NodeRewrite:
    def rewrite(node: cst.CSTNode) -> cst.CSTNode:
        if not isinstance(node, cst.Call):
            return node
        kept = [argument for index, argument in enumerate(node.args) if index not in places]
        return node.with_changes(args=_without_comma(kept))

    return rewrite


def _without_comma(items: Sequence[cst.CSTNode]) -> list[cst.CSTNode]:
    """Drop the comma behind the last one."""
    return [*items[:-1], *(item.with_changes(comma=cst.MaybeSentinel.DEFAULT) for item in items[-1:])]


def session_ends(program: Program, context: Context) -> Iterator[Edit]:
    """Yield the edits that drop `sess.close()` where it stands inside a function, loop or branch."""
    for call in context.facts.calls:
        line = context.statement_of(call.node)
        if is_session_end(call) and line is not None and program.home[id(line)].node is not line:
            block = context.tree.parents[id(line)]
            alone = isinstance(block, cst.IndentedBlock) and len(block.body) == 1
            yield Edit(line, _passed if alone else _dropped)


def _passed(node: cst.CSTNode) -> cst.CSTNode:
    return node.with_changes(body=[cst.Pass()])


def _dropped(_: cst.CSTNode) -> cst.RemovalSentinel:
    return cst.RemovalSentinel.REMOVE


def _stored(context: Context) -> Iterator[int]:
    """Yield what statements read that only keep the session: `self.sess = sess`."""
    for definitions in context.facts.defines.values():
        for definition in definitions:
            line = definition.statement
            small = line.body[0] if isinstance(line, cst.SimpleStatementLine) and len(line.body) == 1 else None
            kept = definition.owner is not None and kind_of(definition.value) is Kind.SESSION
            if kept and isinstance(small, cst.Assign) and not isinstance(small.value, cst.Call):
                yield id(small.value)
