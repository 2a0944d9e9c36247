"""Write one function from a slice: its name, signature, body and what it returns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import libcst as cst

from ..kinds.kind import Kind
from ..kinds.scope import Definition
from ..rules.context import Context
from ..rules.rewriter import Rewriter
from ..syntax.templates import Statement, code_of, statement
from .bodies import Body
from .runs import Fetch
from .slices import Slice
from .steps import Step
from .training import Training

_WIDTH = 100
_NO_SIGNATURE = "no input_signature: impute_finished needs the batch size when the function is traced"


@dataclass(frozen=True, eq=False)
class Function:
    """One function of the migrated program. `shared` are the steps that `forward` runs for it."""

    name: str
    part: Slice
    parameters: tuple[Definition, ...]
    training: Training | None
    signature: bool  # whether it has an input_signature
    body: Body  # where it stands

    @property
    def returned(self) -> tuple[Fetch, ...]:
        """Return the fetches that have a value: operations have none."""
        return tuple(fetch for fetch in self.part.fetches if fetch.kind is not Kind.UPDATE)


@dataclass(frozen=True, eq=False)
class Forward:
    """The construction that several functions share, as a function of its own."""

    name: str
    steps: tuple[Step, ...]
    parameters: tuple[Definition, ...]
    outputs: tuple[str, ...]

    def call(self) -> str:
        """Write the statement that runs it inside another function."""
        return f"{', '.join(self.outputs)} = {self.name}({', '.join(p.name for p in self.parameters)})"


Spec = Callable[[Definition], str]


def write_forward(forward: Forward, rewriter: Rewriter) -> cst.FunctionDef:
    """Write the shared function."""
    body = [*_lines(forward.steps, rewriter), statement(f"return {', '.join(forward.outputs)}")]
    return _definition(f"def {forward.name}({', '.join(p.name for p in forward.parameters)}):\n    pass\n", body)


def write_function(
    function: Function, forward: Forward | None, rewriter: Rewriter, context: Context, spec: Spec
) -> cst.FunctionDef:
    """Write one function: the forward part under a tape where it trains, then the step, then what it returns."""
    shared = set(forward.steps) if forward is not None and set(forward.steps) <= set(function.part.steps) else set()
    call = [statement(forward.call())] if shared and forward is not None else []
    own = [step for step in function.part.steps if step not in shared]
    training = function.training
    if training is None:
        body = [*call, *_lines(own, rewriter)]
    elif not training.taped:
        before = [step for step in own if step is not training.update]
        body = [*call, *_lines([*before, training.update], rewriter)]
    else:
        following = [step for step in own if _follows_tape(step, training, own)]
        under_tape = [step for step in own if step in training.taped]
        beside = [step for step in own if step not in following and step not in under_tape]
        with_tape = statement(f"with {context.tensorflow}.GradientTape() as tape:\n    pass\n")
        assert isinstance(with_tape, cst.With)
        taped = [*call, *_lines(under_tape, rewriter)]
        if training.objective is not None:
            name, loss = training.objective
            taped.append(statement(f"{name} = {code_of(context.render(loss))}"))
        taped = _trimmed(taped)
        with_tape = with_tape.with_changes(body=cst.IndentedBlock(body=taped))
        body = [with_tape, *_lines([*beside, *following], rewriter)]
    if function.returned:
        body.append(
            statement(f"return {', '.join(_returned(fetch, training, context) for fetch in function.returned)}")
        )
    names = ", ".join(parameter.name for parameter in function.parameters)
    note = "" if function.signature else f"# {_NO_SIGNATURE}\n"
    text = f"{note}{_decorator(function, context, spec)}\ndef {function.name}({names}):\n    pass\n"
    return _definition(text, body)


def _follows_tape(step: Step, training: Training, own: Sequence[Step]) -> bool:
    """Tell whether a step works on the gradients, so that it comes after the tape."""
    after = {training.gradients, training.update}
    made = {definition for other in own if other in after for definition in other.definitions}
    for other in own:
        if other not in training.taped and other.uses & made:
            after.add(other)
            made |= set(other.definitions)
    return step in after


def _returned(fetch: Fetch, training: Training | None, context: Context) -> str:
    text = code_of(context.render(fetch.node))
    # TF1 hands out a variable that is fetched beside its update with its new value
    read_after = training is not None and fetch.kind is Kind.VARIABLE
    return f"{context.tensorflow}.identity({text})" if read_after else text


def _decorator(function: Function, context: Context, spec: Spec) -> str:
    tf = context.tensorflow
    if not function.parameters or not function.signature:
        return f"@{tf}.function"
    specs = [spec(parameter) for parameter in function.parameters]
    flat = f"@{tf}.function(input_signature=[{', '.join(specs)}])"
    if len(flat) <= _WIDTH:
        return flat
    return f"@{tf}.function(\n    input_signature=[\n" + "".join(f"        {one},\n" for one in specs) + "    ]\n)"


def _lines(steps: Sequence[Step], rewriter: Rewriter) -> list[Statement]:
    lines: list[Statement] = []
    for step in steps:
        rendered = rewriter.statement(step.node)
        lead = [line for line in step.lead if line.comment is not None]
        for number, line in enumerate(rendered.lines):
            leading = [*(lead if number == 0 else ()), *line.leading_lines]
            # a blank line at the top level has no indentation to lose; inside a function it must not get any
            leading = [one if one.comment else one.with_changes(indent=False) for one in leading]
            lines.append(line.with_changes(leading_lines=leading))
    return lines


def _trimmed(lines: Sequence[Statement]) -> list[Statement]:
    """Drop the blank lines before the first line of a block."""
    if not lines:
        return []
    first = lines[0]
    leading = list(first.leading_lines)
    while leading and leading[0].comment is None:
        leading.pop(0)
    return [first.with_changes(leading_lines=leading), *lines[1:]]


def _definition(text: str, body: Sequence[Statement]) -> cst.FunctionDef:
    node = statement(text)
    assert isinstance(node, cst.FunctionDef)
    return node.with_changes(body=cst.IndentedBlock(body=_trimmed(body)))
