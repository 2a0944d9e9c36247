"""Give a variable or object another name where the graph binds its name again: in a function that would hide it.

bias = tf.Variable(0.0, name="bias")
y = tf.Variable(1.0, name="start")        start = tf.Variable(1.0, name="start")
y = y * x + bias                          # in the function: y = start * x + bias
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from ..kinds.kind import Kind, kind_of
from ..kinds.scope import Definition
from ..kinds.values import Call, Literal
from ..rules.change import Edit, NodeRewrite
from ..rules.context import Context
from ..rules.lambda_operators import written_out
from ..syntax.walk import descendants
from .conditions import Condition, NotEager
from .slices import Program
from .steps import Role, Step

_KEPT = frozenset({Role.VARIABLE, Role.OBJECT, Role.STATIC})


def rename_hidden(program: Program, context: Context) -> tuple[Edit, ...]:
    """Return the edits of the names, and note the new ones in the program; where both may be meant, a line binds them.

    Raises:
        NotEager: the definition does not bind a plain name (it is an attribute, say).
    """
    edits: list[Edit] = []
    for definition in _rebound(program):
        if definition.owner is not None:  # an attribute keeps its name
            raise NotEager(Condition.FIXED_NAMES, definition.statement, definition.name)
        name = context.fresh(*_names(definition))
        program.new_names[definition] = name
        edits.append(_target(definition, name))
        edits.extend(_reads(definition, name, program, context))
    return tuple(edits)


def _rebound(program: Program) -> Iterator[Definition]:
    """Yield the definitions that functions read, and whose name a function binds."""
    bound: dict[str, list[Definition]] = {}
    for step in program.steps:
        if step.role is Role.GRAPH:
            for definition in step.definitions:
                bound.setdefault(definition.name, []).append(definition)
    found: set[Definition] = set()
    for step in program.steps:
        if step.role in (Role.GRAPH, Role.UPDATE):
            for definition in sorted(step.uses - found, key=lambda d: d.name):
                maker = program.maker.get(definition)
                rivals = bound.get(definition.name, ())
                if maker is None or maker.role not in _KEPT or maker.opens is not None:
                    continue
                scope = program.scope(definition)
                if maker.origin is None and any(program.scope(rival) is scope for rival in rivals):
                    found.add(definition)
                    yield definition


def _names(definition: Definition) -> tuple[str, ...]:
    value = definition.value
    given = value.arguments.keyword("name") if isinstance(value, Call) else None
    own = given.constant if isinstance(given, Literal) else None
    others = (f"{definition.name}_{'variable' if kind_of(value) is Kind.VARIABLE else 'value'}",)
    return (own, *others) if isinstance(own, str) and own.isidentifier() else others


def _target(definition: Definition, name: str) -> Edit:
    line = definition.statement
    small = line.body[0] if isinstance(line, cst.SimpleStatementLine) and len(line.body) == 1 else None
    if isinstance(small, cst.Assign):
        for target in small.targets:
            for node in descendants(target.target):
                if isinstance(node, cst.Name) and node.value == definition.name:
                    return Edit(node, _named(name))
    raise NotEager(Condition.FIXED_NAMES, line, definition.name)


def _named(name: str) -> NodeRewrite:
    return lambda _: cst.Name(name)


def _reads(definition: Definition, name: str, program: Program, context: Context) -> Iterator[Edit]:
    facts = context.facts
    mixed: dict[Step, None] = {}
    for read in context.read_names(definition):
        if facts.sources[id(read)] == frozenset({definition}):
            yield Edit(read, _named(name))
            line = context.tree.parents.get(id(read))
            if isinstance(line, cst.AugAssign) and line.target is read:
                yield Edit(line, written_out(line))  # what it binds is the function's own
        else:
            mixed[program.home[id(context.statement_of(read))]] = None
    for step in mixed:
        # the loop that goes on from it starts with it; what reads the name after the loop finds it bound
        if step.role is Role.GRAPH and any(d.name == definition.name for d in step.definitions):
            step.before = (*step.before, f"{definition.name} = {name}")
        elif step.role in _KEPT:
            raise NotEager(Condition.FIXED_NAMES, step.node, definition.name)
