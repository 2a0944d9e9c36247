"""Turn an iterator that runs initialise into Python iteration over its dataset, whose elements the functions take.

for epoch in range(3):                              for epoch in range(3):
    sess.run(iterator.initializer)                      for x, y in dataset:
    while True:                                             train_step(x, y)
        try:
            sess.run(train)
        except tf.errors.OutOfRangeError:
            break
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import libcst as cst

from ..kinds.kind import Kind, is_dataset, kind_of
from ..kinds.scope import Definition
from ..kinds.values import Call, Foreign, Member, Value
from ..rules.change import Edit, NodeRewrite
from ..rules.context import Context
from ..syntax.templates import code_of
from .conditions import Condition, NotEager
from .epochs import Epoch, epoch_of
from .iteration import Iteration, dataset_edit, over_elements, written_over
from .next_elements import next_elements
from .purity import seeded_draws
from .runs import Fetch, Run, definitions_read
from .slices import Program
from .steps import Role, Step

_MAKE = "make_initializable_iterator"


@dataclass(frozen=True, eq=False)
class Iterations:
    """The iterators of a program, and how its runs become Python iteration."""

    found: tuple[Iteration, ...]
    edits: tuple[Edit, ...]
    initialising: frozenset[int]  # calls that only initialise an iterator
    settled: tuple[cst.CSTNode, ...]  # nodes in which what is read of an iterator is understood


def iterations_of(program: Program, calls: Sequence[Call], context: Context) -> Iterations:
    """Return the iterators that runs initialise.

    Raises:
        NotEager: it is not certain over which elements each run goes.
    """
    made = {d: step for step in program.steps for d in step.definitions if _is_initialisable(d.value)}
    if not made:
        return Iterations((), (), frozenset(), ())
    found = [_iteration(definition, step, program, context) for definition, step in made.items()]
    edits: list[Edit] = []
    settled: list[cst.CSTNode] = []
    initialising: dict[int, tuple[Call, Iteration]] = {}
    for iteration in found:
        settled.append(iteration.step.node)
        for call in calls:
            if _initialises(call, iteration, context):
                initialising[id(call.node)] = (call, iteration)
    for iteration in found:
        own = [call for call, other in initialising.values() if other is iteration]
        consuming = [c for c in calls if id(c.node) not in initialising and _consumes(c, iteration, program)]
        iterated, nodes = _iterated(iteration, own, consuming, context)
        edits.extend(iterated)
        settled.extend(nodes)
        edits.append(dataset_edit(iteration, context))
        program.elements |= set(iteration.elements)
        iteration.step.role = Role.STATIC
    return Iterations(tuple(found), tuple(edits), frozenset(initialising), tuple(settled))


def reading_elements(runs: Sequence[Run], iterations: Iterations, program: Program) -> list[Run]:
    """Return the runs, with the fetches that are elements themselves as values which a loop has already.

    Raises:
        NotEager: it is not known whether such an element is one tensor.
    """
    if not program.elements:
        return list(runs)
    return [
        replace(run, fetches=tuple(_fetched_element(one, iterations, program) for one in run.fetches)) for run in runs
    ]


def _fetched_element(fetch: Fetch, iterations: Iterations, program: Program) -> Fetch:
    read = definitions_read(fetch.node, program.facts)
    for iteration in iterations.found:
        if isinstance(fetch.node, cst.Name) and read <= set(iteration.elements):
            value = iteration.definition.value
            if len(iteration.elements) == 1 and not (isinstance(value, Call) and _is_single(value)):
                raise NotEager(Condition.KNOWN_FETCHES, fetch.node, "what the elements of the dataset are")
            return replace(fetch, kind=Kind.CONSTANT)
    queued = isinstance(fetch.node, cst.Name) and read and read <= program.elements
    return replace(fetch, kind=Kind.CONSTANT) if queued else fetch


_KEEPS_ELEMENTS = frozenset({"batch", "shuffle", "repeat", "prefetch", "take", "skip", "cache", "filter", _MAKE})


def _is_single(value: Value) -> bool:
    """Tell whether the elements of a dataset are tensors, and not tuples of them."""
    while isinstance(value, Call) and isinstance(value.function, Member) and value.function.name in _KEEPS_ELEMENTS:
        value = value.function.of
    if not isinstance(value, Call) or not isinstance(value.function, Member) or not value.arguments.positional:
        return False
    given = value.arguments.positional[0]
    array = isinstance(given, Call) and isinstance(given.function, Foreign) and given.function.name.startswith("numpy.")
    sliced = value.function.name in ("from_tensor_slices", "from_tensors")
    return value.function.name == "range" or (sliced and (array or kind_of(given) is Kind.PLACEHOLDER))


def _is_initialisable(value: Value) -> bool:
    return (
        isinstance(value, Call)
        and isinstance(value.function, Member)
        and value.function.name == _MAKE
        and is_dataset(value.function.of)
    )


def _iteration(definition: Definition, step: Step, program: Program, context: Context) -> Iteration:
    line = step.node
    small = line.body[0] if isinstance(line, cst.SimpleStatementLine) and len(line.body) == 1 else None
    value = definition.value
    assert isinstance(value, Call)
    if not isinstance(small, cst.Assign) or small.value is not value.node or definition.owner is not None:
        raise NotEager(Condition.KNOWN_FETCHES, line, f"the iterator {definition.name}")
    assert isinstance(value.node.func, cst.Attribute)
    source = value.node.func.value
    next_step = _next_step(definition, program, context)
    target = _target(next_step)
    for element in next_step.definitions:
        rivals = [d for d in program.named(element.name) if d not in next_step.definitions]
        if any(program.maker[rival].role is not Role.GRAPH for rival in rivals):
            raise NotEager(Condition.FIXED_NAMES, next_step.node, element.name)
    needed = program.closure(definitions_read(source, context.facts))
    parameters = [d for one in needed if one.role is Role.PARAMETER for d in one.definitions]
    parameters.sort(key=lambda d: program.maker[d].index)
    steps = sorted((one for one in needed if one.role is Role.GRAPH), key=lambda one: one.index)
    if any(one.role in (Role.VARIABLE, Role.OBJECT, Role.UPDATE, Role.RUN) for one in needed):
        raise NotEager(Condition.KNOWN_FETCHES, line, "the dataset depends on variables")
    # with a seed, TF1's iterator gives the order of its first epoch in each; TF2's dataset goes on drawing
    seeded = _made_with_seed(source, program, context)
    if seeded and not parameters:
        steps = _chain(source, program, definition, context)
    anew = bool(parameters or seeded)
    dataset = code_of(source) if isinstance(source, cst.Name) else context.fresh("dataset")
    if anew:
        dataset = context.fresh("make_dataset", f"make_{definition.name}_dataset")
    return Iteration(
        step, definition, tuple(next_step.definitions), target, dataset, source, tuple(parameters), tuple(steps), anew
    )


def _made_with_seed(source: cst.BaseExpression, program: Program, context: Context) -> bool:
    """Tell whether a dataset is shuffled with a seed.

    Raises:
        NotEager: it draws with a seed in a function that it maps.
    """
    value = context.facts.value(source)
    seeded = False
    while isinstance(value, (Call, Member)):
        if isinstance(value, Call):
            given = value.arguments
            name = value.function.name if isinstance(value.function, Member) else ""
            seeded = seeded or given.keyword("seed") is not None or (name == "shuffle" and len(given.positional) > 1)
            step = program.home.get(id(context.statement_of(value.node)))
            for draw in seeded_draws(step) if step is not None else ():
                raise NotEager(Condition.PURE_SLICE, draw.node, f"the draws of {draw.api} in a dataset")
        value = value.function if isinstance(value, Call) else value.of
    return seeded


def _chain(source: cst.BaseExpression, program: Program, iterator: Definition, context: Context) -> list[Step]:
    """Return the statements that make a dataset and nothing else, which go where it is made anew.

    Raises:
        NotEager: another statement reads what they make.
    """
    found: dict[Step, None] = {}
    waiting = definitions_read(source, context.facts)
    while waiting:
        definition = waiting.pop()
        step = program.maker.get(definition)
        if step is not None and step not in found and is_dataset(definition.value) and step.role is Role.STATIC:
            found[step] = None
            waiting |= step.uses
    made = {d for step in found for d in step.definitions}
    for step in program.steps:
        if step not in found and step.uses & made and iterator not in step.definitions:
            raise NotEager(Condition.KNOWN_FETCHES, step.node, "a dataset with a seed is read in two ways")
    for step in found:
        step.role = Role.GRAPH
    return sorted(found, key=lambda step: step.index)


def _next_step(definition: Definition, program: Program, context: Context) -> Step:
    """Return the one statement that takes the next element."""
    found: list[Step] = []
    for step in program.steps:
        for call in step.calls:
            function = call.function
            if isinstance(function, Member) and function.name == "get_next" and function.of is definition.value:
                found.append(step)
    if len(found) != 1:
        place = found[1].node if found else definition.statement
        raise NotEager(Condition.KNOWN_FETCHES, place, "not exactly one get_next of an iterator")
    return found[0]


def _target(step: Step) -> str:
    line = step.node
    small = line.body[0] if isinstance(line, cst.SimpleStatementLine) and len(line.body) == 1 else None
    target = small.targets[0].target if isinstance(small, cst.Assign) and len(small.targets) == 1 else None
    plain = isinstance(target, cst.Name) or (
        isinstance(target, cst.Tuple) and all(isinstance(one.value, cst.Name) for one in target.elements)
    )
    whole = isinstance(small, cst.Assign) and isinstance(small.value, cst.Call)
    if target is None or not plain or not whole or not isinstance(small, cst.Assign):
        raise NotEager(Condition.KNOWN_FETCHES, line, "part of an element is taken")
    return code_of(target)


def _initialises(call: Call, iteration: Iteration, context: Context) -> bool:
    """Tell whether a run only initialises an iterator."""
    node = _fetched(call)
    if not isinstance(node, cst.Attribute) or node.attr.value != "initializer":
        return False
    return context.facts.sources.get(id(node.value), frozenset()) == frozenset({iteration.definition})


def _fetched(call: Call) -> cst.BaseExpression | None:
    for argument in call.node.args:
        if argument.keyword is None or argument.keyword.value == "fetches":
            return argument.value
    return None


def _consumes(call: Call, iteration: Iteration, program: Program) -> bool:
    """Tell whether a run reads an element: a fetch of `sess.run(...)`, or what `.eval()` is called on."""
    read = definitions_read(call.node, program.facts)
    return iteration.definition in read.union(*(step.uses for step in program.closure(read)))


def _iterated(
    iteration: Iteration, initialising: Sequence[Call], consuming: Sequence[Call], context: Context
) -> tuple[list[Edit], list[cst.CSTNode]]:
    """Return the edits of the initialisations and of what reads elements after them, and the nodes that are settled so."""
    if not initialising:
        raise NotEager(Condition.KNOWN_FETCHES, iteration.step.node, "no run initialises the iterator")
    settled = [context.statement_of(call.node) for call in initialising]
    nodes = [node for node in settled if node is not None]
    epochs: list[Edit] = []
    left = list(consuming)
    problem = ""
    for call in initialising:
        epoch = epoch_of(call.node, left, context)
        if isinstance(epoch, str):
            problem = problem or epoch
            continue
        left = [one for one in left if one is not epoch.run]
        over = written_over(iteration, call, context)
        epochs.append(Edit(epoch.initialisation, lambda _: cst.RemoveFromParent()))
        epochs.append(Edit(epoch.loop, _loop_over(epoch, iteration.target, over)))
    if not problem and not left:
        return epochs, nodes
    steps = next_elements(iteration, initialising, consuming, context)
    if isinstance(steps, str):
        place = left[0] if left else initialising[0]
        raise NotEager(Condition.KNOWN_FETCHES, place.node, problem or steps)
    return steps, nodes


def _loop_over(epoch: Epoch, target: str, over: str) -> NodeRewrite:
    return lambda node: over_elements(node, epoch, target, over)
