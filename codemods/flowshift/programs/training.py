"""Write the training part of a function: tape, gradients, and the optimizer's step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

import libcst as cst

from ..kinds.kind import Kind, kind_of
from ..kinds.values import Call, Literal, Member
from ..rules.change import Edit, Setup
from ..rules.context import Context
from ..syntax.templates import code_of, expression, statement
from .conditions import Condition, NotEager
from .runs import definitions_read
from .slices import Program, Slice, single_update
from .steps import Role, Step, is_gradient_call

# The name and expression of a loss that was written inside the call of the optimizer.
Objective = Optional[tuple[str, cst.BaseExpression]]


@dataclass(frozen=True, eq=False)
class Training:
    """What a training slice differentiates, and how its statements are written. `taped` are the steps under the tape."""

    update: Step
    gradients: Step  # the step that differentiates: the update itself, or the compute_gradients before it
    taped: tuple[Step, ...]
    edits: tuple[Edit, ...]
    objective: Objective = None  # a loss that has no name yet gets one under the tape


def training_of(program: Program, part: Slice, context: Context) -> Training | None:
    """Return the training part of a slice, None where it changes nothing.

    Raises:
        NotEager: the training operation has a form that is not understood.
    """
    update = single_update(part)
    gradient_calls = [(step, call) for step in part.steps for call in step.calls if is_gradient_call(call)]
    if update is None:
        if gradient_calls:
            raise NotEager(Condition.EXACT_TRAINING, gradient_calls[0][1].node, "gradients that no optimizer applies")
        return None
    if not gradient_calls and _assigns(update):
        return Training(update, update, (), _assignment(update, context))
    if len(gradient_calls) != 1:
        raise NotEager(Condition.EXACT_TRAINING, update.node, "not exactly one loss")
    step, call = gradient_calls[0]
    loss = _argument(call, 0, "loss")
    if loss is None or call.api == "tf.gradients":
        raise NotEager(Condition.EXACT_TRAINING, call.node)
    taped = program.graph_steps(definitions_read(loss, program.facts))
    objective = None if isinstance(loss, cst.Name) else (context.fresh("total_loss", "objective"), loss)
    if isinstance(call.function, Member) and call.function.name == "minimize":
        edits = _minimize(program, step, call, loss, objective, context)
    else:
        edits = _compute_gradients(program, step, call, loss, objective, context)
    if update is not step:
        edits = (*edits, _without_target(update))
    return Training(update, step, taped, edits, objective)


_ASSIGNMENTS = {"tf.assign": "assign", "tf.assign_add": "assign_add", "tf.assign_sub": "assign_sub"}


def _assigns(update: Step) -> bool:
    """Tell whether a step is one assignment to a variable."""
    value = update.definitions[0].value if len(update.definitions) == 1 else None
    if not isinstance(value, Call):
        return False
    method = value.function.name if isinstance(value.function, Member) else ""
    return value.api in _ASSIGNMENTS or method in _ASSIGNMENTS.values()


def _assignment(update: Step, context: Context) -> tuple[Edit, ...]:
    """`op = tf.assign(w, v)` becomes `w.assign(v)`; the result has no name any more."""
    value = update.definitions[0].value
    assert isinstance(value, Call)
    alone = _without_target(update)
    if value.api not in _ASSIGNMENTS:
        return (alone,)
    site = context.site(value)
    if site is None or not {"ref", "value"} <= site.nodes.keys() or len(site.given()) > 2:
        raise NotEager(Condition.EXACT_TRAINING, value.node)

    def method(_: cst.CSTNode) -> cst.BaseExpression:
        variable, given = (code_of(context.render(site.nodes[name])) for name in ("ref", "value"))
        return expression(f"{variable}.{_ASSIGNMENTS[value.api]}({given})")

    return (Edit(value.node, method), alone)


def _without_target(update: Step) -> Edit:
    """`train = optimizer.apply_gradients(...)` becomes the call alone: there is no operation to keep."""
    line = update.node
    if not isinstance(line, cst.SimpleStatementLine) or len(line.body) != 1:
        raise NotEager(Condition.EXACT_TRAINING, line)

    def call_alone(node: cst.CSTNode) -> cst.CSTNode:
        assert isinstance(node, (cst.Assign, cst.Expr))
        return cst.Expr(node.value)

    return Edit(line.body[0], call_alone)


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
    if any(_owns_weights(step, program) for step in steps):
        return "tape.watched_variables()"
    names: list[str] = []
    for step in sorted((s for s in steps if s.role is Role.VARIABLE), key=lambda s: s.index):
        for definition in step.definitions:
            if kind_of(definition.value) is not Kind.VARIABLE or not isinstance(definition.value, Call):
                return "tape.watched_variables()"
            trainable = definition.value.arguments.keyword("trainable")
            if trainable is None or (isinstance(trainable, Literal) and trainable.constant is True):
                names.append(definition.name)
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
            variables = context.fresh("variables")
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
