"""Write the statements of an optimizer: what it differentiates by, the rate it reads, and the step that it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Optional

import libcst as cst

from ..kinds.kind import Kind, kind_of
from ..kinds.scope import Definition
from ..kinds.values import Api, Call, Mapping, Member, Value
from ..kinds.values import Sequence as Values
from ..rules.change import Edit, Setup
from ..rules.context import Context
from ..rules.optimizers import STARTS_AT_ONE, is_tensor_rate
from ..syntax.layout import WIDTH, list_text
from ..syntax.templates import Statement, code_of, statement
from .conditions import Condition, NotEager
from .runs import definitions_read
from .slices import Program
from .sparse_gradients import check_sparse
from .steps import Role, Step

# The name and expression of a loss that was written inside the call of the optimizer.
Objective = Optional[tuple[str, cst.BaseExpression]]

_NAMED_VARIABLES = 6  # more get a list of their own
_WATCHED = "tape.watched_variables()"


@dataclass(frozen=True)
class _Trained:
    """The variables that a step trains, as text, and the index of the step that makes the last of them.

    `last` is None where they are not all there before the function is traced: those of layers, say. `listed` is the statement
    that makes the list which the text names.
    """

    text: str
    last: int | None = None
    listed: str = ""


def argument_of(call: Call, position: int, name: str) -> cst.BaseExpression | None:
    """Return an argument of a method's call by its name or place."""
    for argument in call.node.args:
        if argument.keyword is not None and argument.keyword.value == name:
            return argument.value
    positional = [argument for argument in call.node.args if argument.keyword is None and not argument.star]
    return positional[position].value if len(positional) > position else None


def minimize_edits(
    program: Program, step: Step, call: Call, loss: cst.BaseExpression, objective: Objective, context: Context
) -> tuple[Edit, ...]:
    """`optimizer.minimize(loss)` becomes `optimizer.minimize(loss, variables, tape=tape)`; the result has no name any more."""
    _check_arguments(call, frozenset({"loss", "global_step", "var_list", "name"}), 3)
    assert isinstance(call.node.func, cst.Attribute)
    assert isinstance(call.function, Member)
    optimizer = call.node.func.value
    line = _single(step)
    variables = _variables(program, loss, call, 2, context)
    _check_shared(program, call, variables, context)
    counter = argument_of(call, 1, "global_step")
    setup, name, edits = None, code_of(optimizer), _slot_edits(call, variables, program, context)
    if isinstance(optimizer, cst.Call):
        name = optimizer_name(step, context)
        setup = Setup(name, _receiver, following=_slot_lines(call.function.of, name, variables, context.tensorflow))

    def step_lines(_: cst.CSTNode) -> cst.FlattenSentinel[cst.CSTNode]:
        step_line = f"{name}.minimize({loss_text(loss, objective, context)}, {variables.text}, tape=tape)"
        return _beside(call, name, step_line, counter, line, context)

    return (Edit(call.node, lambda node: node, setup), Edit(line, step_lines), *edits)


def gradient_edits(
    program: Program, step: Step, call: Call, loss: cst.BaseExpression, objective: Objective, context: Context
) -> tuple[Edit, ...]:
    """`gradients, variables = zip(*optimizer.compute_gradients(loss))` becomes `tape.gradient`."""
    _check_arguments(call, frozenset({"loss", "var_list"}), 2)
    assert isinstance(call.node.func, cst.Attribute)
    assert isinstance(call.function, Member)
    line = _single(step)
    assign = line.body[0]
    if not isinstance(assign, cst.Assign):
        raise NotEager(Condition.EXACT_TRAINING, line)
    target = assign.targets[0].target
    value = assign.value
    sources = _variables(program, loss, call, 1, context)
    _check_shared(program, call, sources, context)
    lead = line.leading_lines
    if not _is_unzipped(value, call) and value is not call.node:
        raise NotEager(Condition.EXACT_TRAINING, line)

    def two_lines(_: cst.CSTNode) -> cst.FlattenSentinel[cst.CSTNode]:
        rendered = loss_text(loss, objective, context)
        if _is_unzipped(value, call) and isinstance(target, cst.Tuple) and len(target.elements) == 2:
            gradients, variables = (code_of(element.value) for element in target.elements)
            texts = [f"{variables} = {sources.text}", f"{gradients} = tape.gradient({rendered}, {variables})"]
        else:
            variables = context.fresh_for(("variables", call), "variables")
            pairs = f"list(zip(tape.gradient({rendered}, {variables}), {variables}))"
            texts = [f"{variables} = {sources.text}", f"{code_of(target)} = {pairs}"]
        lines = [statement(text) for text in texts]
        return cst.FlattenSentinel([lines[0].with_changes(leading_lines=lead), *lines[1:]])

    return (Edit(line, two_lines), *_slot_edits(call, sources, program, context))


