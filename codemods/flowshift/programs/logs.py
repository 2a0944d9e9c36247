"""Plan where a program logs: a summary that a run evaluates and a writer adds becomes lines of the run's function.

    summary, _ = sess.run([merged, train], feed)        with writer.as_default():
    writer.add_summary(summary, i)                  ->      train_step(x, y, i)

The function gets the step as a parameter, or reads the variable that counts the steps, and writes to the writer that was the
default when it was traced.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import libcst as cst

from ..kinds.kind import Kind
from ..kinds.values import Call, Member
from ..rules.change import Edit, NodeRewrite
from ..rules.context import Context
from ..rules.summary_tags import is_writer, record_name, step_name
from ..syntax.templates import code_of, statement
from .conditions import Condition, NotEager
from .runs import Run, definitions_read


@dataclass(frozen=True, eq=False)
class Log:
    """One run whose summary is written: by which writer, for which step, and on which line that was said.

    `test` is the condition under which it is written, where that is not always. It has to be an argument: a function
    asks whether it records, and which writer is the default, when it is traced.
    """

    writer: str
    step: cst.BaseExpression | None
    line: cst.SimpleStatementLine
    test: cst.BaseExpression | None = None
    counted: cst.BaseExpression | None = None  # the variable that counts the steps, where the run itself returns it


def logs_of(runs: Sequence[Run], context: Context) -> dict[Run, Log]:
    """Return what each run logs whose fetches hold a summary.

    Raises:
        NotEager: a summary is used for something else than being added at once.
    """
    found: dict[Run, Log] = {}
    for run in runs:
        places = [index for index, fetch in enumerate(run.fetches) if fetch.kind is Kind.SUMMARY]
        if places:
            if len(places) > 1:
                raise _not_logged(run.fetches[places[1]].node, "several summaries in one run")
            found[run] = _log(run, places[0], context)
    return found


def _not_logged(node: cst.CSTNode, detail: str) -> NotEager:
    return NotEager(Condition.LOGGED_SUMMARIES, node, detail)


def _log(run: Run, place: int, context: Context) -> Log:
    line = context.statement_of(run.call.node)
    if not isinstance(line, cst.SimpleStatementLine) or len(line.body) != 1:
        raise _not_logged(run.call.node, "it is run in the middle of a statement")
    added = _nested(run, line, context) or _named(run, place, line, context)
    call, written, test = added
    assert isinstance(call.function, Member)
    assert isinstance(call.node.func, cst.Attribute)
    if not is_writer(call.function.of) or not isinstance(call.node.func.value, (cst.Name, cst.Attribute)):
        raise _not_logged(call.node, "the writer cannot be told from the source")
    step = _argument(call, 1, "global_step")
    counted = _counted(run, step, line, context)
    if counted is not None:
        return Log(code_of(call.node.func.value), None, written, test, counted)
    if written is not line and step is not None:
        _check_step(step, line, written, context)
    return Log(code_of(call.node.func.value), step, written, test)


def _argument(call: Call, position: int, name: str) -> cst.BaseExpression | None:
    given = [a.value for a in call.node.args if a.keyword is not None and a.keyword.value == name]
    positional = [a.value for a in call.node.args if a.keyword is None]
    return given[0] if given else positional[position] if len(positional) > position else None


def _counted(
    run: Run, step: cst.BaseExpression | None, line: cst.SimpleStatementLine, context: Context
) -> cst.BaseExpression | None:
    """Return the variable that gives the step: `_, summary, i = sess.run([train, merged, global_step])`."""
    small = line.body[0]
    target = small.targets[0].target if isinstance(small, cst.Assign) and small.value is run.call.node else None
    if not isinstance(step, cst.Name) or not isinstance(target, (cst.Tuple, cst.List)):
        return None
    made = {definition.statement for definition in context.facts.sources.get(id(step), ())}
    if made != {line} or len(target.elements) != len(run.fetches):
        return None
    for element, fetch in zip(target.elements, run.fetches):
        if isinstance(element.value, cst.Name) and element.value.value == step.value:
            return fetch.node if fetch.kind is Kind.VARIABLE else None
    return None


_Added = tuple[Call, cst.SimpleStatementLine, "cst.BaseExpression | None"]


def _nested(run: Run, line: cst.SimpleStatementLine, context: Context) -> _Added | None:
    """Read `writer.add_summary(sess.run(merged, feed), step)`."""
    small = line.body[0]
    if not isinstance(small, cst.Expr) or not isinstance(small.value, cst.Call):
        return None
    for call in _additions(context):
        if call.node is small.value and _argument(call, 0, "summary") is run.call.node:
            return call, line, None
    return None


def _additions(context: Context) -> Iterator[Call]:
    for call in context.facts.calls:
        if isinstance(call.function, Member) and call.function.name == "add_summary":
            yield call


def _named(run: Run, place: int, line: cst.SimpleStatementLine, context: Context) -> _Added:
    """Find the line that adds the summary, to which the run gave a name."""
    small = line.body[0]
    target: cst.BaseExpression | None = None
    if isinstance(small, cst.Assign) and small.value is run.call.node:
        target = small.targets[0].target
    if isinstance(target, (cst.Tuple, cst.List)) and len(target.elements) == len(run.fetches):
        target = target.elements[place].value
    elif len(run.fetches) > 1:
        target = None
    if not isinstance(target, cst.Name):
        raise _not_logged(run.call.node, "its summary has no name of its own")
    definitions = [d for d in context.facts.defines.get(id(line), ()) if d.name == target.value]
    reads = [name for definition in definitions for name in context.read_names(definition)]
    calls = [call for call in _additions(context) if _argument(call, 0, "summary") in reads]
    if len(reads) != 1 or len(calls) != 1:
        raise _not_logged(run.call.node, "its summary is not added once, by one writer")
    written = context.statement_of(calls[0].node)
    if not isinstance(written, cst.SimpleStatementLine) or len(written.body) != 1:
        raise _not_logged(calls[0].node, "")
    return calls[0], written, _test(line, written, context)


def _test(line: cst.CSTNode, written: cst.CSTNode, context: Context) -> cst.BaseExpression | None:
    """Return the condition under which a summary is added, None where it is added always.

    Raises:
        NotEager: it is added elsewhere.
    """
    here, there = context.enclosing(line)[:1], context.enclosing(written)[:1]
    if here == there:
        return None
    around = there[0] if there else None
    alone = isinstance(around, cst.If) and around.orelse is None and isinstance(around.body, cst.IndentedBlock)
    if alone and isinstance(around, cst.If) and context.enclosing(around)[:1] == here and len(around.body.body) == 1:
        _check_step(around.test, line, around, context)
        return around.test
    raise _not_logged(written, "it is added in another block")


def _check_step(step: cst.BaseExpression, line: cst.CSTNode, written: cst.CSTNode, context: Context) -> None:
    """Check that the step is known before the run, and the same when the summary is added.

    Raises:
        NotEager: it is bound by the run, or between the two lines.
    """
    around = context.enclosing(line)[:1]
    block: cst.CSTNode = getattr(around[0], "body", context.module) if around else context.module
    lines = list(getattr(block, "body", ()))
    if line not in lines or written not in lines:
        between = {id(line)}
    else:
        between = {id(one) for one in lines[lines.index(line) : lines.index(written)]}
    for definition in definitions_read(step, context.facts):
        if id(definition.statement) in between:
            raise _not_logged(step, f"{definition.name} is bound between the run and add_summary")


def logging_edits(logs: dict[Run, Log], context: Context) -> Iterator[Edit]:
    """Put each run that logs under its writer, and drop the line that added the summary."""
    for run, log in logs.items():
        line = context.statement_of(run.call.node)
        assert isinstance(line, cst.SimpleStatementLine)
        yield Edit(line, _under(log, line))
        if log.line is not line:
            gone = context.enclosing(log.line)[0] if log.test is not None else log.line
            yield Edit(gone, lambda _: cst.RemoveFromParent())


def _under(log: Log, line: cst.SimpleStatementLine) -> NodeRewrite:
    def wrap(node: cst.CSTNode) -> cst.CSTNode:
        assert isinstance(node, cst.SimpleStatementLine)
        call = _call_alone(node) if log.line is line or not _has_results(node) else node
        block = statement(f"with {log.writer}.as_default():\n    pass\n")
        assert isinstance(block, cst.With)
        inner = call.with_changes(leading_lines=())
        lead = [*node.leading_lines]
        if log.line is not line:
            lead += [one for one in log.line.leading_lines if one.comment is not None]
        return block.with_changes(leading_lines=lead, body=cst.IndentedBlock(body=[inner]))

    return wrap


def _has_results(node: cst.SimpleStatementLine) -> bool:
    """Tell whether the call of a function still has results that are used: `summary = f(x)` has none."""
    small = node.body[0]
    return not isinstance(small, cst.Assign) or ".numpy()" in code_of(small.value)


def _call_alone(node: cst.SimpleStatementLine) -> cst.SimpleStatementLine:
    """Leave the call of the function: of `writer.add_summary(f(x), step)`, and of `summary = f(x)`."""
    small = node.body[0]
    value = small.value if isinstance(small, (cst.Assign, cst.Expr)) else None
    if isinstance(small, cst.Expr) and isinstance(value, cst.Call):
        value = value.args[0].value
    return node if value is None else node.with_changes(body=[cst.Expr(value)])


def log_arguments(log: Log, context: Context) -> list[str]:
    """Write what a call gives the function for the step, and for whether it records."""
    step = code_of(context.render(log.step)) if log.step is not None else "0"
    own = [step] if log.counted is None else []
    return own if log.test is None else [*own, code_of(context.render(log.test))]


def logged_by_name(log: Log | None, context: Context) -> list[str]:
    """Write the same as keyword arguments, which may stand before `**feed`."""
    if log is None:
        return []
    names = (name for name, _ in log_parameters(log, context))
    return [f"{name}={text}" for name, text in zip(names, log_arguments(log, context))]


def log_parameters(log: Log, context: Context) -> list[tuple[str, str]]:
    """Return the names of these parameters, with their `tf.TensorSpec`."""
    tf = context.tensorflow
    own = [(step_name(context), f"{tf}.TensorSpec([], {tf}.int64)")] if log.counted is None else []
    return own if log.test is None else [*own, (record_name(context), f"{tf}.TensorSpec([], {tf}.bool)")]
