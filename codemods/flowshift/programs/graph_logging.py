"""Log the graph of a function in the place of the session's graph.

writer = tf.summary.FileWriter("logs", sess.graph)  ->  writer = tf.summary.create_file_writer("logs")
                                                        with writer.as_default():
                                                            tf.summary.graph(train_step.get_concrete_function().graph)
tf.summary.FileWriter("logs", sess.graph)           ->  with tf.summary.create_file_writer("logs").as_default():
                                                            tf.summary.graph(train_step.get_concrete_function().graph)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst

from ..kinds.values import Call, Instance, Member
from ..model import Applicability
from ..rules.change import Change, Edit, NodeRewrite
from ..rules.context import Context
from ..rules.summary_tags import WRITER, is_writer
from ..syntax.templates import code_of, statement
from .conditions import Condition, NotEager
from .functions import Function
from .steps import Role, Step

_RULE = "summary-writer"


def logged_graphs(functions: Sequence[Function], steps: Sequence[Step], context: Context) -> Iterator[Change]:
    """Write the lines that log a graph, behind the writer or where the graph was added to it.

    Raises:
        NotEager: no function stands there whose graph could be logged.
    """
    for step in steps:
        for call in step.calls:
            if call.api == WRITER and _has_graph(call, context):
                definition = context.assigned(call)
                # where the writer gets no name, it is a line of its own: what else is made with one, the rule has refused
                writer = definition.name if definition is not None else ""
                yield _logged(functions, (step, steps), writer, call, context)
            elif is_addition(call) and isinstance(call.node.func, cst.Attribute):
                yield _logged(functions, (step, steps), code_of(call.node.func.value), call, context)


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


def _logged(
    functions: Sequence[Function], place: tuple[Step, Sequence[Step]], writer: str, call: Call, context: Context
) -> Change:
    """Log the graph of a function in the place of a step among others, and say what is not in it."""
    step, steps = place
    line = context.statement_of(call.node)
    before = [one for one in steps if one.body is step.body and one.index < step.index]
    names = {
        function: _name_from(function, line, before, context)
        for function in functions
        if function.signature and all(one.index < step.index for one in function.part.steps)
    }
    # the function that trains holds the whole model
    ready = sorted(
        (function for function, name in names.items() if name),
        key=lambda function: (function.training is not None, len(function.part.steps)),
    )
    if not ready or not isinstance(line, cst.SimpleStatementLine) or len(line.body) != 1:
        raise NotEager(Condition.LOGGED_SUMMARIES, call.node, "no function stands here whose graph could be logged")
    chosen = ready[-1]
    name = names[chosen]
    text = f".as_default():\n    {context.tensorflow}.summary.graph({name}.get_concrete_function().graph)\n"
    edit = Edit(line, _behind(f"with {writer}{text}", call.api == WRITER) if writer else _around(text))
    apart = [one.name for one in functions if one is not chosen and _computes_more(one, chosen, step)]
    message = f"logs the graph of {name}"
    if not apart:
        return Change(_RULE, call.node, WRITER, message, edits=(edit,))
    verb = "computes" if len(apart) == 1 else "compute"
    message = f"{message}; TF1 logged the whole graph, with what only {' and '.join(apart)} {verb}"
    return Change(_RULE, call.node, WRITER, message, Applicability.REVIEW, (edit,))


def _computes_more(function: Function, chosen: Function, step: Step) -> bool:
    """Tell whether a function has a part of the graph, as it is at a step, that the chosen one has not."""
    own = set(chosen.part.steps)
    return any(one.index < step.index and one.role is Role.GRAPH and one not in own for one in function.part.steps)


def _name_from(function: Function, line: cst.CSTNode | None, before: Sequence[Step], context: Context) -> str | None:
    """Return how a line reaches a function; None where it is a method of no object that is known there."""
    if not function.body.is_class:
        return function.name
    owner = function.body.owner
    if line is not None and any(around is owner for around in context.enclosing(line)):
        return f"self.{function.name}"
    for definition in (definition for step in before for definition in step.definitions):
        value = definition.value
        if definition.owner is None and isinstance(value, Instance) and value.of.node is owner:
            return f"{definition.name}.{function.name}"
    return None


def _around(text: str) -> NodeRewrite:
    def rewrite(node: cst.CSTNode) -> cst.CSTNode:
        assert isinstance(node, cst.SimpleStatementLine)
        assert isinstance(node.body[0], cst.Expr)
        return statement(f"with {code_of(node.body[0].value)}{text}").with_changes(leading_lines=node.leading_lines)

    return rewrite


def _behind(text: str, keep: bool) -> NodeRewrite:
    def rewrite(node: cst.CSTNode) -> cst.FlattenSentinel[cst.CSTNode]:
        assert isinstance(node, cst.SimpleStatementLine)
        block = statement(text)
        if keep:
            return cst.FlattenSentinel([node, block])
        return cst.FlattenSentinel([block.with_changes(leading_lines=node.leading_lines)])

    return rewrite
