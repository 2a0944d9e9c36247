"""Write the graph form of a module: every statement where it was, and TF2's behaviour switched off at a script's entry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

import libcst as cst

from ..kinds.apis import Make, make_of
from ..kinds.imports import module_names
from ..kinds.keras import is_model
from ..kinds.test_cases import classes_of_tests
from ..kinds.values import Api, Call, Member
from ..model import Applicability
from ..rules.change import Change
from ..rules.context import Context
from ..rules.rewriter import Rewriter
from ..silence import is_switched
from ..syntax.imports import after_imports, import_place, imports_run_by
from ..syntax.templates import Statement
from ..syntax.templates import line as parsed_line
from .steps import is_run

# What only a program that is run, or its own module, makes at its top level: in TF2 it fails unless the graph is on by then.
_OF_GRAPHS = frozenset({Make.PLACEHOLDER, Make.SESSION, Make.INITIALIZATION, Make.GRADIENTS, Make.RNN})
# Keras' own: a session of the backend, and a placeholder.
_OF_KERAS_GRAPHS = frozenset({"tf.keras.backend.get_session", "tf.keras.backend.placeholder"})
# How the finding begins that says what the start of a program owes to one of its modules.
NEEDS_GRAPH = "needs a graph: "
# What a program does with a model once it is built: Keras runs the graph in it.
_RUNS_MODEL = re.compile(r"compile|(?:fit|evaluate|predict)(?:_generator)?|(?:train|test|predict)_on_batch")


def graph_module(context: Context, rewriter: Rewriter, switched: bool, started: AbstractSet[str]) -> cst.Module:
    """Return the module with all edits made; `switched` says that it switches TF2's behaviour off for its program.

    `started` are the modules that run on the graph, as a script imports them that starts their program.
    """
    module = context.module
    new = rewriter.render(module)
    assert isinstance(new, cst.Module)
    if not switched:
        return new
    place = after_imports(new.body, import_place(new.body, context.tensorflow))
    prefix = f"{context.tensorflow}." if _is_compat(context) else f"{context.tensorflow}.compat.v1."
    lines = [parsed_line(f"{prefix}disable_v2_behavior()")]
    first = _first_import(new.body, started)
    known = context.tensorflow in context.facts.module_scope.names
    if first is not None and (not known or first >= import_place(new.body, context.tensorflow)):
        # what such a module does when it is imported, as to set a seed, is for the graph too
        place = first
        alias = "" if context.tensorflow == "tensorflow" else f" as {context.tensorflow}"
        lines = [*([] if known else [parsed_line(f"import tensorflow{alias}")]), *lines]
    body = list(new.body)
    if place or len(lines) > 1:
        lines[-1] = lines[-1].with_changes(leading_lines=[cst.EmptyLine(indent=False)])
    body[place:place] = lines
    after = place + len(lines)
    if after < len(body) and not getattr(body[after], "leading_lines", (1,)):
        body[after] = body[after].with_changes(leading_lines=[cst.EmptyLine(indent=False)])
    return new.with_changes(body=body)


def _first_import(body: Sequence[Statement], modules: AbstractSet[str]) -> int | None:
    """Return the place of the first statement that imports one of some modules."""
    for place, line in enumerate(body if modules else ()):
        if any(name in modules for small in imports_run_by(line) for name in module_names(small)):
            return place
    return None


def switches(context: Context, starts_graph: bool) -> bool:
    """Tell whether a module is to switch TF2's behaviour off: an entry does, if it does not settle that itself.

    `starts_graph` says that it is one although it makes no graph: modules that it imports do.
    """
    return not is_switched(context.facts) and (starts_graph or is_entry(context))


def started_elsewhere(context: Context) -> Iterator[Change]:
    """Report a module that makes a graph when it is called: the switch has to stand where its program starts."""
    call = None if is_switched(context.facts) else next(filter(_is_of_graph, context.facts.calls), None)
    if call is not None:
        message = (
            f"{NEEDS_GRAPH}the program that imports this must call tf.compat.v1.disable_v2_behavior() at its start"
        )
        yield Change("session-run", call.node, call.api, message, Applicability.REVIEW)


def _is_compat(context: Context) -> bool:
    binding = context.facts.module_scope.names.get(context.tensorflow)
    return (
        binding is not None and isinstance(binding.value, Api) and binding.value.imported_as == "tensorflow.compat.v1"
    )


def is_entry(context: Context) -> bool:
    """Tell whether a file is run or loaded on its own: it has a main guard, tests, or works on a graph at its top level.

    Keras' models run a graph too.
    """
    calls: list[Call] = []
    for node in context.module.body:
        if isinstance(node, cst.If) and _is_main_guard(node):
            return True
        if not isinstance(node, (cst.FunctionDef, cst.ClassDef)):
            calls.extend(context.facts.statement_calls.get(id(node), ()))
    if any(call.api == "tf.app.run" or _runs_graph(call, context) for call in calls):
        return True
    if any(classes_of_tests(context.facts)):
        return True  # a test runner loads it
    return any(_runs_graph(call, context) and not _in_definition(call, context) for call in context.facts.calls)


def _runs_graph(call: Call, context: Context) -> bool:
    return is_run(call) or _is_of_graph(call) or _runs_model(call, context)


def _is_of_graph(call: Call) -> bool:
    return bool(call.api) and (make_of(call.api) in _OF_GRAPHS or call.api in _OF_KERAS_GRAPHS)


def _runs_model(call: Call, context: Context) -> bool:
    function = call.function
    return (
        isinstance(function, Member)
        and _RUNS_MODEL.fullmatch(function.name) is not None
        and is_model(function.of, context.facts)
    )


def _in_definition(call: Call, context: Context) -> bool:
    return any(isinstance(node, (cst.FunctionDef, cst.ClassDef)) for node in context.enclosing(call.node))


def _is_main_guard(node: cst.If) -> bool:
    test = node.test
    return isinstance(test, cst.Comparison) and isinstance(test.left, cst.Name) and test.left.value == "__name__"