def apply_edits(step: Step, context: Context, optimizer: str = "") -> tuple[Edit, ...]:
    """`optimizer.apply_gradients(pairs, global_step)` leaves the counting to a statement of its own.

    `optimizer` is the name of one that is made where it is used.
    """
    calls = [c for c in step.calls if isinstance(c.function, Member) and c.function.name == "apply_gradients"]
    if len(calls) != 1:
        raise NotEager(Condition.EXACT_TRAINING, step.node)
    call = calls[0]
    _check_arguments(call, frozenset({"grads_and_vars", "global_step", "name"}), 2)
    assert isinstance(call.node.func, cst.Attribute)
    pairs = argument_of(call, 0, "grads_and_vars")
    counter = argument_of(call, 1, "global_step")
    line, name = _single(step), optimizer or code_of(call.node.func.value)

    def step_lines(_: cst.CSTNode) -> cst.FlattenSentinel[cst.CSTNode]:
        assert pairs is not None
        step_line = f"{name}.apply_gradients({code_of(context.render(pairs))})"
        return _beside(call, name, step_line, counter, line, context)

    return (Edit(line, step_lines),)


def _single(step: Step) -> cst.SimpleStatementLine:
    """Return a step's line, where it has one of its own."""
    line = step.node
    if not isinstance(line, cst.SimpleStatementLine) or len(line.body) != 1:
        raise NotEager(Condition.EXACT_TRAINING, line)
    return line


def _check_arguments(call: Call, allowed: frozenset[str], places: int) -> None:
    for argument in call.node.args:
        if argument.star or (argument.keyword is not None and argument.keyword.value not in allowed):
            name = argument.keyword.value if argument.keyword else "*"
            raise NotEager(Condition.EXACT_TRAINING, call.node, f"the argument {name}")
    if sum(argument.keyword is None for argument in call.node.args) > places:
        raise NotEager(Condition.EXACT_TRAINING, call.node, "a positional argument")


# What takes the loss of an optimizer, with the place of `var_list`.
_LOSS_TAKERS = {"minimize": 2, "compute_gradients": 1}


def _check_shared(program: Program, call: Call, variables: _Trained, context: Context) -> None:
    """See that an optimizer of several steps trains the same variables in each: Keras knows those of the first step only."""
    for other in _uses(program, call):
        method, loss = other.function, argument_of(other, 0, "loss")
        if other is call or not isinstance(method, Member) or loss is None:
            continue
        others = _variables(program, loss, other, _LOSS_TAKERS[method.name], context)
        if not variables.text.startswith("[") or variables.text != others.text:
            raise NotEager(Condition.EXACT_TRAINING, other.node, "one optimizer trains other variables in each step")


def trains_watched(program: Program, call: Call, context: Context) -> bool:
    """Tell whether an optimizer of one step trains whatever variables the tape has seen."""
    method, loss = call.function, argument_of(call, 0, "loss")
    if not isinstance(method, Member) or loss is None or len(_uses(program, call)) != 1:
        return False
    return _variables(program, loss, call, _LOSS_TAKERS[method.name], context).text == _WATCHED


def _uses(program: Program, call: Call) -> list[Call]:
    """Return the calls that give a loss to the optimizer of one of them."""
    assert isinstance(call.function, Member)
    optimizer = call.function.of
    methods = ((other, other.function) for other in program.facts.calls)
    taking = (other for other, method in methods if isinstance(method, Member) and method.of is optimizer)
    return [other for other in taking if isinstance(other.function, Member) and other.function.name in _LOSS_TAKERS]


