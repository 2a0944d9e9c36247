"""Write one function from a slice: its name, signature, body and what it returns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import libcst as cst

from ..kinds.kind import Kind, kind_of
from ..kinds.scope import Definition
from ..rules.context import Context
from ..rules.rewriter import Rewriter
from ..rules.summary_tags import SUMMARIES, record_name, step_name
from ..syntax.layout import WIDTH
from ..syntax.templates import Statement, code_of, statement
from .bodies import Body
from .logs import Log, log_parameters
from .placeholders import hidden_shape
from .runs import Fetch, Run, Shape
from .slices import Slice
from .steps import Role, Step
from .training import Training
from .translated import is_translated

_NO_SIGNATURE = "no input_signature: impute_finished needs the batch size when the function is traced"


@dataclass(frozen=True, eq=False)
class Function:
    """One function of the migrated program; another one, its `base`, may run the first of its steps for it."""

    name: str
    part: Slice
    parameters: tuple[Definition, ...]
    training: Training | None
    signature: bool  # whether it has an input_signature
    body: Body  # where it stands
    values: frozenset[int] = frozenset()  # the updates whose new value is used, by their place among the fetches
    logs: Mapping[Run, Log] = field(default_factory=dict)  # where its runs write the summaries that they evaluate
    base: Function | None = None

    @property
    def log(self) -> Log | None:
        """Return what one of its runs logs: the others log alike."""
        return next(iter(self.logs.values()), None)

    @property
    def returned(self) -> tuple[Fetch, ...]:
        """Return the fetches that have a value: training operations have none."""
        return tuple(fetch for index, fetch in enumerate(self.part.fetches) if self.returns(index))

    @property
    def nested(self) -> bool:
        """Tell whether what it returns is more than a row of tensors."""
        return self.part.runs[0].shape is Shape.DICT or any(fetch.nested for fetch in self.returned)

    def returns(self, index: int) -> bool:
        """Tell whether the fetch at this place is part of what the function returns."""
        return self.part.fetches[index].kind not in (Kind.UPDATE, Kind.SUMMARY) or index in self.values


@dataclass(frozen=True, eq=False)
class Forward:
    """The construction that several functions share, as a function of its own."""

    name: str
    steps: tuple[Step, ...]
    parameters: tuple[Definition, ...]
    outputs: tuple[str, ...]
    body: Body

    def call(self) -> str:
        """Write the statement that runs it inside another function."""
        name = f"self.{self.name}" if self.body.is_class else self.name
        return f"{', '.join(self.outputs)} = {name}({', '.join(p.name for p in self.parameters)})"


Spec = Callable[[Definition], str]


def write_forward(forward: Forward, rewriter: Rewriter) -> cst.FunctionDef:
    """Write the shared function."""
    body = [*step_lines(forward.steps, rewriter), statement(f"return {', '.join(forward.outputs)}")]
    return _definition(f"def {forward.name}({_parameters(forward.body, forward.parameters)}):\n    pass\n", body)


def _parameters(body: Body, parameters: Sequence[Definition]) -> str:
    return ", ".join([*(["self"] if body.is_class else []), *(parameter.name for parameter in parameters)])


def write_function(
    function: Function, forward: Forward | None, rewriter: Rewriter, context: Context, spec: Spec
) -> cst.FunctionDef:
    """Write one function: the forward part under a tape where it trains, then the step, then what it returns."""
    shared, call = _called_first(function, forward)
    own = [step for step in function.part.steps if step not in shared]
    training = function.training
    logged = [step for step in own if _logs(step)]
    log = function.log
    if log is not None and (log.test is not None or log.counted is not None):
        own = [step for step in own if step not in logged]
    else:
        logged = [step for step in logged if training is not None and _logs_variable(step)]
        own = [step for step in own if step not in logged]
    if training is None:
        body = [*call, *step_lines(own, rewriter)]
    elif training.gradients is None:
        before = [step for step in own if step not in training.updates]
        body = [*call, *step_lines([*before, *training.updates], rewriter, training.nameless)]
    else:
        following = _after_tape(training, own)
        last = max((step.index for step in training.taped), default=0)
        under_tape = [step for step in own if step in training.taped or _is_inspected(step, last)]
        beside = [step for step in own if step not in following and step not in under_tape]
        with_tape = statement(f"with {context.tensorflow}.GradientTape() as tape:\n    pass\n")
        assert isinstance(with_tape, cst.With)
        taped = [*call, *step_lines(under_tape, rewriter)]
        if training.objective is not None:
            name, loss = training.objective
            taped.append(statement(f"{name} = {code_of(context.render(loss))}"))
        taped = _trimmed(taped)
        with_tape = with_tape.with_changes(body=cst.IndentedBlock(body=taped))
        body = [with_tape, *step_lines([*beside, *following], rewriter, training.nameless)]
    # TF1 logs a variable with the value that it has after the step
    body = [*_ensured(function, context), *body, *_logged(logged, function, rewriter, context)]
    if function.returned:
        body.append(statement(f"return {_results(function, context)}"))
    own_names = [_parameters(function.body, function.parameters)]
    names = ", ".join(filter(None, [*own_names, *(name for name, _ in _log_parameters(function, context))]))
    note = "" if function.signature or function.part.fed else f"# {_NO_SIGNATURE}\n"
    text = f"{note}{_decorator(function, context, spec)}\ndef {function.name}({names}):\n    pass\n"
    return _definition(text, body)


def _called_first(function: Function, forward: Forward | None) -> tuple[set[Step], list[Statement]]:
    """Return the steps that other functions run for one, and the call that makes them do it."""
    base = function.base
    if base is not None:
        name = f"self.{base.name}" if base.body.is_class else base.name
        call = f"{code_of(base.returned[0].node)} = {name}({', '.join(p.name for p in base.parameters)})"
        return set(base.part.steps), [statement(call)]
    if forward is not None and set(forward.steps) <= set(function.part.steps):
        return set(forward.steps), [statement(forward.call())]
    return set(), []


def _log_parameters(function: Function, context: Context) -> list[tuple[str, str]]:
    return log_parameters(function.log, context) if function.log is not None else []


def _logs(step: Step) -> bool:
    return any(call.api in SUMMARIES for call in step.calls)


def _logs_variable(step: Step) -> bool:
    """Tell whether a step logs a variable itself, and not what was computed from it."""
    calls = [call for call in step.calls if call.api in SUMMARIES]
    return any(kind_of(value) is Kind.VARIABLE for call in calls for value in call.arguments.values())


def _logged(steps: Sequence[Step], function: Function, rewriter: Rewriter, context: Context) -> Sequence[Statement]:
    """Write the lines that log, under their condition where there is one."""
    lines = step_lines(steps, rewriter)
    if function.log is not None and function.log.counted is not None:
        tf, counted = context.tensorflow, code_of(context.render(function.log.counted))
        lines.insert(0, statement(f"{step_name(context)} = {tf}.cast({counted}, {tf}.int64)"))
    if not lines or function.log is None or function.log.test is None:
        return lines
    block = statement(f"with {context.tensorflow}.summary.record_if({record_name(context)}):\n    pass\n")
    assert isinstance(block, cst.With)
    return [block.with_changes(body=cst.IndentedBlock(body=_trimmed(lines)))]


def _is_inspected(step: Step, last: int) -> bool:
    """Tell whether a step prints or checks tensors between the steps under the tape, whose names may be bound again."""
    return step.role is Role.INSPECTION and step.index < last


def _after_tape(training: Training, own: Sequence[Step]) -> list[Step]:
    """Return the steps that work on the gradients, then the assignments beside them."""
    after = {training.gradients}
    made = {definition for other in own if other in after for definition in other.definitions}
    for other in own:
        if other not in training.taped and other.uses & made:
            after.add(other)
            made |= set(other.definitions)
    assignments = [step for step in training.updates if step not in after]
    return [*(step for step in own if step in after), *assignments]


def _results(function: Function, context: Context) -> str:
    """Write what a function returns, in the structure of the run where that is more than a row of tensors."""
    run = function.part.runs[0]
    texts = [_returned(fetch, function.training, context) for fetch in function.returned]
    if run.shape is Shape.DICT:
        keys = (code_of(context.render(key)) for key in run.keys)
        return "{" + ", ".join(f"{key}: {text}" for key, text in zip(keys, texts)) + "}"
    if function.nested and run.shape is Shape.LIST:
        return f"[{', '.join(texts)}]"
    return ", ".join(texts)


def _returned(fetch: Fetch, training: Training | None, context: Context) -> str:
    text = code_of(context.render(fetch.node))
    # TF1 hands out a variable that is fetched beside its update with its new value
    read_after = training is not None and fetch.kind is Kind.VARIABLE
    return f"{context.tensorflow}.identity({text})" if read_after else text


def _decorator(function: Function, context: Context, spec: Spec) -> str:
    """Write `@tf.function`, without AutoGraph where it has nothing to do: it takes as long again as the first trace."""
    tf = context.tensorflow
    specs = [spec(parameter) for parameter in function.parameters] if function.signature else []
    specs.extend(given for _, given in _log_parameters(function, context))
    plain = [] if is_translated(function.part.steps, context) else ["autograph=False"]
    if not specs or not function.signature:
        return f"@{tf}.function({plain[0]})" if plain else f"@{tf}.function"
    given = ", ".join([f"input_signature=[{', '.join(specs)}]", *plain])
    flat = f"@{tf}.function({given})"
    if len(flat) <= WIDTH:
        return flat
    listed = "".join(f"        {one},\n" for one in specs)
    rest = "".join(f"    {one},\n" for one in plain)
    return f"@{tf}.function(\n    input_signature=[\n{listed}    ]{',' if plain else ''}\n{rest})"


def step_lines(steps: Sequence[Step], rewriter: Rewriter, nameless: frozenset[Step] = frozenset()) -> list[Statement]:
    """Write statements that move into a function; of those that are `nameless` only what they do."""
    lines: list[Statement] = []
    for step in steps:
        rendered = step.rendered(rewriter).lines
        if step in nameless:
            rendered = tuple(line for one in rendered for line in _without_name(one))
        lead = [line for line in step.lead if line.comment is not None]
        for number, line in enumerate(one for one in rendered if not _renames_to_itself(one)):
            leading = [*(lead if number == 0 else ()), *line.leading_lines]
            # a blank line at the top level has no indentation to lose; inside a function it must not get any
            leading = [one if one.comment else one.with_changes(indent=False) for one in leading]
            leading = [
                one
                for one, before in zip(leading, [None, *leading])
                if one.comment or before is None or before.comment  # two blank lines stand at the top level only
            ]
            lines.append(line.with_changes(leading_lines=leading))
    return lines


def _without_name(line: Statement) -> list[Statement]:
    """`train = optimizer.apply_gradients(...)` becomes the call alone; of a list, each call gets a line or a turn of a loop."""
    if not isinstance(line, cst.SimpleStatementLine) or len(line.body) != 1 or not isinstance(line.body[0], cst.Assign):
        return [line]
    value = line.body[0].value
    if isinstance(value, cst.ListComp):
        loop = statement(
            f"for {code_of(value.for_in.target)} in {code_of(value.for_in.iter)}:\n    {code_of(value.elt)}\n"
        )
        return [loop.with_changes(leading_lines=line.leading_lines)]
    calls = _displayed(value)
    if len(calls) == 1:
        return [line.with_changes(body=[cst.Expr(calls[0])])]
    written = [cst.SimpleStatementLine([cst.Expr(call)]) for call in calls]
    return [written[0].with_changes(leading_lines=line.leading_lines), *written[1:]]


def _displayed(value: cst.BaseExpression) -> list[cst.BaseExpression]:
    """Return the elements of a list display, of lists in it too."""
    if isinstance(value, (cst.List, cst.Tuple)):
        return [call for element in value.elements for call in _displayed(element.value)]
    return [value]


def _renames_to_itself(node: Statement) -> bool:
    """Tell whether a statement has become `y = y`: `self.y = y` of a tensor."""
    small = node.body[0] if isinstance(node, cst.SimpleStatementLine) and len(node.body) == 1 else None
    if not isinstance(small, cst.Assign) or not isinstance(small.value, cst.Name) or len(small.targets) != 1:
        return False
    target = small.targets[0].target
    return isinstance(target, cst.Name) and target.value == small.value.value


def _ensured(function: Function, context: Context) -> list[Statement]:
    """Write what the signature of a method cannot say: a shape that is known in its objects only."""
    tf = context.tensorflow
    lines: list[Statement] = []
    for parameter in (one for one in function.parameters if one not in function.part.fed):
        shape = hidden_shape(parameter, function.body, context)
        if shape is not None:
            lines.append(statement(f"{parameter.name} = {tf}.ensure_shape({parameter.name}, {shape})"))
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
