"""Compute the backward slice of each run: the statements that its fetches depend on, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import libcst as cst

from ..kinds.apis import Make, make_of
from ..kinds.dtypes import dtype_of
from ..kinds.facts import Facts
from ..kinds.kind import Kind, kind_of
from ..kinds.scope import Definition, by_name
from ..kinds.values import Api, Call, Function, Instance, Value
from ..kinds.values import Sequence as SequenceValue
from ..rules.summary_tags import SUMMARIES
from ..syntax.walk import descendants
from .bodies import Body
from .conditions import Condition, NotEager
from .placeholders import default_of
from .purity import check_python, may_change, mutations
from .rebound import can_be_renamed
from .runs import Fetch, Run, definitions_read
from .steps import Role, Step


@dataclass(frozen=True, eq=False)
class Slice:
    """The part of the graph that one set of fetches needs: construction statements and placeholders, in program order."""

    fetches: tuple[Fetch, ...]
    steps: tuple[Step, ...]
    parameters: tuple[Definition, ...]
    runs: tuple[Run, ...]
    fed: frozenset[Definition] = frozenset()  # tensors among the parameters that the graph computes elsewhere
    elements: frozenset[Definition] = frozenset()  # those of them that come from datasets

    @property
    def updates(self) -> tuple[Step, ...]:
        """Return the steps that change variables."""
        return tuple(step for step in self.steps if step.role is Role.UPDATE)


class Program:
    """The steps of a script, and which step made each definition."""

    def __init__(self, root: Body, steps: Sequence[Step], facts: Facts, handled: frozenset[int] = frozenset()) -> None:
        self.root = root
        self.steps = steps
        self.facts = facts
        self.mutated = mutations(steps)
        self.handled = handled  # calls for which a rule sets up an object
        self.maker: dict[Definition, Step] = {d: step for step in steps for d in step.definitions}
        self.home = {id(one): step for step in steps for one in step.statements}
        self.new_names: dict[Definition, str] = {}  # variables and objects that functions read by another name
        self.checked: set[Step] = set()  # steps that may be part of a function
        self._closures: dict[tuple[frozenset[Definition], frozenset[Definition]], frozenset[Step]] = {}
        self._named: dict[str, list[Definition]] = {}
        for definition in self.maker:
            self._named.setdefault(definition.name, []).append(definition)
        self.renamed: dict[Definition, None] = {}  # results that give up a name which the functions read
        self.elements: set[Definition] = set()  # what the runs take from datasets that Python goes through
        self.summaries = tuple(step for step in steps if any(call.api in SUMMARIES for call in step.calls))
        self.inspected: set[Step] = set()  # inspections that have found their function
        self.listing: dict[Step, frozenset[Definition]] = {}  # the variables of which a step has a list
        self.lists: dict[Definition, frozenset[Definition]] = {}  # the variables that a list holds
        self.items: dict[int, frozenset[str]] = {}  # what expressions that are such lists hold, as text
        self.listed: dict[int, str] = {}  # expressions that are such lists, and how they are written
        self.written: dict[int, str] = {}  # calls that a plan writes anew, and what becomes of them
        self.shapes: set[int] = set()  # calls that look at the shapes of variables in such a list
        self.needed: dict[Step, set[Step]] = {}  # the steps whose layers own what such a list holds
        self.watched: dict[int, Step] = {}  # calls in whose place a list of the tape stands, and their steps
        self.settled: frozenset[int] = frozenset()  # names that a rule reads elsewhere: no function reads them

    def named(self, name: str) -> Sequence[Definition]:
        """Return the definitions of a name, in all bodies."""
        return self._named.get(name, ())

    def scope(self, definition: Definition) -> Body:
        """Return the body in which a definition binds its name."""
        return self.place(definition).scope

    def last_listed(self, node: cst.CSTNode) -> int | None:
        """Return the index of the step that makes the last variable that an expression lists; None where it is not known."""
        names = self.items.get(id(node), frozenset())
        made = [self.maker[one].index for those in self.listing.values() for one in those if _text(one) in names]
        return max(made) if made and len(made) >= len(names) and id(node) not in self.watched else None

    def sets_up(self, step: Step) -> bool:
        """Tell whether an object is made at the place of a step, for a call in it."""
        return bool(self.handled) and any(id(found) in self.handled for found in descendants(step.node))

    def place(self, definition: Definition) -> Body:
        """Return the body whose statements can read a definition."""
        step = self.maker[definition]
        if definition.owner is not None:
            return self.root.inner.get(id(definition.owner), self.root)
        parameters = self.facts.parameters.get(id(step.node), ())
        return step.opens if step.opens is not None and definition in parameters else step.body

    def wanted(self, fetches: Iterable[Fetch]) -> set[Definition]:
        """Return the definitions that fetches read."""
        return {d for fetch in fetches for d in definitions_read(fetch.node, self.facts)}

    def closure(self, definitions: Iterable[Definition], fed: frozenset[Definition] = frozenset()) -> frozenset[Step]:
        """Return the steps that the definitions depend on, through objects as well as through tensors, up to what is fed."""
        roots = frozenset(definitions)
        if (roots, fed) not in self._closures:
            self._closures[roots, fed] = frozenset(self._closure(roots, fed))
        return self._closures[roots, fed]

    def _closure(self, definitions: Iterable[Definition], fed: frozenset[Definition]) -> set[Step]:
        found: set[Step] = set()
        waiting = list(definitions)
        while waiting:
            definition = waiting.pop()
            step = self.maker.get(definition)
            if step is None or step in found or definition in fed:
                continue
            found.add(step)
            if step.role in (Role.GRAPH, Role.UPDATE, Role.OBJECT, Role.PARAMETER, Role.VARIABLE):
                waiting.extend(step.uses)
            waiting.extend(self.listing.get(step, ()))
            if any(call.api == "tf.summary.merge_all" for call in step.calls):
                for other in self.summaries:
                    if other.index < step.index and other not in found:
                        found.add(other)
                        waiting.extend(other.uses)
        return found

    def graph_steps(
        self, definitions: Iterable[Definition], fed: frozenset[Definition] = frozenset()
    ) -> tuple[Step, ...]:
        """Return the construction steps that the definitions depend on, in program order."""
        steps = self.closure(definitions, fed)
        return tuple(sorted((s for s in steps if s.role in (Role.GRAPH, Role.UPDATE)), key=lambda step: step.index))


def _text(definition: Definition) -> str:
    return f"self.{definition.name}" if definition.owner is not None else definition.name


def slice_of(program: Program, runs: Sequence[Run]) -> Slice:
    """Return the slice of runs that fetch the same things.

    Raises:
        NotEager: the slice holds an operation with effects, or depends on what happens between runs.
    """
    fetches = runs[0].fetches
    wanted = program.wanted(fetches)
    cut = fed_tensors(runs[0], program)
    needed = program.closure(wanted, cut)
    steps = program.graph_steps(wanted, cut)
    for step in needed:
        if step.role is Role.RUN:
            raise NotEager(Condition.FIXED_NAMES, step.node, "the graph depends on what happens between runs")
    for step in steps:
        if step not in program.checked:
            _check_pure(step, program.handled | program.listed.keys(), program.facts)
            _check_names(program, step)
            check_python([step])
            program.checked.add(step)
    _check_fetched(program, steps, fetches)
    steps = tuple(sorted((*steps, *_inspections(program, needed)), key=lambda step: step.index))
    read = wanted.union(*(step.uses for step in needed))
    parameters = parameters_of(needed, read)
    reached = cut & read
    _check_cut(reached, steps, runs[0], program)
    parameters.extend(reached)
    parameters.sort(key=lambda definition: in_order(definition, program))
    for run in runs:
        fed = {definition for definition, _ in run.feeds}
        for parameter, given in run.feeds:
            if _is_whole(parameter) and any(isinstance(node, cst.Float) for node in descendants(given)):
                raise NotEager(Condition.KNOWN_FEEDS, given, "TF1 cuts the fractions off for an integer placeholder")
        for parameter in parameters:
            if parameter not in fed | program.elements and default_of(parameter) is None:
                raise NotEager(Condition.FED_PLACEHOLDERS, run.call.node, parameter.name)
    # what only puts updates together has no statement of its own
    own = tuple(s for s in steps if not is_grouping(s))
    return Slice(fetches, own, tuple(parameters), tuple(runs), reached, reached & program.elements)


def parameters_of(needed: Iterable[Step], read: Iterable[Definition]) -> list[Definition]:
    """Return the placeholders among what is needed; of a line that makes several, those that are read."""
    placeholders = [step.definitions for step in needed if step.role is Role.PARAMETER]
    wanted = frozenset(read)
    return [d for several in placeholders for d in several if len(several) == 1 or d in wanted]


def _is_whole(parameter: Definition) -> bool:
    """Tell whether a parameter holds integers."""
    return dtype_of(parameter.value).startswith(("int", "uint"))


def in_order(definition: Definition, program: Program) -> tuple[int, int]:
    """Return the place of a definition in the program."""
    step = program.maker[definition]
    return step.index, list(step.definitions).index(definition)


def fed_tensors(run: Run, program: Program) -> frozenset[Definition]:
    """Return what a run feeds that is no placeholder, or takes from a dataset: the graph is cut there."""
    fed = {definition for definition, _ in run.feeds} | program.elements
    return frozenset(d for d in fed if d in program.maker and program.maker[d].role is not Role.PARAMETER)


def _check_cut(reached: frozenset[Definition], steps: Sequence[Step], run: Run, program: Program) -> None:
    """Check that a function can take these tensors as parameters.

    Raises:
        NotEager: their dtype is not known, something is trained by them, or a statement would give them another value.
    """
    for definition in by_name(reached):
        if definition not in program.elements and not dtype_of(definition.value):
            raise NotEager(Condition.KNOWN_FEEDS, run.call.node, f"the dtype of {definition.name} is not known")
        if definition not in program.elements and any(step.role is Role.UPDATE for step in steps):
            raise NotEager(Condition.KNOWN_FEEDS, run.call.node, f"{definition.name} is fed while variables change")
        maker = program.maker[definition]
        names = {d.name for step in steps if step.index <= maker.index for d in step.definitions}
        if definition.name in names:
            raise NotEager(Condition.FIXED_NAMES, maker.node, definition.name)


def _inspections(program: Program, needed: frozenset[Step]) -> list[Step]:
    """Return the statements that print or check tensors of a slice; the first slice that has them all takes them."""
    found: list[Step] = []
    for step in program.steps:
        if step.role is Role.INSPECTION and step not in program.inspected:
            makers = {program.maker[d] for d in step.uses if d in program.maker}
            if {maker for maker in makers if maker.role in (Role.GRAPH, Role.UPDATE, Role.PARAMETER)} <= needed:
                program.inspected.add(step)
                found.append(step)
    return found


_ALLOWED = frozenset(
    {
        Make.TENSOR,
        Make.RANDOM,
        Make.RNN,
        Make.GRADIENTS,
        Make.STATIC,
        Make.SCOPE,
        Make.HELPER,
        Make.DECODER,
        Make.SUMMARY,
    }
)


def _check_pure(step: Step, handled: frozenset[int], facts: Facts) -> None:
    """Refuse operations that a function would run at other times than the session did."""
    for call in step.calls:
        if not call.api:
            continue
        if id(call.node) in handled:
            continue  # a rule has made the object it needs outside
        make = make_of(call.api)
        if (make is Make.UPDATE or call.api == "tf.group") and step.role is Role.UPDATE:
            continue
        if call.api in _CONTROL_FLOW and _has_pure_branches(call, facts):
            continue
        if make in (Make.OPTIMIZER, Make.CELL, Make.LAYER) or make in _ALLOWED:
            continue
        raise NotEager(Condition.PURE_SLICE, call.node, f"{call.api} is a {make.value}")


def _is_covered(earlier: Step, later: Step) -> bool:
    """Tell whether an object had a name only until another object, made of straight lines after it, got it."""
    lines = isinstance(earlier.node, cst.SimpleStatementLine) and isinstance(later.node, cst.SimpleStatementLine)
    return lines and earlier.role is later.role is Role.OBJECT and earlier.index < later.index


# What is run by them is given as functions; without updates in those they compute and nothing else.
_CONTROL_FLOW = frozenset({"tf.cond", "tf.while_loop"})


def _has_pure_branches(call: Call, facts: Facts) -> bool:
    """Tell whether all functions that a control flow operation is given are known, and only compute.

    The calls in a lambda belong to the statement and are checked with it.
    """
    values = (*call.arguments.positional, *(value for _, value in call.arguments.keywords))
    functions = [value for value in values if isinstance(value, Function)]
    if len(functions) < 2:
        return False
    bodies = [function.node for function in functions if isinstance(function.node, cst.FunctionDef)]
    inner = (c for body in bodies for node in descendants(body) for c in facts.statement_calls.get(id(node), ()))
    return all(not c.api or make_of(c.api) in _ALLOWED for c in inner) and not any(
        isinstance(node, (cst.Global, cst.Nonlocal)) for body in bodies for node in descendants(body)
    )


def _is_settled(definition: Definition, step: Step, program: Program) -> bool:
    """Tell whether a step reads a definition only where a rule has taken the value out of it."""
    own = {id(node) for node in descendants(step.node)}
    names = [name for name in program.facts.reads.get(definition, ()) if id(name) in own]
    return bool(names) and all(id(name) in program.settled for name in names)


def _check_names(program: Program, step: Step) -> None:
    """Check that each name means, where the function is traced, what it meant where the graph was built."""
    # a step that hands an object what it works on reads the object's name
    refreshed = {definition for definition in step.definitions if kind_of(definition.value) is Kind.OBJECT}
    for definition in by_name(step.uses | refreshed):
        maker = program.maker.get(definition)
        if maker is None and definition.owner is not None:
            raise NotEager(Condition.FIXED_NAMES, definition.statement, f"self.{definition.name}")
        of_graph = maker is not None and maker.role in (Role.GRAPH, Role.UPDATE) and definition not in refreshed
        if maker is None or of_graph or isinstance(definition.value, Instance):
            continue
        if _is_settled(definition, step, program):
            continue
        if program.mutated.get(definition.name, -1) >= step.index and may_change(definition.value):
            raise NotEager(Condition.FIXED_NAMES, step.node, f"{definition.name} is changed in place")
        rivals = rivals_of(definition, program)
        # an object that gave its name to one around it (`cell = AttentionWrapper(cell, ...)`) is not what functions see
        rivals = [r for r in rivals if not _is_covered(program.maker[r], maker)]
        if not can_be_renamed(rivals, program.facts):
            raise NotEager(Condition.FIXED_NAMES, step.node, definition.name)
        program.renamed.update(dict.fromkeys(rivals))


def rivals_of(definition: Definition, program: Program) -> list[Definition]:
    """Return the other definitions of a name in its scope, but for those in the graph."""
    others = [d for d in program.named(definition.name) if d is not definition and d.owner is definition.owner]
    others = [d for d in others if not _same_list(d, definition) and not _same_symbol(d, definition)]
    scope = program.scope(definition)
    return [d for d in others if program.maker[d].role is not Role.GRAPH and program.scope(d) is scope]


def _check_fetched(program: Program, steps: Sequence[Step], fetches: Sequence[Fetch]) -> None:
    """Check that each name that is returned still means what is fetched."""
    made = {definition.name: definition for step in steps for definition in step.definitions}
    for fetch in fetches:
        read = definitions_read(fetch.node, program.facts)
        for definition in by_name(read):
            if definition.name in made and made[definition.name] not in read:
                raise NotEager(Condition.FIXED_NAMES, fetch.node, definition.name)


def _same_symbol(one: Definition, other: Definition) -> bool:
    """Tell whether two definitions give a name the same symbol of TensorFlow's, as an import that is written twice does."""
    return isinstance(one.value, Api) and isinstance(other.value, Api) and one.value.name == other.value.name


