"""Log what `model.summary()` prints, which it does not return.

    tf.summary.text("model", model.summary(), step=0)

becomes

    lines = []
    model.summary(print_fn=lines.append)
    tf.summary.text("model", "\\n".join(lines), step=0)

`model.summary()` prints and returns None: `Attempt to convert a value (None) with an unsupported type`.

Source: both forms run on TF 2.15.1.
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from ..kinds.keras import is_model
from ..kinds.values import Call, Member
from ..syntax.templates import code_of, expression, statement
from ..syntax.walk import descendants
from .change import Change, Edit, NodeRewrite, manual
from .context import Context
from .registry import Rule

_NAME = "model-summary-text"
_SYMBOL = "tf.summary.text"


def survey(context: Context) -> Iterator[Change]:
    """Find texts that are the result of `model.summary()`."""
    for call in context.facts.calls:
        if call.api != _SYMBOL:
            continue
        for argument, value in zip(call.node.args, _values(call)):
            if isinstance(value, Call) and _is_summary(value, context):
                yield _listed(value, argument.value, context)
            elif inner := _inside(argument.value, context):
                yield _listed(inner, argument.value, context)


def _inside(node: cst.BaseExpression, context: Context) -> Call | None:
    """Return the call of `summary` in what is made from its result, as `str(model.summary())` is."""
    calls = (context.facts.value(n) for n in descendants(node) if isinstance(n, cst.Call) and n is not node)
    return next((call for call in calls if isinstance(call, Call) and _is_summary(call, context)), None)


def _values(call: Call) -> Iterator[object]:
    positional = iter(call.arguments.positional)
    keywords = dict(call.arguments.keywords)
    for argument in call.node.args:
        yield next(positional, None) if argument.keyword is None else keywords.get(argument.keyword.value)


def _is_summary(call: Call, context: Context) -> bool:
    function = call.function
    named = isinstance(function, Member) and function.name == "summary"
    return named and isinstance(function, Member) and is_model(function.of, context.facts)


def _listed(summary: Call, node: cst.BaseExpression, context: Context) -> Change:
    line = context.statement_of(node)
    alone = node is summary.node or code_of(node) == f"str({code_of(summary.node)})"
    if not isinstance(line, cst.SimpleStatementLine) or not alone or summary.node.args:
        return manual(_NAME, node, _SYMBOL, "model.summary() prints and returns None: collect its lines with print_fn")
    name = context.fresh("lines", "summary_lines")
    assert isinstance(summary.node.func, cst.Attribute)
    model = code_of(summary.node.func.value)
    edits = (
        Edit(node, lambda _: expression(f'"\\n".join({name})')),
        Edit(line, _before(f"{name} = []", f"{model}.summary(print_fn={name}.append)")),
    )
    return Change(_NAME, node, _SYMBOL, "model.summary() prints and returns None: its lines are collected", edits=edits)


def _before(*texts: str) -> NodeRewrite:
    def rewrite(node: cst.CSTNode) -> cst.FlattenSentinel[cst.CSTNode]:
        assert isinstance(node, cst.SimpleStatementLine)
        first, *others = (statement(text) for text in texts)
        lead = node.leading_lines
        return cst.FlattenSentinel(
            [first.with_changes(leading_lines=lead), *others, node.with_changes(leading_lines=())]
        )

    return rewrite


RULES = (
    Rule(
        _NAME,
        "summaries",
        "the text of model.summary() is collected before it is logged",
        __doc__ or "",
        survey=survey,
        words=frozenset({".summary()"}),
    ),
)