def _beside(
    call: Call,
    name: str,
    step_line: str,
    counter: cst.BaseExpression | None,
    line: cst.SimpleStatementLine,
    context: Context,
) -> cst.FlattenSentinel[cst.CSTNode]:
    """Return the optimizer's step, after the rate is set and before the step is counted."""
    assert isinstance(call.function, Member)
    lines: list[Statement] = []
    rate = _tensor_rate(call.function.of, context)
    if rate is not None:
        lines.append(statement(f"{name}.learning_rate.assign({code_of(context.render(rate))})"))
    lines.append(statement(step_line).with_changes(trailing_whitespace=line.trailing_whitespace))
    if counter is not None and not (isinstance(counter, cst.Name) and counter.value == "None"):
        lines.append(statement(f"{code_of(context.render(counter))}.assign_add(1)"))
    return cst.FlattenSentinel([lines[0].with_changes(leading_lines=line.leading_lines), *lines[1:]])


def _tensor_rate(optimizer: Value, context: Context) -> cst.BaseExpression | None:
    """Return the learning rate where it is a tensor of the graph, so that it is set before each step."""
    site = context.site(optimizer) if isinstance(optimizer, Call) else None
    if site is None or not is_tensor_rate(site):
        return None
    return site.node("learning_rate")


def _slot_lines(optimizer: Value, name: str, variables: _Trained, tensorflow: str) -> tuple[str, ...]:
    """Return the lines that make the slots, and start them where TF1 starts them.

    A function in which an optimizer makes its slots is traced twice.
    """
    if not isinstance(optimizer, Call):
        return ()
    build = tuple(filter(None, (variables.listed, f"{name}.build({variables.text})")))
    build = build if variables.last is not None else ()
    if optimizer.api not in STARTS_AT_ONE or variables.text == _WATCHED:
        return build
    if not build:
        raise NotEager(Condition.EXACT_TRAINING, optimizer.node, SLOTS_NEED_VARIABLES)
    return (*build, ones_line(name, tensorflow))


SLOTS_NEED_VARIABLES = "its slots start at 1, for which its variables are needed"


def ones_line(name: str, tensorflow: str) -> str:
    """Return the lines that start the slots of RMSProp where TF1 starts them."""
    return (
        f"for velocity in {name}._velocities:  # TF1 starts the mean square at 1\n"
        f"    velocity.assign({tensorflow}.ones_like(velocity))"
    )


def _slot_edits(call: Call, variables: _Trained, program: Program, context: Context) -> tuple[Edit, ...]:
    """Make the slots of an optimizer that has a statement of its own."""
    assert isinstance(call.node.func, cst.Attribute)
    assert isinstance(call.function, Member)
    optimizer, node = call.function.of, call.node.func.value
    if isinstance(node, cst.Call) or _uses(program, call)[:1] != [call]:
        return ()
    lines = _slot_lines(optimizer, code_of(node), variables, context.tensorflow)
    if not lines:
        return ()
    assert isinstance(optimizer, Call)
    assert variables.last is not None
    made = step_making(optimizer, program)
    if made is None or made.index < variables.last:
        if optimizer.api not in STARTS_AT_ONE:
            return ()
        raise NotEager(Condition.EXACT_TRAINING, optimizer.node, "its slots start at 1, and its variables come later")

    def with_slots(line: cst.CSTNode) -> cst.FlattenSentinel[cst.CSTNode]:
        return cst.FlattenSentinel([line, *(statement(text) for text in lines)])

    return (Edit(made.node, with_slots),)


def step_making(optimizer: Value, program: Program) -> Step | None:
    """Return the step that makes an optimizer."""
    return next((step for step in program.steps if any(call is optimizer for call in step.calls)), None)


def _variables(program: Program, loss: cst.BaseExpression, call: Call, position: int, context: Context) -> _Trained:
    """Return the variables to differentiate by: those given, else those that the loss depends on."""
    check_sparse(program, loss, call.function.of if isinstance(call.function, Member) else None)
    given = argument_of(call, position, "var_list")
    if given is not None and not (isinstance(given, cst.Name) and given.value == "None"):
        written = isinstance(given, cst.Call) and program.listed.get(id(given))
        text = written or code_of(context.render(given))
        return _Trained(text, _last_given(given, program))
    steps = program.closure(definitions_read(loss, program.facts))
    if any(owns_weights(step, program) or (step.origin and step.role is Role.VARIABLE) for step in steps):
        check_trained(program)
        return _Trained(_WATCHED)
    names: list[str] = []
    seen: set[Value] = set()
    making = sorted((s for s in steps if s.role is Role.VARIABLE), key=lambda s: s.index)
    for step in making:
        for definition in (d for d in step.definitions if d.value not in seen):
            seen.add(definition.value)  # a variable may have several names
            found = _trained_by_name(definition, program, context)
            if found is None:
                return _Trained(_WATCHED)
            names.extend(found)
    if not names:
        return _Trained(_WATCHED)
    if len(names) <= _NAMED_VARIABLES:
        return _Trained(f"[{', '.join(names)}]", making[-1].index)
    return _with_list(names, making[-1].index, call, program, context)


