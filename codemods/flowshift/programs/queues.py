"""Turn the queues that read lines of files in batches into a dataset, whose elements the functions take.

files = tf.train.string_input_producer(["data.csv"], shuffle=False)    def parse_line(value):
reader = tf.TextLineReader()                                               row = tf.io.decode_csv(value, defaults)
_, value = reader.read(files)                                              return row[:-1], row[-1:]
row = tf.decode_csv(value, defaults)
x, y = tf.train.batch([row[:-1], row[-1:]], batch_size=10)             dataset = tf.data.TextLineDataset(["data.csv"])
                                                                       dataset = dataset.repeat().map(parse_line).batch(10)

The producer begins the files again for ever, so that batches go on over their end; one thread keeps the order of the lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import libcst as cst

from ..kinds.values import Call, Member
from ..rules.call_site import CallSite
from ..rules.change import Change, Edit
from ..rules.context import Context
from ..syntax.templates import Statement, code_of, statement
from .conditions import Condition, NotEager
from .next_elements import next_edits, reading_lines
from .purity import seeded_draws
from .runs import definitions_read
from .slices import Program
from .steps import Role, Step

_BATCH = "tf.train.batch"
_UNDERSTOOD = frozenset({"tensors", "batch_size", "num_threads", "capacity", "name"})
# What starts and stops the threads that fill the queues.
_THREADS = frozenset({"tf.train.Coordinator", "tf.train.start_queue_runners"})
_STOPS = frozenset({"request_stop", "join"})


@dataclass(frozen=True, eq=False)
class _Lines:
    """The queues of one program: what makes a batch, the lines it reads, and the statements between."""

    batch: Step
    site: CallSite
    read: Step
    producer: CallSite
    skipped: str  # the lines at the head of a file that are left out, as text
    between: tuple[Step, ...]


@dataclass(frozen=True, eq=False)
class Queues:
    """How queues become a dataset: the edits, the nodes that are settled so, the steps written anew, and what to say."""

    edits: tuple[Edit, ...] = ()
    settled: tuple[cst.CSTNode, ...] = ()
    rewritten: frozenset[Step] = frozenset()
    changes: tuple[Change, ...] = ()


def queues_of(program: Program, calls: Sequence[Call], context: Context) -> Queues:
    """Return what becomes of the queues of a program, if it has any.

    Raises:
        NotEager: the queues do something else than to read lines in their order.
    """
    batches = [(step, call) for step in program.steps for call in step.calls if call.api == _BATCH]
    if not batches:
        return Queues()
    if len(batches) > 1:
        raise _refused(batches[1][0], "several queues of batches")
    lines = _lines(*batches[0], program, context)
    settled: list[cst.CSTNode] = [lines.batch.node, *_threads(program)]
    program.elements |= set(lines.batch.definitions)
    consuming = [call for call in calls if _consumes(call, lines, program)]
    reading = reading_lines(consuming, context)
    if isinstance(reading, str):
        raise _refused(lines.batch, reading)
    iterator = context.fresh("iterator", "batch_iterator")
    small = lines.batch.node.body[0] if isinstance(lines.batch.node, cst.SimpleStatementLine) else None
    assert isinstance(small, cst.Assign)  # _lines has looked
    target = code_of(small.targets[0].target)
    edits = [*next_edits(reading, target, iterator), _dataset_edit(lines, iterator, context)]
    lines.batch.role = Role.STATIC
    said = Change("session-run", lines.site.call.node, _BATCH, "becomes batches of a dataset of the lines of the files")
    return Queues(tuple(edits), tuple(settled), frozenset({lines.batch}), (said,))


def _refused(step: Step, detail: str) -> NotEager:
    return NotEager(Condition.PURE_SLICE, step.node, detail)


def _lines(batch: Step, call: Call, program: Program, context: Context) -> _Lines:
    site = context.site(call)
    line = batch.node
    small = line.body[0] if isinstance(line, cst.SimpleStatementLine) and len(line.body) == 1 else None
    plain = isinstance(small, cst.Assign) and small.value is call.node and len(small.targets) == 1
    if site is None or not plain or site.given() - _UNDERSTOOD or site.constant("num_threads", 1) != 1:
        raise _refused(batch, "a queue of batches with other arguments")
    if not {"tensors", "batch_size"} <= site.nodes.keys() or not isinstance(
        site.nodes["tensors"], (cst.List, cst.Tuple)
    ):
        raise _refused(batch, "the tensors of a batch are not listed")
    chain = program.closure(definitions_read(site.nodes["tensors"], context.facts))
    read, reader = next(((step, call) for step in chain for call in step.calls if _reads(call)), (None, None))
    if read is None or reader is None:
        raise _refused(batch, "what a queue of batches reads")
    assert isinstance(reader.function, Member)
    opened = reader.function.of
    files = next(iter(reader.arguments.values()), None)
    if not isinstance(opened, Call) or not isinstance(files, Call):
        raise _refused(read, "the reader or its files are not known")
    producer = context.site(files) if files.api == "tf.train.string_input_producer" else None
    if producer is None or opened.api != "tf.TextLineReader":
        raise _refused(read, "it does not read lines of files that are listed")
    before = program.closure(read.uses)
    between = sorted((one for one in chain if one is not read and one not in before), key=lambda one: one.index)
    between = [one for one in between if one.role is not Role.STATIC]
    for one in between:
        if one.role is not Role.GRAPH or any(seeded_draws(one)):
            raise _refused(one, "what is made of a line is not computed from it alone")
    _check_unread([read, *between], batch, program)
    for one in before:
        if one.role is not Role.STATIC:
            one.role = Role.GRAPH
    _let_go(read, (opened, files), program)
    return _Lines(batch, site, read, producer, _skipped(opened, producer, read, context), tuple(between))


def _reads(call: Call) -> bool:
    return isinstance(call.function, Member) and call.function.name == "read" and len(call.arguments.values()) == 1


def _skipped(reader: Call, producer: CallSite, read: Step, context: Context) -> str:
    """Return the lines that are left out at the head of each file, and check that the files come in their order."""
    files = producer.nodes["string_tensor"]
    single = isinstance(files, (cst.List, cst.Tuple)) and len(files.elements) == 1
    if (
        producer.given() - {"string_tensor", "shuffle", "name", "capacity", "num_epochs"}
        or "num_epochs" in producer.given()
    ):
        raise _refused(read, "the files are not read again for ever")
    if not single and producer.constant("shuffle", True) is not False:
        raise _refused(read, "the files come in another order each time")
    site = context.site(reader)
    heads = site.node("skip_header_lines") if site is not None else None
    if heads is not None and not single:
        raise _refused(read, "the head of each of several files is left out")
    return code_of(heads) if heads is not None else ""


def _check_unread(steps: Sequence[Step], batch: Step, program: Program) -> None:
    """Check that what is made of a line is read by nothing but the batches."""
    made = {definition for step in steps for definition in step.definitions}
    for step in program.steps:
        if step is not batch and step not in steps and step.uses & made:
            raise _refused(step, "a line is read outside of the batches")


def _let_go(read: Step, values: tuple[Call, Call], program: Program) -> None:
    """Take the statements that make the reader and its queue out of the program: the dataset takes their place."""
    for step in program.steps:
        if any(definition.value in values for definition in step.definitions):
            step.role = Role.SESSION
    read.role = Role.SESSION


def _threads(program: Program) -> list[cst.CSTNode]:
    """Take the statements that start and stop threads out of the program, and return them."""
    started = {
        d for step in program.steps for d in step.definitions if isinstance(d.value, Call) and d.value.api in _THREADS
    }
    gone: list[cst.CSTNode] = []
    for step in program.steps:
        starts = any(call.api in _THREADS for call in step.calls)
        if not starts and not step.uses & started:
            continue
        stops = all(isinstance(call.function, Member) and call.function.name in _STOPS for call in step.calls)
        if not isinstance(step.node, cst.SimpleStatementLine) or not (starts or stops):
            raise _refused(step, "the threads of queues are waited for")
        step.role = Role.SESSION
        gone.append(step.node)
    return gone


def _consumes(call: Call, lines: _Lines, program: Program) -> bool:
    return lines.batch in program.closure(definitions_read(call.node, program.facts))


def _dataset_edit(lines: _Lines, iterator: str, context: Context) -> Edit:
    """Write the function that parses a line, the dataset of the batches and its iterator in place of the batches."""
    parse, dataset = context.fresh("parse_line", "parse_csv_line"), context.fresh("dataset", "batches")
    tensors = lines.site.nodes["tensors"]
    assert isinstance(tensors, (cst.List, cst.Tuple))
    assert isinstance(lines.read.node, cst.SimpleStatementLine)
    small = lines.read.node.body[0]
    target = small.targets[0].target if isinstance(small, cst.Assign) else None
    if not isinstance(target, cst.Tuple) or len(target.elements) != 2:
        raise _refused(lines.read, "the key and the line are not told apart")
    value = code_of(target.elements[1].value)

    def rewrite(node: cst.CSTNode) -> cst.FlattenSentinel[cst.CSTNode]:
        assert isinstance(node, cst.SimpleStatementLine)
        made = statement(f"def {parse}({value}):\n    pass\n")
        body: list[Statement] = []
        for step in lines.between:
            line = context.render(step.node)
            assert isinstance(line, (cst.SimpleStatementLine, cst.BaseCompoundStatement))
            body.append(line)
        results = ", ".join(code_of(context.render(element.value)) for element in tensors.elements)
        body.append(statement(f"return {results}"))
        comments = [one for one in body[0].leading_lines if one.comment is not None]
        body[0] = body[0].with_changes(leading_lines=comments)
        assert isinstance(made, cst.FunctionDef)
        made = made.with_changes(body=cst.IndentedBlock(body=body))
        files = code_of(context.render(lines.producer.nodes["string_tensor"]))
        head = f".skip({lines.skipped})" if lines.skipped else ""
        size = code_of(context.render(lines.site.nodes["batch_size"]))
        read = f"{dataset} = {context.tensorflow}.data.TextLineDataset({files}){head}"
        first = statement(f"{read}.repeat().map({parse}).batch({size})")
        comments = [one for one in node.leading_lines if one.comment is not None]
        blank = cst.EmptyLine(indent=False)
        first = first.with_changes(leading_lines=[blank, blank, *comments])
        return cst.FlattenSentinel([made, first, statement(f"{iterator} = iter({dataset})")])

    return Edit(lines.batch.node, rewrite)
