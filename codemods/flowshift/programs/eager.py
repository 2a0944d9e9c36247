"""Plan the eager form of a script: its functions, and what each run becomes.

The order is: flatten the script, read its runs, slice the graph for each, check the conditions, then describe everything as
edits. Nothing is written here; `emit` does that.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import libcst as cst

from ..kinds.apis import Make, make_of
from ..kinds.facts import Facts
from ..kinds.kind import Kind, kind_of
from ..kinds.scope import Definition
from ..kinds.values import Api, Call, Member
from ..kinds.values import Sequence as SequenceValue
from ..model import Applicability
from ..rules.batch_normalization import is_update_collection
from ..rules.change import Change, Edit
from ..rules.context import Context
from ..rules.made_once import lists_of
from ..rules.reuse import reuse_of
from ..syntax.scripts import script_starts
from ..syntax.templates import code_of
from ..syntax.walk import descendants
from .bodies import Body, program_bodies
from .chains import chained
from .classes import Attributes, attributes_of
from .conditions import Condition, NotEager
from .factories import Factory, check_factories, factories_of, factory_edits, factory_functions
from .fed_constants import feeding_constants
from .functions import Forward, Function
from .graph_logging import graph_arguments, graph_edits
from .hidden import rename_hidden
from .iterators import iterations_of, reading_elements
from .logs import logging_edits, logs_of
from .names import function_name
from .ordering import check_moving_statistics, order_by_control
from .purity import check_kept, check_methods, seeded_draws
from .queues import queues_of
from .rebound import rename_edits
from .results import feed_edits, looked_up, result_edits, used_updates
from .runs import Run, Shape, definitions_read, read_run
from .saving import initialises_beside_restore, saver_sessions, saving, without_initialisation
from .sessions import Handed, handed_sessions, session_ends
from .slices import Program, Slice, fed_tensors, in_order, is_grouping, slice_of
from .steps import Role, Step, _builds, flatten, is_run, names_only
from .structure import check_called_once, check_resets, function_body
from .training import training_of


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
    rewritten: frozenset[Step] = frozenset()  # steps of whose text nothing is left where their lines stand


def runs_session(facts: Facts) -> bool:
    """Tell whether a module opens a session or runs a graph: without that there is nothing to turn into functions."""
    return any(make_of(call.api) is Make.SESSION if call.api else is_run(call) for call in facts.calls)


def program_of(context: Context) -> Body:
    """Return the body of a program, and let rules know that what stands in the bodies in it runs once."""
    facts = context.facts
    calls = [call for call in facts.calls if is_run(call)]
    root = program_bodies(context, _sessions(facts), calls, [call for call in facts.calls if _builds(call)])
    for function in factory_functions(context):
        root.inner.setdefault(id(function), Body(function, root, opens_session=False, factory=True))
    factories = (body.owner for body in root.bodies() if body.factory and isinstance(body.owner, cst.FunctionDef))
    reusing = (reuse_of(function, context) for function in factories)
    context.reused = frozenset(node for reuse in reusing if reuse is not None for node in reuse.nodes)
    context.bodies = frozenset(id(body.owner) for body in root.bodies())
    return root


def script_of(context: Context) -> Callable[[cst.CSTNode], int]:
    """Return what tells which script a node stands in: 0, unless several of them are one text."""
    starts = script_starts(context.module)
    if len(starts) < 2:
        return lambda _: 0
    numbers = {id(line): bisect_right(starts, place) for place, line in enumerate(context.module.body)}

    def number(node: cst.CSTNode) -> int:
        around = context.enclosing(node)
        return numbers.get(id(around[-1] if around else context.statement_of(node)), 0)

    return number


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
    _move_lists(steps)
    _check_loops(steps, context)
    order_by_control(steps, context)
    factories = factories_of(root, context)
    made = tuple(factory_edits(factories, context))
    check_factories(factories, steps)
    by_rules = (edit for change in changes for edit in change.edits)
    handled = frozenset(id(edit.node) for edit in (*by_rules, *made) if edit.setup is not None)
    settled = [node for change in changes for node in change.settled]
    program = Program(root, steps, facts, handled)
    program.settled = frozenset(id(found) for node in settled for found in descendants(node))
    home = program.home
    iterations = iterations_of(program, calls, context)
    calls = [call for call in calls if id(call.node) not in iterations.initialising]
    queues = queues_of(program, calls, context)
    dropped, branches = _initialisations(calls, steps, home, context)
    runs = [read_run(call, facts) for call in calls if not _initialises(call)]
    runs = reading_elements(feeding_constants(runs, program), iterations, program)
    _check_fetches(runs, program, context)
    check_called_once(steps, context)
    check_resets(steps)
    handed = handed_sessions(context)
    handled_elsewhere = [*graph_arguments(context), *saver_sessions(context), *iterations.settled, *queues.settled]
    _check_python(runs, program, home, context, handed, handled_elsewhere)
    check_methods(steps)
    check_kept(steps, facts)
    _check_scopes(steps, context)
    renames = rename_hidden(program, context)
    _name_attributes(program, context)
    functions = chained(_functions(runs, program, context, changes), program)
    _check_inspections(program)
    _check_seeds(functions)
    check_moving_statistics(functions, program, context)
    forwards = _forwards(functions, program, context)
    attributes = attributes_of(program, functions, context)
    saver_edits, saver_changes = saving(program, functions, context)
    edits: list[Edit] = [*made, *renames, *branches, *saver_edits, *handed.edits, *attributes.edits]
    edits.extend((*iterations.edits, *queues.edits))
    edits.extend(session_ends(program, context))
    for function in functions:
        if function.training is not None:
            edits.extend(function.training.edits)
    edits.extend(rename_edits(tuple(program.renamed), context))
    edits.extend(feed_edits(functions, runs, context))
    edits.extend(result_edits(functions, runs, context))
    edits.extend(logging_edits({run: log for function in functions for run, log in function.logs.items()}, context))
    edits.extend(graph_edits(functions, steps, context))
    changes = (*_findings(functions, runs, sessions, steps, context), *saver_changes, *queues.changes)
    made_of = (tuple(steps), tuple(functions), forwards, attributes, factories, tuple(edits), changes)
    return Plan(*made_of, dropped, queues.rewritten)


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


def _check_loops(steps: Sequence[Step], context: Context) -> None:
    """Check that no loop that goes through layers, made before it, also makes something in each turn."""
    for step in steps:
        if step.origin is not None and step.role is Role.VARIABLE and lists_of(step.origin, context):
            raise NotEager(Condition.BUILT_IN_LOOP, step.origin, "it makes layers and variables")


def _move_lists(steps: Sequence[Step]) -> None:
    """Let a list that the graph fills begin in the function too: `outputs = []`, to which tensors are appended."""
    makers = {definition: step for step in steps for definition in step.definitions}
    for step in reversed(steps):
        if step.role is Role.GRAPH:
            for grown in {d for definition in step.definitions for d in definition.grown}:
                maker = makers.get(grown)
                if maker is not None and maker.role is Role.STATIC and isinstance(grown.value, SequenceValue):
                    maker.role = Role.GRAPH


def _initialises(call: Call) -> bool:
    """Tell whether a run only initialises variables."""
    function = call.function
    if isinstance(function, Member) and kind_of(function.of) is Kind.INITIALIZATION:
        return True
    first = call.arguments.positional[:1] or [value for name, value in call.arguments.keywords if name == "fetches"]
    return bool(first) and kind_of(first[0]) is Kind.INITIALIZATION


def _initialisations(
    calls: Sequence[Call], steps: Sequence[Step], home: dict[int, Step], context: Context
) -> tuple[frozenset[Step], list[Edit]]:
    """Return the steps that only initialise, which eager variables do not need, and what drops it from branches that restore.

    Raises:
        NotEager: variables are initialised again, or after other runs.
    """
    script = script_of(context)
    first_runs: dict[int, int] = {}
    for call in calls:
        if not _initialises(call):
            step = home[id(context.statement_of(call.node))]
            # what a function without the session does happens when it is called
            if step.body.opens_session and not isinstance(step.node, (cst.FunctionDef, cst.ClassDef)):
                own = script(step.node)
                first_runs[own] = min(first_runs.get(own, len(steps)), step.index)
    found: set[Step] = set()
    branches: list[Edit] = []
    for call in calls:
        if _initialises(call):
            statement = context.statement_of(call.node)
            assert statement is not None  # a call stands in one
            step = home[id(statement)]
            first_run = first_runs.get(script(step.node), len(steps))
            if step.index <= first_run and initialises_beside_restore(step, context):
                branches.extend(without_initialisation(statement, step))
                continue
            if (
                statement is not step.node
                or step.index > first_run
                or not isinstance(step.node, cst.SimpleStatementLine)
            ):
                raise NotEager(Condition.ONE_INITIALISATION, call.node)
            found.add(step)
    return frozenset(found), branches


def _where_built(definition: Definition, context: Context) -> Condition:
    """Name the condition of a definition that is no part of the program."""
    if isinstance(definition.statement, cst.FunctionDef) or kind_of(definition.value) is Kind.PYTHON:
        return Condition.KNOWN_FETCHES
    around = context.enclosing(definition.statement)
    in_class = any(isinstance(node, cst.ClassDef) for node in around)
    return Condition.BUILT_IN_CLASS if in_class else Condition.BUILT_IN_FUNCTION


def _check_fetches(runs: Sequence[Run], program: Program, context: Context) -> None:
    for run in runs:
        for fetch in run.fetches:
            for definition in definitions_read(fetch.node, program.facts):
                if definition not in program.maker:
                    raise NotEager(_where_built(definition, context), fetch.node, definition.name)
                if is_update_collection(definition.value):
                    raise NotEager(Condition.KNOWN_FETCHES, fetch.node, "the updates of moving statistics")


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
    updates = {code_of(fetch.node) for group in groups for fetch in group[0].fetches if fetch.kind is Kind.UPDATE}
    cut = {id(group): fed_tensors(group[0], program) - program.elements for group in groups}
    given = {key: sorted(definition.name for definition in fed) for key, fed in cut.items()}
    names = {id(group): function_name(group[0].fetches, context, len(updates) < 2, given[id(group)]) for group in order}
    return [names[id(group)] for group in groups]


def _updates(run: Run) -> bool:
    return any(fetch.kind is Kind.UPDATE for fetch in run.fetches)


def _check_python(
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
                if _builds(call) and id(call.node) not in allowed:
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


def _check_inspections(program: Program) -> None:
    """Check that each statement that prints or checks tensors is part of a function that has them."""
    for step in program.steps:
        if step.role is Role.INSPECTION and step not in program.inspected:
            raise NotEager(Condition.GRAPH_IN_PYTHON, step.node, "no run computes what is printed or checked here")


def _is_session(argument: cst.Arg, facts: Facts) -> bool:
    return kind_of(facts.value(argument.value)) is Kind.SESSION


def _is_session_call(call: Call) -> bool:
    function = call.function
    return isinstance(function, Member) and (
        is_run(call) or (function.name == "close" and kind_of(function.of) is Kind.SESSION)
    )


def _check_seeds(functions: Sequence[Function]) -> None:
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


def _check_scopes(steps: Sequence[Step], context: Context) -> None:
    """Check that no scope object is used: the blocks that bind them are opened."""
    gone = {id(one) for step in steps if step.role is Role.SESSION for one in step.statements}
    for definition, names in context.facts.reads.items():
        value = definition.value
        if isinstance(value, Call) and value.api in ("tf.variable_scope", "tf.name_scope"):
            read = next((name for name in names if id(context.statement_of(name)) not in gone), None)
            if read is not None:
                raise NotEager(Condition.NATIVE_NAMES, read, f"the scope object {definition.name}")


_SHARED_STEPS, _SHARED_TEXT = 3, 150  # less common code reads better written twice than as a function of its own


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


def _forwards(functions: Sequence[Function], program: Program, context: Context) -> dict[Body, Forward]:
    """Return what the functions of each body share, where it is enough."""
    bodies = list(dict.fromkeys(function.body for function in functions))
    whole = [one for one in functions if one.base is None and one.part.fed == one.part.elements]
    found = ((body, [function.part for function in whole if function.body is body]) for body in bodies)
    shared = {body: _forward(slices, body, program, context) for body, slices in found}
    return {body: forward for body, forward in shared.items() if forward is not None}


def _remembers_again(part: Slice, context: Context) -> bool:
    """Tell whether a function gives one attention two memories, each before what reads it: no statement may go first."""
    names = {definition.name for step in part.steps for definition in step.definitions}
    return any(name in names and made in names for name, made in context.again.items())


def _forward(slices: Sequence[Slice], body: Body, program: Program, context: Context) -> Forward | None:
    """Return the statements that all slices with a body share, where there are enough of them."""
    bodies = [part for part in slices if part.steps]
    if len(bodies) < 2 or any(_remembers_again(part, context) for part in bodies):
        return None
    common = set(bodies[0].steps).intersection(*(part.steps for part in bodies[1:]))
    shared = (step for step in common if step.role is Role.GRAPH and step not in program.summaries)
    steps = tuple(sorted(shared, key=lambda step: step.index))
    if len(steps) < _SHARED_STEPS and sum(len(code_of(step.node)) for step in steps) < _SHARED_TEXT:
        return None
    outputs: list[str] = []
    last: dict[str, Definition] = {d.name: d for step in steps for d in step.definitions}
    wanted: set[Definition] = set()
    for part in bodies:
        for step in part.steps:
            if step not in common:
                wanted |= step.uses | _through_objects(step, program)
        for fetch in part.fetches:
            wanted |= definitions_read(fetch.node, program.facts)
    for step in steps:
        for definition in step.definitions:
            if definition in wanted and kind_of(definition.value) is not Kind.OBJECT:
                if last[definition.name] is not definition:
                    return None
                outputs.append(definition.name)
    elements = frozenset(program.elements)
    needed = program.closure((d for step in steps for d in step.definitions), elements)
    parameters = [d for step in needed if step.role is Role.PARAMETER for d in step.definitions]
    parameters.extend(elements & {d for step in needed for d in step.uses})
    parameters.sort(key=lambda definition: in_order(definition, program))
    return (
        Forward(context.fresh("forward", "forward_pass"), steps, tuple(parameters), tuple(outputs), body)
        if outputs
        else None
    )


def _through_objects(step: Step, program: Program) -> set[Definition]:
    """Return what the objects that a step uses were given: a decoder's inputs move into its call."""
    found: set[Definition] = set()
    waiting = list(step.uses)
    while waiting:
        maker = program.maker.get(waiting.pop())
        if maker is not None and maker.role is Role.OBJECT and not maker.uses <= found:
            found |= maker.uses
            waiting.extend(maker.uses)
    return found


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
    return tuple(changes)
