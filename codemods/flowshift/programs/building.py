"""Make the variables of layers, and the slots of their optimizer, before a function is traced.

    with tf.GradientTape() as tape:
        forward(tf.zeros([1, 784]))
    optimizer.build(tape.watched_variables())

TF1 has all variables once they are initialised. Keras layers make theirs when they are first called, and a function that makes
variables is traced twice. The part that the functions share can make them beforehand where it is known to take one row of
zeros, has no effects, and reads all that is trained.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import libcst as cst

from ..kinds.kind import Kind, kind_of
from ..kinds.scope import Definition
from ..kinds.values import Call, Member
from ..rules.context import Context
from ..rules.optimizers import KERAS_OPTIMIZERS, STARTS_AT_ONE
from ..syntax.templates import Statement, code_of, statement
from ..syntax.walk import descendants
from .bodies import Body
from .conditions import Condition, NotEager
from .functions import Forward, Function
from .optimizing import SLOTS_NEED_VARIABLES, argument_of, ones_line, owns_weights, trains_watched
from .placeholders import argument_of_placeholder, placeholder_dtype
from .row_shapes import follows_rows, number_of
from .runs import definitions_read
from .slices import Program
from .steps import Step, is_gradient_call

_COMMENT = "# makes the variables, so that the functions are traced once"
_READ_ALL = ("collection", "variables")  # symbols that find variables by what they are


@dataclass(frozen=True, eq=False)
class Building:
    """The lines that make what a function trains; `step` takes its training step in the original."""

    function: Function
    step: Step
    lines: tuple[str, ...]

    @property
    def statements(self) -> list[Statement]:
        """Return the lines."""
        return [statement(text) for text in self.lines]


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
    if any(step.index > training.gradients.index for step in forward.steps):
        return None  # it needs what is made later
    if not trains_watched(program, call, context) or not _reads_all(call, forward, program):
        return None
    given = _arguments(forward, program, context)
    if given is None:
        return None
    name = f"self.{forward.name}" if forward.body.is_class else forward.name
    tape = context.fresh_for(("tape", forward), "tape")
    taped = f"with {context.tensorflow}.GradientTape() as {tape}:  {_COMMENT}\n    {name}({', '.join(given)})\n"
    lines = [taped, f"{training.optimizer}.build({tape}.watched_variables())"]
    if optimizer.api in STARTS_AT_ONE:
        lines.append(ones_line(training.optimizer, context.tensorflow))
    return Building(function, training.gradients, tuple(lines))


def _optimizer(call: Call) -> Call | None:
    """Return an optimizer that becomes one of Keras', which makes its slots for a list of variables."""
    optimizer = call.function.of if isinstance(call.function, Member) else None
    return optimizer if isinstance(optimizer, Call) and optimizer.api in KERAS_OPTIMIZERS else None


def _reads_all(call: Call, forward: Forward, program: Program) -> bool:
    """Tell whether the shared part alone reads variables and layers that the loss depends on."""
    loss = argument_of(call, 0, "loss")
    assert loss is not None
    wanted = definitions_read(loss, program.facts)
    rest = [step for step in program.graph_steps(wanted) if step not in forward.steps]
    if any(owns_weights(step, program) for step in rest):
        return False
    if any(name in made.api for step in (*rest, *forward.steps) for made in step.calls for name in _READ_ALL):
        return False
    read = (*wanted, *(definition for step in rest for definition in step.uses))
    return not any(_is_trained(definition) for definition in read)


def _is_trained(definition: Definition) -> bool:
    return kind_of(definition.value) in (Kind.VARIABLE, Kind.OBJECT)


def _arguments(forward: Forward, program: Program, context: Context) -> list[str] | None:
    """Return what the shared part is given: one row of zeros, and that nothing is trained; None in doubt."""
    flags = [parameter for parameter in forward.parameters if _is_flag(parameter, context)]
    others = [parameter for parameter in forward.parameters if parameter not in flags]
    shape = _shape(others[0], program, context) if len(others) == 1 else None
    if shape is None:
        return None
    sizes = tuple(number for number in (number_of(node, context) for node in shape) if number is not None)
    if not follows_rows(forward.steps, {others[0]: sizes}, flags, context):
        return None
    zeros = f"{context.tensorflow}.zeros([{', '.join(['1', *map(code_of, shape)])}])"
    return ["False" if parameter in flags else zeros for parameter in forward.parameters]


def _is_flag(parameter: Definition, context: Context) -> bool:
    """Tell whether a parameter is a truth value, which is False where nothing is trained."""
    if kind_of(parameter.value) is not Kind.PLACEHOLDER or not isinstance(parameter.value, Call):
        return False
    shape = argument_of_placeholder(parameter, "shape", context)
    scalar = shape is None or code_of(shape) in ("[]", "()", "None")
    return scalar and placeholder_dtype(parameter, context) == f"{context.tensorflow}.bool"


def _shape(parameter: Definition, program: Program, context: Context) -> list[cst.BaseExpression] | None:
    """Return the sizes of a row of floats, where any number of rows can be fed and the sizes mean the same everywhere."""
    if kind_of(parameter.value) is not Kind.PLACEHOLDER or not isinstance(parameter.value, Call):
        return None
    shape = argument_of_placeholder(parameter, "shape", context)
    if placeholder_dtype(parameter, context) != f"{context.tensorflow}.float32":
        return None
    if not isinstance(shape, (cst.List, cst.Tuple)) or len(shape.elements) < 2:
        return None
    rows, *sizes = (element.value for element in shape.elements)
    if code_of(rows) != "None" or any(number_of(size, context) is None for size in sizes):
        return None
    named = [node for size in sizes for node in descendants(size) if isinstance(node, cst.Name)]
    return sizes if all(_is_bound_once(name, program) for name in named) else None


def _is_bound_once(name: cst.Name, program: Program) -> bool:
    """Tell whether a name means the same in all of the module."""
    binding = program.facts.module_scope.names.get(name.value)
    return (
        binding is not None
        and len(program.named(name.value)) == 1
        and binding.definitions == {*program.named(name.value)}
    )
