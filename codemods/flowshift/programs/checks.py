"""Check what must hold so that runs of a session can become calls of functions."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from ..kinds.apis import Make, make_of
from ..kinds.facts import Facts
from ..kinds.kind import Kind, kind_of
from ..kinds.scope import Definition
from ..kinds.values import Api, Call, Foreign, Literal, Member, Value
from ..rules.batch_normalization import is_update_collection
from ..rules.context import Context
from ..rules.made_once import lists_of
from ..syntax.walk import descendants
from .conditions import Condition, NotEager
from .feeds import looked_up
from .functions import Function
from .purity import seeded_draws
from .runs import Run, definitions_read
from .sessions import Handed
from .slices import Program
from .steps import Role, Step, builds_graph, is_run

_LAYERS = frozenset({Make.LAYER, Make.LAYER_CALL, Make.CELL, Make.RNN})


def check_loops(steps: Sequence[Step], context: Context) -> None:
    """Check that no loop that goes through layers, made before it, also makes something in each turn."""
    for step in steps:
        if step.origin is not None and step.role is Role.VARIABLE and lists_of(step.origin, context):
            raise NotEager(Condition.BUILT_IN_LOOP, step.origin, "it makes layers and variables")


def check_fetches(runs: Sequence[Run], program: Program, context: Context) -> None:
    """Check that what runs fetch was built in the program, where it can be seen."""
    for run in runs:
        for fetch in run.fetches:
            for definition in definitions_read(fetch.node, program.facts):
                if definition not in program.maker:
                    raise NotEager(_where_built(definition, context), fetch.node, definition.name)
                if is_update_collection(definition.value):
                    raise NotEager(Condition.KNOWN_FETCHES, fetch.node, "the updates of moving statistics")


def check_precision(context: Context) -> None:
    """Check that no layer can be given float64: Keras' layers compute in float32 then, those of TF1 in float64.

    Raises:
        NotEager: TensorFlow is given the type float64, and the program has layers.
    """
    calls = [call for call in context.facts.calls if call.api]
    wide = next((call for call in calls if any(_is_float64(given) for given in call.arguments.values())), None)
    if wide is not None and any(make_of(call.api) in _LAYERS for call in calls):
        detail = f"{wide.api} makes float64 in a program with layers, which compute in float32 in Keras"
        raise NotEager(Condition.NATIVE_NAMES, wide.node, detail)


def _is_float64(value: Value) -> bool:
    if isinstance(value, Literal):
        return value.constant in ("float64", "double")
    return isinstance(value, (Api, Foreign)) and value.name in ("tf.float64", "tf.double", "numpy.float64")


def _where_built(definition: Definition, context: Context) -> Condition:
    """Name the condition of a definition that is no part of the program."""
    if isinstance(definition.statement, cst.FunctionDef) or kind_of(definition.value) is Kind.PYTHON:
        return Condition.KNOWN_FETCHES
    around = context.enclosing(definition.statement)
    in_class = any(isinstance(node, cst.ClassDef) for node in around)
    return Condition.BUILT_IN_CLASS if in_class else Condition.BUILT_IN_FUNCTION


def check_python(
    runs: Sequence[Run],
    program: Program,
    home: dict[int, Step],
    context: Context,
    handed: Handed,
    settled: Sequence[cst.CSTNode],
) -> None:
    """Check that tensors and sessions are used for nothing but building the graph and running it."""
    allowed: set[int] = {*program.settled, *(id(found) for node in settled for found in descendants(node))}
    allowed.update(map(id, looked_up(runs, context)))
    allowed.update((*program.written, *program.shapes))
    for run in runs:
        nodes: list[cst.CSTNode] = [fetch.node for fetch in run.fetches]
        for display in run.displays:
            if display.node is not None:
                nodes.extend(element.key for element in display.node.elements if isinstance(element, cst.DictElement))
        if isinstance(run.feed, cst.Dict):
            nodes.extend(element.key for element in run.feed.elements if isinstance(element, cst.DictElement))
        allowed.update(id(found) for node in nodes for found in descendants(node))
    for step in program.steps:
        if step.role is Role.RUN:
            for call in step.calls:
                if builds_graph(call) and id(call.node) not in allowed:
                    raise NotEager(Condition.BUILT_AFTER_RUNS, call.node, call.api)
            for definition in step.definitions:
                if kind_of(definition.value) is Kind.GRAPH:
                    raise NotEager(Condition.BUILT_AFTER_RUNS, definition.statement, definition.name)
    facts = context.facts
    run_bases = {id(found) for call in facts.calls if _is_session_call(call) for found in descendants(call.node.func)}
    run_bases.update(handed.arguments)
    run_bases.update(
        id(a.value) for call in facts.calls if is_run(call) for a in call.node.args if _is_session(a, facts)
    )
    places: list[tuple[Definition, Sequence[cst.BaseExpression]]] = [*facts.reads.items()]
    places.extend(facts.attribute_reads.items())
    for definition, names in places:
        session = kind_of(definition.value) is Kind.SESSION
        maker = program.maker.get(definition)
        graph = maker is not None and maker.role in (Role.GRAPH, Role.UPDATE, Role.PARAMETER)
        if not graph and not session:
            continue
        for name in names:
            if session:
                if id(name) not in run_bases | allowed:
                    raise NotEager(Condition.ONE_SESSION, name, definition.name)
                continue
            place = home.get(id(context.statement_of(name)))
            if place is None:
                continue  # in the header of a block that is opened
            if place.role in (Role.RUN, Role.STATIC) and id(name) not in allowed:
                raise NotEager(Condition.GRAPH_IN_PYTHON, name, definition.name)


def _is_session(argument: cst.Arg, facts: Facts) -> bool:
    return kind_of(facts.value(argument.value)) is Kind.SESSION


def _is_session_call(call: Call) -> bool:
    function = call.function
    return isinstance(function, Member) and (
        is_run(call) or (function.name == "close" and kind_of(function.of) is Kind.SESSION)
    )


def check_inspections(program: Program) -> None:
    """Check that each statement that prints or checks tensors is part of a function that has them."""
    for step in program.steps:
        if step.role is Role.INSPECTION and step not in program.inspected:
            raise NotEager(Condition.GRAPH_IN_PYTHON, step.node, "no run computes what is printed or checked here")


def check_seeds(functions: Sequence[Function]) -> None:
    """Check that no draw with a seed of its own is part of two functions: each would start its stream anew."""
    seen: set[Step] = set()
    for function in functions:
        for step in function.part.steps:
            draws = list(seeded_draws(step))
            if draws and step in seen:
                raise NotEager(
                    Condition.PURE_SLICE, draws[0].node, f"the draws of {draws[0].api} are shared by several runs"
                )
            seen.add(step)


def check_scopes(steps: Sequence[Step], context: Context) -> None:
    """Check that no scope object is used: the blocks that bind them are opened."""
    gone = {id(one) for step in steps if step.role is Role.SESSION for one in step.statements}
    for definition, names in context.facts.reads.items():
        value = definition.value
        if isinstance(value, Call) and value.api in ("tf.variable_scope", "tf.name_scope"):
            read = next((name for name in names if id(context.statement_of(name)) not in gone), None)
            if read is not None:
                raise NotEager(Condition.NATIVE_NAMES, read, f"the scope object {definition.name}")
