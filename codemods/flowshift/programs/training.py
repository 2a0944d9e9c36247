"""Write the training part of a function: tape, gradients, and the optimizer's step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Optional

import libcst as cst

from ..kinds.kind import Kind, kind_of
from ..kinds.scope import Definition
from ..kinds.values import Call, Literal, Member, Value
from ..kinds.values import Sequence as Values
from ..rules.change import Edit, Setup
from ..rules.context import Context
from ..syntax.templates import code_of, expression, parenthesised, statement
from ..syntax.walk import descendants
from .conditions import Condition, NotEager
from .runs import ASSIGNMENTS, assigns, definitions_read
from .slices import Program, Slice
from .steps import Role, Step, is_gradient_call

# The name and expression of a loss that was written inside the call of the optimizer.
Objective = Optional[tuple[str, cst.BaseExpression]]


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
    made = [call for step in assigning for call in _calls(step.definitions[0].value) if call.api in ASSIGNMENTS]
    edits = [assignment_edit(call, context) for call in made]
    optimizing = [step for step in updates if step not in assigning]
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
    loss = _argument(call, 0, "loss")
    if loss is None or call.api == "tf.gradients":
        raise NotEager(Condition.EXACT_TRAINING, call.node)
    taped = program.graph_steps(definitions_read(loss, program.facts))
    objective = None if isinstance(loss, cst.Name) else (context.fresh("total_loss", "objective"), loss)
    if isinstance(call.function, Member) and call.function.name == "minimize":
        edits.extend(_minimize(program, step, call, loss, objective, context))
    else:
        edits.extend(_compute_gradients(program, step, call, loss, objective, context))
    return Training(updates, nameless, step, taped, tuple(edits), objective)


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


def _calls(value: Value) -> list[Call]:
    """Return the assignments of a step, in the order in which they are written."""
    if isinstance(value, Values):
        return [call for item in value.items for call in _calls(item)]
    assert isinstance(value, Call)
    return [value]


def _parts(call: Call, context: Context) -> tuple[cst.BaseExpression, cst.BaseExpression]:
    """Return the variable and the value of an assignment."""
    if call.api not in ASSIGNMENTS:
        given = _argument(call, 0, "value") or _argument(call, 0, "delta")
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


def _argument(call: Call, position: int, name: str) -> cst.BaseExpression | None:
    for argument in call.node.args:
        if argument.keyword is not None and argument.keyword.value == name:
            return argument.value
    positional = [argument for argument in call.node.args if argument.keyword is None and not argument.star]
    return positional[position].value if len(positional) > position else None


def _variables(program: Program, loss: cst.BaseExpression, call: Call, position: int, context: Context) -> str:
    """Return the variables to differentiate by: those given, else those that the loss depends on."""
    given = _argument(call, position, "var_list")
    if given is not None:
        return code_of(context.render(given))
    steps = program.closure(definitions_read(loss, program.facts))
    if any(_owns_weights(step, program) or (step.origin and step.role is Role.VARIABLE) for step in steps):
        return "tape.watched_variables()"
    names: list[str] = []
    for step in sorted((s for s in steps if s.role is Role.VARIABLE), key=lambda s: s.index):
        for definition in step.definitions:
            if kind_of(definition.value) is not Kind.VARIABLE or not isinstance(definition.value, Call):
                return "tape.watched_variables()"
            trainable = definition.value.arguments.keyword("trainable")
            if trainable is None or (isinstance(trainable, Literal) and trainable.constant is True):
                names.append(program.new_names.get(definition, definition.name))
    return f"[{', '.join(names)}]" if names and len(names) <= 6 else "tape.watched_variables()"


def _owns_weights(step: Step, program: Program) -> bool:
    if step.role is Role.OBJECT or any(kind_of(call) is Kind.OBJECT for call in step.calls):
        return True
    return any(id(call.node) in program.handled for call in step.calls)


def _extra_arguments(call: Call, allowed: frozenset[str]) -> None:
    for argument in call.node.args:
        if argument.star or (argument.keyword is not None and argument.keyword.value not in allowed):
            name = argument.keyword.value if argument.keyword else "*"
            raise NotEager(Condition.EXACT_TRAINING, call.node, f"the argument {name}")
    if sum(argument.keyword is None for argument in call.node.args) > 1:
        raise NotEager(Condition.EXACT_TRAINING, call.node, "a positional global_step")


def _minimize(
    program: Program, step: Step, call: Call, loss: cst.BaseExpression, objective: Objective, context: Context
) -> tuple[Edit, ...]:
    """`optimizer.minimize(loss)` becomes `optimizer.minimize(loss, variables, tape=tape)`; the result has no name any more."""
    _extra_arguments(call, frozenset({"loss", "var_list", "name"}))
    assert isinstance(call.node.func, cst.Attribute)
    optimizer = call.node.func.value
    setup = None
    if isinstance(optimizer, cst.Call):
        name = _optimizer_name(step, context)
        setup = Setup(name, _receiver)
    else:
        name = code_of(optimizer)
    line = step.node
    if not isinstance(line, cst.SimpleStatementLine) or len(line.body) != 1:
        raise NotEager(Condition.EXACT_TRAINING, line)
    variables = _variables(program, loss, call, 2, context)

    def step_line(_: cst.CSTNode) -> cst.CSTNode:
        text = f"{name}.minimize({_loss_text(loss, objective, context)}, {variables}, tape=tape)"
        written = statement(text)
        assert isinstance(written, cst.SimpleStatementLine)
        return written.with_changes(leading_lines=line.leading_lines, trailing_whitespace=line.trailing_whitespace)

    return (Edit(call.node, lambda node: node, setup), Edit(line, step_line))


def _loss_text(loss: cst.BaseExpression, objective: Objective, context: Context) -> str:
    return objective[0] if objective is not None else code_of(context.render(loss))


def _receiver(node: cst.CSTNode) -> cst.BaseExpression:
    assert isinstance(node, cst.Call)
    assert isinstance(node.func, cst.Attribute)
    return node.func.value


def _optimizer_name(step: Step, context: Context) -> str:
    """Name the optimizer; the name that the training operation had is free if it speaks of an optimizer."""
    for definition in step.definitions:
        if "opt" in definition.name.lower():
            return definition.name
    return context.fresh("optimizer")


def _compute_gradients(
    program: Program, step: Step, call: Call, loss: cst.BaseExpression, objective: Objective, context: Context
) -> tuple[Edit, ...]:
    """`gradients, variables = zip(*optimizer.compute_gradients(loss))` becomes `tape.gradient`."""
    _extra_arguments(call, frozenset({"loss", "var_list"}))
    line = step.node
    if not isinstance(line, cst.SimpleStatementLine) or len(line.body) != 1 or not isinstance(line.body[0], cst.Assign):
        raise NotEager(Condition.EXACT_TRAINING, line)
    assign = line.body[0]
    target = assign.targets[0].target
    value = assign.value
    sources = _variables(program, loss, call, 1, context)
    lead = line.leading_lines

    def two_lines(_: cst.CSTNode) -> cst.FlattenSentinel[cst.CSTNode]:
        rendered = _loss_text(loss, objective, context)
        if _is_unzipped(value, call) and isinstance(target, cst.Tuple) and len(target.elements) == 2:
            gradients, variables = (code_of(element.value) for element in target.elements)
            texts = [f"{variables} = {sources}", f"{gradients} = tape.gradient({rendered}, {variables})"]
        else:
            variables = context.fresh_for(("variables", call), "variables")
            pairs = f"list(zip(tape.gradient({rendered}, {variables}), {variables}))"
            texts = [f"{variables} = {sources}", f"{code_of(target)} = {pairs}"]
        lines = [statement(text) for text in texts]
        return cst.FlattenSentinel([lines[0].with_changes(leading_lines=lead), *lines[1:]])

    if not _is_unzipped(value, call) and value is not call.node:
        raise NotEager(Condition.EXACT_TRAINING, line)
    return (Edit(line, two_lines),)


def _is_unzipped(value: cst.BaseExpression, call: Call) -> bool:
    """Tell whether an expression is `zip(*call)`."""
    return (
        isinstance(value, cst.Call)
        and isinstance(value.func, cst.Name)
        and value.func.value == "zip"
        and len(value.args) == 1
        and value.args[0].star == "*"
        and value.args[0].value is call.node
    )
