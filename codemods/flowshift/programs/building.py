"""Make the variables of layers, and the slots of their optimizer, before a function is traced.

    with tf.GradientTape() as tape:
        forward(tf.zeros([1, 784]))
    optimizer.build(tape.watched_variables())

TF1 has all variables once they are initialised. Keras layers make theirs when they are first called, and a function that makes
variables is traced twice. The part that the functions share can make them beforehand where it takes any number of rows, has no
effects, and reads all that is trained.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import libcst as cst

from ..kinds.kind import Kind, kind_of
from ..kinds.scope import Definition
from ..kinds.values import Call, Literal, Member, Operation
from ..rules.context import Context
from ..rules.optimizers import KERAS_OPTIMIZERS, STARTS_AT_ONE
from ..syntax.templates import Statement, code_of, statement
from .bodies import Body
from .by_row import Given, rows_of
from .conditions import Condition, NotEager
from .functions import Forward, Function
from .optimizing import SLOTS_NEED_VARIABLES, argument_of, ones_line, owns_weights, trains_watched
from .placeholders import argument_of_placeholder, hidden_shape, placeholder_dtype
from .runs import definitions_read
from .slices import Program
from .steps import Step, is_gradient_call

_COMMENT = "# the variables are made here, so that the functions are traced once"
_READ_ALL = ("collection", "variables")  # symbols that find variables by what they are


@dataclass(frozen=True, eq=False)
class Building:
    """The lines that make what a function trains; `step` takes its training step in the original."""

    function: Function
    step: Step
    lines: tuple[str, ...]

    @property
    def statements(self) -> list[Statement]:
        """Return the lines, and what they are for."""
        first, *rest = (statement(text) for text in self.lines)
        return [first.with_changes(leading_lines=[cst.EmptyLine(comment=cst.Comment(_COMMENT))]), *rest]


def buildings_of(
    functions: Sequence[Function], forwards: Mapping[Body, Forward], program: Program, context: Context
) -> dict[Body, Building]:
    """Return how the variables are made in each body whose one training function has them all from the shared part.

    Raises:
        NotEager: the slots of an optimizer start at 1, and its variables cannot be made.
    """
    found: dict[Body, Building] = {}
    for body, forward in forwards.items():
        training = [one for one in functions if one.body is body and one.training and one.training.gradients]
        building = _building(training[0], forward, program, context) if len(training) == 1 else None
        if building is not None:
            found[body] = building
    built = {building.function for building in found.values()}
    for function in functions:
        call = _gradient_call(function)
        optimizer = _optimizer(call) if call is not None and function not in built else None
        if call is None or optimizer is None or optimizer.api not in STARTS_AT_ONE:
            continue
        if trains_watched(program, call, context):
            raise NotEager(Condition.EXACT_TRAINING, optimizer.node, SLOTS_NEED_VARIABLES)
    return found


def _gradient_call(function: Function) -> Call | None:
    """Return the call that differentiates the loss of a function that trains."""
    step = function.training.gradients if function.training is not None else None
    return next((call for call in step.calls if is_gradient_call(call)), None) if step is not None else None


def _building(function: Function, forward: Forward, program: Program, context: Context) -> Building | None:
    training, call = function.training, _gradient_call(function)
    optimizer = _optimizer(call) if call is not None else None
    if training is None or training.gradients is None or call is None or optimizer is None:
        return None
    if forward.body.is_class and training.gradients.body.parent is not forward.body:
        return None  # not one of its methods takes the step
    if not trains_watched(program, call, context) or not _reads_all(call, forward, program):
        return None
    given = _arguments(forward, context)
    if given is None:
        return None
    name = f"self.{forward.name}" if forward.body.is_class else forward.name
    tape = context.fresh_for(("tape", forward), "tape")
    taped = f"with {context.tensorflow}.GradientTape() as {tape}:\n    {name}({', '.join(given)})\n"
    lines = [taped, f"{training.optimizer}.build({tape}.watched_variables())"]
    if optimizer.api in STARTS_AT_ONE:
        lines.append(ones_line(training.optimizer, context.tensorflow))
    return Building(function, training.gradients, tuple(lines))


def _optimizer(call: Call) -> Call | None:
    """Return an optimizer that becomes one of Keras', which makes its slots for a list of variables."""
    optimizer = call.function.of if isinstance(call.function, Member) else None
    return optimizer if isinstance(optimizer, Call) and optimizer.api in KERAS_OPTIMIZERS else None