def _same_list(one: Definition, other: Definition) -> bool:
    """Tell whether two definitions are of one list, which the later one only adds to."""
    return _grown_from(one, other) or _grown_from(other, one)


def _grown_from(one: Definition, other: Definition) -> bool:
    waiting = [one]
    seen: set[Definition] = set()
    while waiting:
        current = waiting.pop()
        if current is other:
            return True
        waiting.extend(current.grown - seen)
        seen |= current.grown
    return False


def is_grouping(step: Step) -> bool:
    """Tell whether a step only puts updates together: `tf.group(a, b)`, `[a, b]`."""
    if len(step.definitions) != 1 or not isinstance(step.node, cst.SimpleStatementLine):
        return False
    small = step.node.body[0]
    if not isinstance(small, cst.Assign):
        return False
    value = step.definitions[0].value
    node = small.value
    if isinstance(value, Call) and value.api == "tf.group" and isinstance(node, cst.Call):
        named = [argument.value for argument in node.args if argument.keyword is None]
    elif isinstance(node, (cst.List, cst.Tuple)) and _holds_updates(value):
        named = [element.value for element in node.elements]
    else:
        return False
    return bool(named) and all(isinstance(one, cst.Name) for one in named)


def _holds_updates(value: Value) -> bool:
    """Tell whether a display has nothing but updates in it: one of tensors is computed with."""
    return isinstance(value, SequenceValue) and all(kind_of(item) is Kind.UPDATE for item in value.items)