def check_trained(program: Program) -> None:
    """Check that all weights of layers are trained: a tape watches those too of a layer that Keras calls not trainable.

    Raises:
        NotEager: those of one are not.
    """
    for call in (call for call in program.facts.calls if call.api and kind_of(call) is not Kind.VARIABLE):
        for given in call.node.args:
            if given.keyword is not None and given.keyword.value == "trainable" and code_of(given.value) != "True":
                raise NotEager(Condition.EXACT_TRAINING, call.node, "weights that are not trained")


def _trained_by_name(definition: Definition, program: Program, context: Context) -> tuple[str, ...] | None:
    """Return how a list of variables takes those of a definition that are trained; None where it cannot."""
    name, value = program.new_names.get(definition, definition.name), definition.value
    trained = _is_trained(value, context)
    if trained is not None:
        return (name,) if trained else ()
    held: Sequence[Value] = value.items if isinstance(value, Values) else ()
    held = [one for _, one in value.entries] if isinstance(value, Mapping) else held
    whole = definition.owner is None and definition.name not in program.mutated
    if not held or not whole or not all(_is_trained(one, context) for one in held):
        return None
    return (f"*{name}.values()" if isinstance(value, Mapping) else f"*{name}",)


def _is_trained(variable: Value, context: Context) -> bool | None:
    """Tell whether a variable is trainable; None where it is none, or where that is computed."""
    if kind_of(variable) is not Kind.VARIABLE or not isinstance(variable, Call):
        return None
    site = context.site(variable)
    given = site.constant("trainable", True) if site is not None else ...
    if site is not None and isinstance(site.value("trainable"), Api):
        return True  # `tf.Variable([0.3], tf.float32)` means a dtype, and gives what counts as true
    return given is not False if isinstance(given, (bool, type(None))) else None


def _with_list(names: Sequence[str], last: int, call: Call, program: Program, context: Context) -> _Trained:
    """Return many variables as a list that has a name, where it can be made once before the function."""
    assert isinstance(call.node.func, cst.Attribute)
    assert isinstance(call.function, Member)
    made = step_making(call.function.of, program)
    inline = isinstance(call.node.func.value, cst.Call)
    placed = inline or (made is not None and made.index >= last)
    if not placed or call.function.name != "minimize" or len(_uses(program, call)) > 1 or "." in "".join(names):
        return _Trained(_WATCHED)
    name = context.fresh_for(("trained", call), "trained_variables")
    return _Trained(name, last, f"{name} = {list_text(names, WIDTH - len(f'{name} = '))}")


def _last_given(given: cst.BaseExpression, program: Program) -> int | None:
    """Return the index of the step that makes the last of the variables in a list that was written out, or found."""
    if isinstance(given, cst.Call):
        return program.last_listed(given)
    makers = [program.maker.get(definition) for definition in definitions_read(given, program.facts)]
    roles = (Role.VARIABLE, Role.STATIC)
    indices = [maker.index for maker in makers if maker is not None and maker.role in roles]
    return max(indices) if indices and len(indices) == len(makers) else None


def owns_weights(step: Step, program: Program) -> bool:
    """Tell whether a step makes a layer, or another object that may have weights."""
    if step.role is Role.OBJECT or any(kind_of(call) is Kind.OBJECT for call in step.calls):
        return True
    return program.sets_up(step)


def loss_text(loss: cst.BaseExpression, objective: Objective, context: Context) -> str:
    """Return the name of a loss, or its text where it has a name already."""
    return objective[0] if objective is not None else code_of(context.render(loss))


def _receiver(node: cst.CSTNode) -> cst.BaseExpression:
    assert isinstance(node, cst.Call)
    assert isinstance(node.func, cst.Attribute)
    return node.func.value


def optimizer_name(step: Step, context: Context) -> str:
    """Name the optimizer; the name that the training operation had is free if it speaks of an optimizer."""
    for definition in step.definitions:
        if "opt" in definition.name.lower():
            return definition.name
    return context.fresh_for(("optimizer", step), "optimizer")


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
