"""Keep what `tf.cond` gives where its branches return a list or tuple of one tensor.

    tf.cond(p, lambda: [a], lambda: [b])  ->  tf.compat.v1.cond(p, lambda: [a], lambda: [b])

TF1 takes such a list apart and gives the tensor, but for `strict=True`; `tf.cond` of TF2 gives the list. A program that keeps
its Session keeps TF1's function; elsewhere the branches should return the tensor itself, which a finding says.

Source: `tf.cond` on TF 1.15.5 (gives 2.0), and both functions on TF 2.15.1 (`tf.cond` gives [2.0], `tf.compat.v1.cond` 2.0).
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from ..kinds.facts import Reference
from ..kinds.values import Call, Function
from ..model import Style
from ..syntax.templates import dotted
from ..syntax.walk import small_statements
from . import api
from .change import Change, Edit, manual
from .context import Context
from .registry import Rule

_NAME = "cond-structure"
_COND = "tf.cond"


def apply(reference: Reference, context: Context) -> Change | None:
    """Keep TF1's function for a call whose branches return one tensor in a list."""
    call = reference.call
    if call is None or call.arguments.keyword("strict") is not None or not _gives_one_in_a_list(call):
        return api.apply(reference, context)
    if context.style is Style.EAGER:
        advice = (
            "a branch returns a list of one tensor, which TF1 takes apart and TF2 does not: return the tensor itself"
        )
        return manual(_NAME, reference.node, _COND, advice)
    text = f"{context.tensorflow}.compat.v1.cond"
    edit = Edit(reference.node, lambda _: dotted(text))
    return Change(
        _NAME, reference.node, _COND, "takes the list of one tensor that a branch returns apart", edits=(edit,)
    )


def _gives_one_in_a_list(call: Call) -> bool:
    functions = (value for value in call.arguments.values() if isinstance(value, Function))
    return any(_is_one_in_a_list(result) for function in functions for result in _results(function.node))


def _results(node: cst.FunctionDef | cst.Lambda) -> Iterator[cst.BaseExpression | None]:
    """Yield what a function returns."""
    if isinstance(node, cst.Lambda):
        yield node.body
    else:
        yield from (small.value for small in small_statements(node.body) if isinstance(small, cst.Return))


def _is_one_in_a_list(node: cst.BaseExpression | None) -> bool:
    return isinstance(node, (cst.List, cst.Tuple)) and len(node.elements) == 1


RULES = (
    Rule(
        _NAME,
        "api",
        "tf.cond whose branches return one tensor in a list keeps giving the tensor",
        __doc__ or "",
        frozenset({_COND}),
        apply,
    ),
)
