"""Write the training part of a function: tape, gradients, and the optimizer's step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import libcst as cst

from ..kinds.kind import Kind, kind_of
from ..kinds.scope import Definition
from ..kinds.values import Call, Member, Operation, Value
from ..kinds.values import Sequence as Values
from ..rules.change import Edit
from ..rules.context import Context
from ..syntax.templates import code_of, expression, parenthesised
from ..syntax.walk import descendants
from .conditions import Condition, NotEager
from .each_variable import check_each
from .optimizing import Objective, apply_edits, argument_of, gradient_edits, minimize_edits
from .plain_gradients import plain_gradient_edits
from .runs import ASSIGNMENTS, assigns, assigns_each, definitions_read
from .slices import Program, Slice
from .steps import GRADIENTS, Step, is_gradient_call


@dataclass(frozen=True, eq=False)
class Training:
    """What a training slice differentiates, and how its statements are written.

    `updates` are the steps that change variables, in program order; of those that are `nameless` nothing is kept: there is no
    operation any more, and the new value is not used. `gradients` is the step that differentiates: the
    optimizer's minimize, or the compute_gradients before it; None where there is none. `taped` are the steps under the tape.
    """

    updates: tuple[Step, ...]
    nameless: frozenset[Step]
    gradients: Step | None
    taped: tuple[Step, ...]
    edits: tuple[Edit, ...]
    objective: Objective = None  # a loss that has no name yet gets one under the tape
    optimizer: str = ""  # the name of the object that takes the step


def training_of(program: Program, part: Slice, used: frozenset[Definition], context: Context) -> Training | None:
    """Return the training part of a slice, None where it changes nothing; `used` are the updates whose value is returned.

    Raises:
        NotEager: the training operation has a form that is not understood.
    """
    updates = part.updates
    gradient_calls = [(step, call) for step in part.steps for call in step.calls if is_gradient_call(call)]
    if not updates:
        if gradient_calls:
            raise NotEager(Condition.EXACT_TRAINING, gradient_calls[0][1].node, "gradients that no optimizer applies")
        return None
    assigning = [step for step in updates if _assigns(step)]
    _check_independent(assigning, program, context)
    if any(assigns_each(step.definitions[0].value) for step in assigning):
        check_each(updates, used, program)
    made = [call for step in assigning for call in _calls(step.definitions[0].value) if call.api in ASSIGNMENTS]
    edits = [assignment_edit(call, context) for call in made]
    optimizing = [step for step in updates if step not in assigning]
    if optimizing:
        _check_reads(assigning, program, context)
    nameless = frozenset(step for step in updates if not used.intersection(step.definitions))
    if not optimizing:
        if gradient_calls:
            raise NotEager(Condition.EXACT_TRAINING, gradient_calls[0][1].node, "gradients that no optimizer applies")
        return Training(updates, nameless, None, (), tuple(edits))
    if len(optimizing) > 1:
        raise NotEager(Condition.EXACT_TRAINING, optimizing[1].node, "several training operations in one run")
    if len(gradient_calls) != 1:
        raise NotEager(Condition.EXACT_TRAINING, optimizing[0].node, "not exactly one loss")
    step, call = gradient_calls[0]
    _check_own(step, context)
    _check_own(optimizing[0], context)
    plain = call.api == GRADIENTS
    loss = argument_of(call, 0, "ys" if plain else "loss")
    if loss is None:
        raise NotEager(Condition.EXACT_TRAINING, call.node)
    taped = program.graph_steps(definitions_read(loss, program.facts))
    named = isinstance(loss, cst.Name) or (isinstance(loss, cst.Attribute) and id(loss) in program.facts.sources)
    several = isinstance(loss, (cst.List, cst.Tuple)) and all(isinstance(one.value, cst.Name) for one in loss.elements)
    objective = None if named or several else (context.fresh_for(("objective", call), "total_loss", "objective"), loss)
    if plain:
        made_by, name = plain_gradient_edits(program, call, objective, optimizing[0], context)
        return Training(updates, nameless, step, taped, (*edits, *made_by), objective, name)
    if isinstance(call.function, Member) and call.function.name == "minimize":
        edits.extend(minimize_edits(program, step, call, loss, objective, context))
    else:
        edits.extend(gradient_edits(program, step, call, loss, objective, context))
        edits.extend(apply_edits(optimizing[0], context))
    setups = [edit.setup.name for edit in edits if edit.setup is not None]
    receiver = call.node.func.value if isinstance(call.node.func, cst.Attribute) else call.node
    optimizer = setups[0] if setups else code_of(receiver)
    return Training(updates, nameless, step, taped, tuple(edits), objective, optimizer)


def _check_own(step: Step, context: Context) -> None:
    """Check that an optimizer is called where the step stands, and not in a function that the step calls.

    Raises:
        NotEager: one is: its names mean nothing where the step is written.
    """
    for call in step.calls:
        method = call.function.name if isinstance(call.function, Member) else ""
        if not is_gradient_call(call) and method != "apply_gradients":
            continue
        node: cst.CSTNode | None = call.node
        while node is not None and node is not step.node and node is not step.origin:
            node = context.tree.parents.get(id(node))
        if node is None:
            raise NotEager(Condition.EXACT_TRAINING, step.node, f"a function calls {method or call.api}")


def _assigns(update: Step) -> bool:
    """Tell whether a step is an assignment to a variable, or a list of them."""
    return len(update.definitions) == 1 and assigns(update.definitions[0].value)


def _check_independent(updates: Sequence[Step], program: Program, context: Context) -> None:
    """Check that no assignment reads a variable that another one of the same run writes: TF1 leaves their order open.

    Raises:
        NotEager: one does.
    """
    written: set[str] = set()
    for step in updates:
        for call in _calls(step.definitions[0].value):
            target, given = _parts(call, context)
            read = {node.value for node in descendants(given) if isinstance(node, cst.Name)}
            if read & written - {code_of(target)} or code_of(target) in written:
                raise NotEager(Condition.EXACT_TRAINING, call.node, "it races with another assignment of the same run")
            written.add(code_of(target))


def _check_reads(assigning: Sequence[Step], program: Program, context: Context) -> None:
    """Check that no assignment reads a variable that is trained in the same run, unless it is ordered after the training.

    Raises:
        NotEager: one does.
    """
    for step in assigning:
        if any(isinstance(block, cst.With) for block in context.enclosing(step.node)):
            continue
        for call in _calls(step.definitions[0].value):
            target, given = _parts(call, context)
            read = {d for d in definitions_read(given, program.facts) if kind_of(d.value) is Kind.VARIABLE}
            if read - definitions_read(target, program.facts):
                raise NotEager(Condition.EXACT_TRAINING, call.node, "it races with the training step of the same run")


def _calls(value: Value) -> list[Call]:
    """Return the assignments of a step, in the order in which they are written."""
    if isinstance(value, Values):
        return [call for item in value.items for call in _calls(item)]
    if isinstance(value, Operation):
        return _calls(value.operands[-1])
    assert isinstance(value, Call)
    return [value]


def _parts(call: Call, context: Context) -> tuple[cst.BaseExpression, cst.BaseExpression]:
    """Return the variable and the value of an assignment."""
    if call.api not in ASSIGNMENTS:
        given = argument_of(call, 0, "value") or argument_of(call, 0, "delta")
        assert isinstance(call.node.func, cst.Attribute)
        if given is None or len(call.node.args) > 1:
            raise NotEager(Condition.EXACT_TRAINING, call.node)
        return call.node.func.value, given
    site = context.site(call)
    if site is None or not {"ref", "value"} <= site.nodes.keys() or len(site.given() - {"name"}) > 2:
        raise NotEager(Condition.EXACT_TRAINING, call.node)
    return site.nodes["ref"], site.nodes["value"]


def assignment_edit(call: Call, context: Context) -> Edit:
    """`tf.assign(w, v)` becomes `w.assign(v)`."""
    target, given = _parts(call, context)

    def method(_: cst.CSTNode) -> cst.BaseExpression:
        rendered = context.render(target)
        assert isinstance(rendered, cst.BaseExpression)
        variable = code_of(parenthesised(rendered))
        return expression(f"{variable}.{ASSIGNMENTS[call.api]}({code_of(context.render(given))})")

    return Edit(call.node, method)
