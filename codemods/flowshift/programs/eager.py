"""Plan the eager form of a script: its functions, and what each run becomes.

The order is: flatten the script, read its runs, slice the graph for each, check the conditions, then describe everything as
edits. Nothing is written here; `emit` does that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import libcst as cst

from ..kinds.apis import Make, make_of
from ..kinds.facts import Facts
from ..kinds.kind import Kind, kind_of
from ..kinds.values import Api, Call
from ..model import Applicability
from ..rules.change import Change, Edit
from ..rules.context import Context
from ..rules.reuse import reuse_of
from ..syntax.templates import code_of
from ..syntax.walk import descendants
from .bodies import Body, program_bodies
from .building import Building, buildings_of
from .chains import chained
from .checks import (
    check_fetches,
    check_inspections,
    check_loops,
    check_precision,
    check_python,
    check_scopes,
    check_seeds,
)
from .classes import Attributes, attributes_of
from .conditions import Condition, NotEager
from .factories import Factory, check_factories, factories_of, factory_edits, factory_functions
from .factory_weights import with_weights
from .fed_constants import feeding_constants
from .feeds import feed_edits
from .first_values import move_first_values
from .forwards import forwards_of
from .functions import Forward, Function
from .graph_logging import graph_arguments, logged_graphs
from .hidden import rename_hidden
from .initial_values import keep_initial_values
from .initialising import initialisations, initialises
from .inner_names import check_inner_names
from .iterators import iterations_of, reading_elements
from .listed import chooses_variables
from .logs import logging_edits, logs_of
from .made_inside import check_layers
from .names import function_name
from .ordering import check_moving_statistics, order_by_control
from .plain_gradients import RACE
from .purity import check_kept, check_methods
from .queues import queues_of
from .rebound import rename_edits
from .results import result_edits, used_updates
from .runs import Run, Shape, assigns_each, definitions_read, read_run
from .saving import saver_sessions, saving
from .sessions import handed_sessions, session_ends
from .sizes import check_sizes
from .slices import Program, fed_tensors, is_grouping, slice_of
from .steps import DEVICE, GRADIENTS, Role, Step, builds_graph, flatten, is_run, names_only
from .structure import check_called_once, check_resets, function_body, script_of
from .training import training_of
from .variable_lists import list_variables
from .watched_variables import check_watched


@dataclass(frozen=True, eq=False)
class Plan:
    """All that is decided about a script: its steps, its functions, and the edits of its runs."""

    steps: tuple[Step, ...]
    functions: tuple[Function, ...]
    forwards: Mapping[Body, Forward]
    attributes: Attributes
    factories: Mapping[int, Factory]  # by the identity of the function
    edits: tuple[Edit, ...]
    changes: tuple[Change, ...]
    dropped: frozenset[Step]
    buildings: Mapping[Body, Building]
    written: frozenset[int] = frozenset()  # nodes that are written anew, whatever a rule says of them
    rewritten: frozenset[Step] = frozenset()  # steps of whose text nothing is left where their lines stand


def runs_session(facts: Facts) -> bool:
    """Tell whether a module opens a session or runs a graph: without that there is nothing to turn into functions."""
    return any(make_of(call.api) is Make.SESSION if call.api else is_run(call) for call in facts.calls)


def program_of(context: Context) -> Body:
    """Return the body of a program, and let rules know that what stands in the bodies in it runs once."""
    facts = context.facts
    calls = [call for call in facts.calls if is_run(call)]
    root = program_bodies(context, _sessions(facts), calls, [call for call in facts.calls if builds_graph(call)])
    for function in factory_functions(context):
        root.inner.setdefault(id(function), Body(function, root, opens_session=False, factory=True))
    factories = (body.owner for body in root.bodies() if body.factory and isinstance(body.owner, cst.FunctionDef))
    reusing = (reuse_of(function, context) for function in factories)
    context.reused = frozenset(node for reuse in reusing if reuse is not None for node in reuse.nodes)
    context.bodies = frozenset(id(body.owner) for body in root.bodies())
    return root


def _sessions(facts: Facts) -> list[Call]:
    return [call for call in facts.calls if isinstance(call.function, Api) and make_of(call.api) is Make.SESSION]


def plan_program(root: Body, context: Context, changes: Sequence[Change]) -> Plan:
    """Plan the eager form of a script that runs a session.

    Raises:
        NotEager: a condition does not hold.
    """
    facts = context.facts
    script = script_of(context)
    sessions = _sessions(facts)
    opened = [script(call.node) for call in sessions]
    for place, call in enumerate(sessions):
        if opened[place] in opened[:place]:
            raise NotEager(Condition.ONE_SESSION, call.node)
    steps = flatten(root, facts, context.fresh)
    try:
        return _planned(root, steps, context, changes)
    except NotEager as reason:
        # a half of a loop has no place of its own in the file
        origins = {id(step.node): step.origin for step in steps if step.origin is not None}
        raise NotEager(reason.condition, origins.get(id(reason.node), reason.node), reason.detail) from None


def _planned(root: Body, steps: list[Step], context: Context, changes: Sequence[Change]) -> Plan:
    facts = context.facts
    calls = [call for call in facts.calls if is_run(call)]
    sessions = _sessions(facts)
    _apply_roles(steps, changes)
    move_first_values(steps, facts)
    keep_initial_values(steps)
    check_loops(steps, context)
    order_by_control(steps, context)
    factories = factories_of(root, context)
    if factories and chooses_variables(context):
        factories = with_weights(factories, steps, changes, context)
    made = tuple(factory_edits(factories, context))
    check_factories(factories, steps)
    by_rules = (edit for change in changes for edit in change.edits)
    handled = frozenset(id(edit.node) for edit in (*by_rules, *made) if edit.setup is not None)
    settled = [node for change in changes for node in change.settled]
    program = Program(root, steps, facts, handled)
    program.settled = frozenset(id(found) for node in settled for found in descendants(node))
    _read_more(program, changes, context)
    home = program.home
    listing = list_variables(program, factories, changes, context)
    iterations = iterations_of(program, calls, context)
    calls = [call for call in calls if id(call.node) not in iterations.initialising]
    queues = queues_of(program, calls, context)
    dropped, branches = initialisations(calls, steps, home, context)
    runs = [read_run(call, facts) for call in calls if not initialises(call)]
    runs = reading_elements(feeding_constants(runs, program), iterations, program)
    check_fetches(runs, program, context)
    check_called_once(steps, context)
    check_resets(steps)
    handed = handed_sessions(context)
    handled_elsewhere = [*graph_arguments(context), *saver_sessions(context), *iterations.settled, *queues.settled]
    check_python(runs, program, home, context, handed, handled_elsewhere)
    check_methods(steps)
    check_kept(steps, facts)
    check_precision(context)
    check_scopes(steps, context)
    renames = rename_hidden(program, context)
    _name_attributes(program, context)
    functions = chained(_functions(runs, program, context, changes), program)
    check_watched(program, functions)
    check_sizes((function.part for function in functions), program)
    check_inspections(program)
    check_seeds(functions)
    check_layers(functions, program, changes, context)
    check_moving_statistics(functions, program, context)
    forwards = forwards_of(functions, program, context)
    attributes = attributes_of(program, functions, context)
    saver_edits, saver_changes = saving(program, functions, context)
    edits: list[Edit] = [*made, *renames, *branches, *saver_edits, *handed.edits, *attributes.edits]
    edits.extend((*iterations.edits, *queues.edits, *listing))
    edits.extend(session_ends(program, context))
    edits.extend(_training_edits(functions))
    edits.extend(rename_edits(tuple(program.renamed), context))
    edits.extend(feed_edits(functions, runs, context))
    edits.extend(result_edits(functions, runs, context))
    edits.extend(logging_edits({run: log for function in functions for run, log in function.logs.items()}, context))
    graphs = tuple(logged_graphs(functions, steps, context))
    anew = [call for call in facts.calls if id(call.node) in program.written]
    changes = (*_findings(functions, runs, sessions, steps, context), *saver_changes, *queues.changes, *graphs)
    changes += tuple(_written_anew(call, program.written[id(call.node)]) for call in anew)
    made_of = (tuple(steps), tuple(functions), forwards, attributes, factories, tuple(edits), changes)
    written = frozenset(id(found) for call in anew for found in descendants(call.node.func))
    written |= {id(found) for call in anew if call.api != GRADIENTS for found in descendants(call.node)}
    return Plan(*made_of, dropped, buildings_of(functions, forwards, program, context), written, queues.rewritten)


def _apply_roles(steps: Sequence[Step], changes: Sequence[Change]) -> None:
    """Take over what rules say of whole statements: that they now only make objects, or are not needed."""
    objects = {id(node) for change in changes for node in change.objects}
    removed = {id(node) for change in changes for node in change.removed}
    refreshed = {id(node) for change in changes for node in change.refreshed}
    for step in steps:
        if id(step.node) in refreshed:
            step.role = Role.GRAPH
        if id(step.node) in objects:
            step.role = Role.OBJECT
        if id(step.node) in removed:
            step.role = Role.OBJECT


def _read_more(program: Program, changes: Sequence[Change], context: Context) -> None:
    """Let the statements that rules change also use what their new code reads: a probability that a cell was made with."""
    for change in changes:
        step = program.home.get(id(context.statement_of(change.node))) if change.reads else None
        if step is not None:
            inside = (found for node in change.reads for found in descendants(node))
            step.uses.update(*(context.facts.sources.get(id(found), ()) for found in inside))


def needs_function(run: Run) -> bool:
    """Tell whether a run computes something; reading variables and constants needs no function."""
    if len(run.fetches) == 1 and run.fetches[0].is_plain_assignment:
        return False
    return any(fetch.kind not in (Kind.VARIABLE, Kind.CONSTANT) for fetch in run.fetches)


def _key(run: Run, program: Program) -> tuple[object, ...]:
    """Return what runs have in common that one function serves."""
    structure = run.shape if run.shape is Shape.DICT or any(fetch.nested for fetch in run.fetches) else None
    named = ((code_of(f.node), frozenset(map(id, definitions_read(f.node, program.facts)))) for f in run.fetches)
    return (structure, *map(code_of, run.keys), *named, fed_tensors(run, program))


def _functions(runs: Sequence[Run], program: Program, context: Context, changes: Sequence[Change]) -> list[Function]:
    static_batch = {id(node) for change in changes for node in change.static_batch}
    groups: dict[tuple[object, ...], list[Run]] = {}
    logs = logs_of(runs, context)
    for run in runs:
        if needs_function(run):
            check_inner_names(run, context.tree)
            log = logs.get(run)
            logging = (log.writer, log.test is None, log.counted is None) if log is not None else ()
            groups.setdefault((*_key(run, program), *logging), []).append(run)
    functions: list[Function] = []
    names = _names(list(groups.values()), program, context)
    for group, name in zip(groups.values(), names):
        part = slice_of(program, group)
        values = frozenset(index for run in group for index in used_updates(run, context))
        used = frozenset(d for index in values for d in definitions_read(part.fetches[index].node, program.facts))
        if any(is_grouping(program.maker[definition]) for definition in used if definition in program.maker):
            raise NotEager(Condition.KNOWN_FETCHES, group[0].call.node, "the values of grouped updates are used")
        training = training_of(program, part, used, context)
        signature = not part.fed and not any(
            id(call.node) in static_batch for step in part.steps for call in step.calls
        )
        body = function_body(part, program)
        written = {run: logs[run] for run in group if run in logs}
        functions.append(Function(name, part, part.parameters, training, signature, body, values, written))
    return functions


def _names(groups: Sequence[Sequence[Run]], program: Program, context: Context) -> list[str]:
    """Name the functions; the one that trains and returns least gets the plainest name."""
    order = sorted(groups, key=lambda group: len(group[0].fetches) if _updates(group[0]) else 0)
    fetched = [fetch for group in groups for fetch in group[0].fetches if fetch.kind is Kind.UPDATE]
    updates = {code_of(fetch.node) for fetch in fetched if not assigns_each(fetch.value)}
    cut = {id(group): fed_tensors(group[0], program) - program.elements for group in groups}
    given = {key: sorted(definition.name for definition in fed) for key, fed in cut.items()}
    names = {id(group): function_name(group[0].fetches, context, len(updates) < 2, given[id(group)]) for group in order}
    return [names[id(group)] for group in groups]


def _updates(run: Run) -> bool:
    return any(fetch.kind is Kind.UPDATE for fetch in run.fetches)


def _name_attributes(program: Program, context: Context) -> None:
    """Let a variable that is an attribute be named as one.

    Raises:
        NotEager: it is given to an object from outside of its class.
    """
    for step in program.steps:
        for definition in step.definitions:
            if definition.owner is None:
                continue
            inside = any(around is definition.owner for around in context.enclosing(definition.statement))
            if not inside and kind_of(definition.value) is not Kind.PYTHON:
                raise NotEager(
                    Condition.BUILT_IN_CLASS, definition.statement, f"{definition.name} is set outside of it"
                )
            program.new_names[definition] = f"self.{definition.name}"


def _training_edits(functions: Sequence[Function]) -> list[Edit]:
    """Return the edits of all training steps; an optimizer that is made where it trains is made once for all functions."""
    found: list[Edit] = []
    made: set[tuple[int, str]] = set()
    for edit in (edit for one in functions if one.training is not None for edit in one.training.edits):
        key = (id(edit.node), edit.setup.name) if edit.setup is not None else None
        if key is None or key not in made:
            found.append(edit)
        made.update([key] if key is not None else [])
    return found


def _written_anew(call: Call, message: str) -> Change:
    """Say what became of a call; a race that TF1 allows is worth a look."""
    trust = Applicability.REVIEW if message.endswith(RACE) else Applicability.SAFE
    return Change("session-run", call.node, call.api, message, trust)


def _findings(
    functions: Sequence[Function],
    runs: Sequence[Run],
    sessions: Sequence[Call],
    steps: Sequence[Step],
    context: Context,
) -> tuple[Change, ...]:
    changes: list[Change] = []
    by_run = {run: function for function in functions for run in function.part.runs}
    for run in runs:
        function = by_run.get(run)
        message = f"becomes a call of the function {function.name}" if function else "becomes a read of the value"
        changes.append(Change("session-run", run.call.node, "tf.Session.run", message))
    changes.extend(Change("session-run", call.node, call.api, "not needed: functions run at once") for call in sessions)
    inspected = {step for function in functions for step in function.part.steps if step.role is Role.INSPECTION}
    for step in inspected:
        message = "looks at the tensors when the function is traced, before its first run"
        changes.append(Change("session-run", step.node, "print", message, Applicability.REVIEW))
    for step in steps:
        if step.role is Role.GRAPH and names_only(step.node):
            message = "a tensor of the graph is only shown or deleted here; there is none outside of the functions"
            changes.append(Change("session-run", step.node, "", message, Applicability.REVIEW))
    for call in context.facts.calls:
        if call.api and make_of(call.api) is Make.PLACEHOLDER:
            changes.append(
                Change("placeholder", call.node, call.api, "becomes a parameter of the functions that read it")
            )
    return (*changes, *_opened_devices(steps, context))


def _opened_devices(steps: Sequence[Step], context: Context) -> Iterator[Change]:
    """Yield a finding for each `with tf.device(...)` around statements that now stand in functions and outside of them."""
    calls = [call for call in context.facts.calls if call.api == DEVICE]
    kept = {id(one) for step in steps for one in step.statements} if calls else set()
    for call in calls:
        if id(context.statement_of(call.node)) not in kept:
            message = (
                "not needed: TF2 places each operation where it can run; put a device around what has to be elsewhere"
            )
            yield Change("session-run", call.node, call.api, message, Applicability.REVIEW)
