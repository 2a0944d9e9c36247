"""Export a trace that holds the model's graph.

    tf.summary.trace_on(graph=True, profiler=True)       tf.summary.trace_on(graph=True, profiler=True)
    model(x)                                        ->   tf.function(model)(x)
    with writer.as_default():                            with writer.as_default():
        tf.summary.trace_export("model", step=0)             tf.summary.trace_export("model", step=0, profiler_outdir="logs")

A trace of the profiler needs a folder; without `profiler_outdir` the export raises. A model that is called eagerly between
`trace_on` and `trace_export` runs one operation after the other, so that the exported graph does not hold it: the call goes
through a `tf.function`. Where the folder cannot be told from the source, the profiler is left out.

Source: exports on TF 2.15.1, read back: 2 of 2 matrix products of the model with `tf.function`, one stray one without.
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from ..kinds.keras import is_model
from ..kinds.values import Call, Literal, Member
from ..model import Applicability
from ..syntax.arguments import with_keyword
from ..syntax.templates import code_of, expression
from .change import Change, Edit, NodeRewrite
from .context import Context
from .registry import Rule

_NAME = "graph-trace"
_ON, _EXPORT = "tf.summary.trace_on", "tf.summary.trace_export"
_WRITERS = frozenset({"tf.summary.create_file_writer"})


def survey(context: Context) -> Iterator[Change]:
    """Look at each pair of trace_on and trace_export."""
    started: Call | None = None
    eager: list[Call] = []
    for call in context.facts.calls:
        name = call.function.name if isinstance(call.function, Member) else call.api
        if call.api == _ON:
            started, eager = call, []
        elif started is not None and is_model(call.function, context.facts):
            eager.append(call)
        elif name == _EXPORT and started is not None:
            yield from _exported(started, call, context)
            yield from (_through_function(one, context) for one in eager if not _is_traced(one, context))
            started = None


def _is_traced(call: Call, context: Context) -> bool:
    """Tell whether a call stands in a function, which may be a tf.function."""
    return any(isinstance(node, cst.FunctionDef) for node in context.enclosing(call.node))


def _exported(started: Call, call: Call, context: Context) -> Iterator[Change]:
    profiler = started.arguments.keyword("profiler")
    if not (isinstance(profiler, Literal) and profiler.constant is True):
        return
    if call.arguments.keyword("profiler_outdir") is not None or len(call.arguments.positional) > 2:
        return
    folder = _folder(context)
    if folder is not None:
        message = "the profiler needs a folder: it gets that of the writer"
        edit = Edit(call.node, _with_keyword("profiler_outdir", folder))
        yield Change(_NAME, call.node, _EXPORT, message, edits=(edit,))
    else:
        message = "the profiler needs a folder, which cannot be told from the source: it is left out"
        yield Change(_NAME, started.node, _ON, message, Applicability.REVIEW, (Edit(started.node, _without_profiler),))


def _folder(context: Context) -> str | None:
    """Return the folder of the one writer of the module, as its source."""
    made = [call for call in context.facts.calls if call.api in _WRITERS]
    first = made[0].node.args[0].value if len(made) == 1 and made[0].node.args else None
    named = isinstance(first, (cst.Name, cst.SimpleString))
    return code_of(first) if first is not None and named and context.single_definitions(first) else None


def _with_keyword(name: str, text: str) -> NodeRewrite:
    def rewrite(node: cst.CSTNode) -> cst.CSTNode:
        assert isinstance(node, cst.Call)
        return with_keyword(node, name, text)

    return rewrite


def _without_profiler(node: cst.CSTNode) -> cst.CSTNode:
    assert isinstance(node, cst.Call)
    kept = [a for a in node.args if a.keyword is None or a.keyword.value != "profiler"]
    if kept:
        kept[-1] = kept[-1].with_changes(comma=node.args[-1].comma)
    return node.with_changes(args=kept)


def _through_function(call: Call, context: Context) -> Change:
    def traced(node: cst.CSTNode) -> cst.CSTNode:
        assert isinstance(node, cst.BaseExpression)
        return expression(f"{context.tensorflow}.function({{model}})", model=node)

    message = "called eagerly, the model leaves no graph in the trace: the call goes through tf.function"
    return Change(_NAME, call.node, _EXPORT, message, edits=(Edit(call.node.func, traced),))


RULES = (
    Rule(
        _NAME,
        "summaries",
        "a trace is exported with its folder, and holds the model's graph",
        __doc__ or "",
        survey=survey,
        words=frozenset({"trace_export"}),
    ),
)