def _reads_all(call: Call, forward: Forward, program: Program) -> bool:
    """Tell whether the shared part reads all variables and layers that the loss depends on."""
    loss = argument_of(call, 0, "loss")
    assert loss is not None
    wanted = definitions_read(loss, program.facts)
    rest = [step for step in program.graph_steps(wanted) if step not in forward.steps]
    if any(owns_weights(step, program) for step in rest):
        return False
    if any(name in made.api for step in (*rest, *forward.steps) for made in step.calls for name in _READ_ALL):
        return False
    return _trained(wanted, rest) <= _trained((), forward.steps)


def _trained(read: Iterable[Definition], steps: Iterable[Step]) -> set[Definition]:
    """Return the variables and layers among what is read."""
    every = (*read, *(definition for step in steps for definition in step.uses))
    return {definition for definition in every if kind_of(definition.value) in (Kind.VARIABLE, Kind.OBJECT)}


def _arguments(forward: Forward, context: Context) -> list[str] | None:
    """Return what the shared part is given: zeros, of as few rows as it takes, and that nothing is trained; None in doubt."""
    shapes = [_shape(parameter, forward.body, context) for parameter in forward.parameters]
    if None in shapes:
        return None
    known = [shape for shape in shapes if shape is not None]
    flags = frozenset(parameter for parameter, shape in zip(forward.parameters, known) if not shape)
    given = Given(flags, frozenset(shape[1] for shape in known if len(shape) > 1), context)
    found = [rows_of(step, given) for step in forward.steps]
    fixed = frozenset[str]().union(*(rows for rows in found if rows is not None))
    if None in found or len(fixed) > 1:
        return None
    rows = next(iter(fixed), "1")
    return [_zeros(p, rows, shape, context) if shape else "False" for p, shape in zip(forward.parameters, known)]


def _zeros(parameter: Definition, rows: str, shape: Sequence[str], context: Context) -> str:
    dtype, tf = placeholder_dtype(parameter, context), context.tensorflow
    sizes = [rows if shape[0] == "None" else shape[0], *shape[1:]]
    return f"{tf}.zeros([{', '.join(sizes)}]{'' if dtype == f'{tf}.float32' else f', {dtype}'})"


def _shape(parameter: Definition, body: Body, context: Context) -> list[str] | None:
    """Return the sizes of a parameter as text, none of a flag; None where one after the first is not known."""
    if kind_of(parameter.value) is not Kind.PLACEHOLDER or not isinstance(parameter.value, Call):
        return None
    dtype, tf = placeholder_dtype(parameter, context), context.tensorflow
    shape = argument_of_placeholder(parameter, "shape", context)
    if dtype == f"{tf}.bool":
        return [] if shape is None or code_of(shape) in ("[]", "()", "None") else None
    if not isinstance(shape, (cst.List, cst.Tuple)) or not shape.elements or dtype == f"{tf}.string":
        return None
    rows, *others = (element.value for element in shape.elements)
    sizes = ["None" if _is_none(rows, context) else _size(rows, context), *(_size(one, context) for one in others)]
    if None in sizes or hidden_shape(parameter, body, context) is not None:
        return None
    return [size for size in sizes if size is not None]


def _is_none(node: cst.BaseExpression, context: Context) -> bool:
    value = context.facts.value(node)
    return isinstance(value, Literal) and value.known and value.constant is None


def _size(node: cst.BaseExpression, context: Context) -> str | None:
    """Return the text of a dimension; None where it may be unknown when the program runs."""
    value = context.facts.value(node)
    number = isinstance(value, Literal) and value.known and isinstance(value.constant, int)
    computed = isinstance(value, Operation) or (isinstance(value, Call) and isinstance(value.node.func, cst.Name))
    return code_of(context.render(node)) if number or (computed and kind_of(value) is Kind.PYTHON) else None
