"""Find summaries that are never written: a writer that nothing logs to, a summary without a step or without a writer.

    writer = tf.summary.create_file_writer("logs")
    for epoch in range(epochs):
        loss = train_step(x, y)          # nothing is logged: the event file stays empty

Nothing of this raises. The finding names the writer, and the lines to add:

    with writer.as_default():
        tf.summary.scalar("loss", loss, step=epoch)

Source: TF 2.15.1: an event file without a summary; `tf.summary.scalar` without a default writer returns False.
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from ..kinds.values import Call
from ..syntax.templates import code_of
from .change import Change, manual
from .context import Context
from .registry import Rule

_NAME = "silent-writer"
_WRITER = "tf.summary.create_file_writer"
_LOGS = ("scalar", "histogram", "image", "audio", "text", "write", "graph", "trace_export", "experimental.write_raw_pb")
_SUMMARIES = frozenset(f"tf.summary.{name}" for name in _LOGS)
_SCALAR = (
    'nothing is logged to it: in the loop, put `with {writer}.as_default(): tf.summary.scalar("loss", loss, step=step)`'
)


def survey(context: Context) -> Iterator[Change]:
    """Look at each writer that is made in the module and used nowhere else."""
    names = {reference.api.name for reference in context.facts.references}
    if _WRITER not in names or names & _SUMMARIES:
        return
    for call in context.facts.calls:
        if call.api == _WRITER and not _goes_elsewhere(call, context):
            definition = context.assigned(call)
            name = definition.name if definition is not None else "writer"
            yield manual(_NAME, call.node, _WRITER, _SCALAR.format(writer=name))


def _goes_elsewhere(call: Call, context: Context) -> bool:
    """Tell whether other code gets hold of the writer: it is passed on, returned, or kept on an object."""
    if context.calls_with(call):
        return True
    line = context.statement_of(call.node)
    small = line.body[0] if isinstance(line, cst.SimpleStatementLine) else None
    if isinstance(small, cst.Assign):
        target = small.targets[0].target
        definition = context.assigned(call)
        reads = context.read_names(definition) if definition is not None else []
        statements = [context.statement_of(read) for read in reads]
        returned = any("return" in code_of(s) for s in statements if isinstance(s, cst.SimpleStatementLine))
        return not isinstance(target, cst.Name) or returned
    return isinstance(small, cst.Return) or small is None


RULES = (
    Rule(
        _NAME,
        "summaries",
        "a writer that nothing is logged to is reported",
        __doc__ or "",
        survey=survey,
        words=frozenset({"create_file_writer"}),
    ),
)
