"""Log the graph of a function in the place of the session's graph.

writer = tf.summary.FileWriter("logs", sess.graph)  ->  writer = tf.summary.create_file_writer("logs")
                                                        with writer.as_default():
                                                            tf.summary.graph(train_step.get_concrete_function().graph)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst

from ..kinds.values import Call, Member
from ..rules.change import Edit, NodeRewrite
from ..rules.context import Context
from ..rules.summary_tags import WRITER, is_writer
from ..syntax.templates import code_of, statement
from .conditions import Condition, NotEager
from .functions import Function
from .steps import Step


def graph_edits(functions: Sequence[Function], steps: Sequence[Step], context: Context) -> Iterator[Edit]:
    """Write the lines that log a graph, behind the writer or where the graph was added to it.

    Raises:
        NotEager: no function stands there whose graph could be logged.
    """
    for step in steps:
        for call in step.calls:
            if call.api == WRITER and _has_graph(call, context):
                definition = context.assigned(call)
                assert definition is not None  # what else is made with a writer, the rule has refused
                yield _logged(functions, step, definition.name, call, context)
            elif is_addition(call) and isinstance(call.node.func, cst.Attribute):
                yield _logged(functions, step, code_of(call.node.func.value), call, context)


def is_addition(call: Call) -> bool:
    """Tell whether a call is `writer.add_graph(sess.graph)`."""
    function = call.function
    return isinstance(function, Member) and function.name == "add_graph" and is_writer(function.of)


def graph_arguments(context: Context) -> Iterator[cst.BaseExpression]:
    """Yield what `add_graph` is given: the session's graph, which is not asked for any more."""
    for call in context.facts.calls:
        if is_addition(call):
            yield from (argument.value for argument in call.node.args)


def _has_graph(call: Call, context: Context) -> bool:
    site = context.site(call)
    return site is not None and "graph" in site.given()


def _logged(functions: Sequence[Function], step: Step, writer: str, call: Call, context: Context) -> Edit:
    ready = [f for f in functions if f.signature and all(one.index < step.index for one in f.part.steps)]
    # the function that trains holds the whole model
    ready.sort(key=lambda function: (function.training is not None, len(function.part.steps)))
    line = context.statement_of(call.node)
    if not ready or not isinstance(line, cst.SimpleStatementLine) or len(line.body) != 1:
        raise NotEager(Condition.LOGGED_SUMMARIES, call.node, "no function stands here whose graph could be logged")
    name = ready[-1].name
    text = (
        f"with {writer}.as_default():\n    {context.tensorflow}.summary.graph({name}.get_concrete_function().graph)\n"
    )
    return Edit(line, _behind(text, call.api == WRITER))


def _behind(text: str, keep: bool) -> NodeRewrite:
    def rewrite(node: cst.CSTNode) -> cst.FlattenSentinel[cst.CSTNode]:
        assert isinstance(node, cst.SimpleStatementLine)
        block = statement(text)
        if keep:
            return cst.FlattenSentinel([node, block])
        return cst.FlattenSentinel([block.with_changes(leading_lines=node.leading_lines)])

    return rewrite
