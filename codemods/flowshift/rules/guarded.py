"""Take TF2's form of a function only where the call shows that both compute the same.

    tf.where(x > 0, x, y)                  ->  unchanged: the condition has the shape of x
    tf.where(row_mask, x, y)               ->  tf.compat.v1.where(row_mask, x, y)     (style graph)
    tf.nn.embedding_lookup(table, ids)     ->  unchanged: one table
    tf.while_loop(cond, body, [i, total])  ->  unchanged: two loop variables

- `tf.where` with a vector as its condition selects rows in TF1, and broadcasts over the last axis in TF2.
- `tf.nn.embedding_lookup` over a list of tables spreads the ids `mod` the number of tables in TF1, `div` in TF2.
- `tf.while_loop` over a single variable gives the tensor in TF1 and a list in TF2.
- `tf.math.bincount` passes no gradient to its weights in TF2.
- `tfa.seq2seq.gather_tree` gives nothing but end tokens where TF2's behaviour is switched off: there a function that is
  written into the project takes its place. `tfa.losses.triplet_semihard_loss` has no gradient there.

Where a call does not show it, the style eager leaves it alone, and the style graph takes the `tf.compat.v1` form.

Source: results of both runtimes; `tests/symbols/test_exact.py` runs these calls.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import libcst as cst

from ..kinds.facts import Reference
from ..kinds.values import UNKNOWN, Call, Literal, Operation, Sequence, Value
from ..model import Applicability, Style
from ..syntax.templates import code_of
from . import api
from .call_site import CallSite
from .change import Change, Edit, manual
from .context import Context
from .cross_entropy import is_data
from .registry import Rule

_NAME = "equal-calls"

_ELEMENTWISE = frozenset(
    f"tf.{name}"
    for name in (
        *("equal", "not_equal", "greater", "greater_equal", "less", "less_equal"),
        *("is_nan", "is_inf", "is_finite", "logical_and", "logical_or", "logical_not", "abs"),
    )
)
_GATHER_TREE = "tf.contrib.seq2seq.gather_tree"
_NOT_IN_GRAPHS = {
    "tf.contrib.losses.metric_learning.triplet_semihard_loss": "tfa.losses.triplet_semihard_loss has no gradient in a TF1 "
    "graph: call it in a tf.function",
}


def apply(reference: Reference, context: Context) -> Change | None:
    """Rewrite one reference as the map says, where its call shows that this is equal."""
    name = reference.api.name
    if context.style is Style.GRAPH:
        if name == _GATHER_TREE:
            return _followed_beams(reference)
        if name in _NOT_IN_GRAPHS:
            return manual(_NAME, reference.node, name, _NOT_IN_GRAPHS[name])
        return _weighted(reference, context) if name == "tf.bincount" else None
    if name not in _CHECKS:
        return api.apply(reference, context)
    site = context.site(reference.call) if reference.call is not None else None
    reason = "its arguments cannot be read from the call" if site is None else _CHECKS[name](site)
    if reason or site is None:
        return manual(_NAME, reference.node, name, reason)
    return api.apply(reference, context) if name != "tf.while_loop" else None


def _followed_beams(reference: Reference) -> Change:
    """Take the written-out function: TFA's compares `Tensor == x`, which tells objects apart in a graph."""
    name, call = reference.api.name, reference.call
    named = call is not None and (
        len(call.node.args) > 4 or any(a.keyword and a.keyword.value == "name" for a in call.node.args)
    )
    if call is None or named:
        return manual(_NAME, reference.node, name, "give it no name, and call it directly")
    edit = Edit(reference.node, lambda _: cst.Name("graph_gather_tree"))
    message = "becomes graph_gather_tree: tfa.seq2seq.gather_tree gives only end tokens in a TF1 graph"
    return Change(_NAME, reference.node, name, message, edits=(edit,), written=("graph_gather_tree",))


def _weighted(reference: Reference, context: Context) -> Change | None:
    """Rewrite `tf.bincount` in a graph: the counts are equal, the gradient is missed only by those who train through them."""
    site = context.site(reference.call) if reference.call is not None else None
    change = api.apply(reference, context)
    reason = "" if site is None else _bincount(site)
    if change is None or not reason:
        return change
    return replace(change, rule=_NAME, applicability=Applicability.REVIEW, message=f"{change.message}; {reason}")


def _where(site: CallSite) -> str:
    if not {"x", "y"} & site.given():
        return ""
    branches = [(site.value(name), code_of(site.nodes[name])) for name in ("x", "y") if name in site.nodes]
    shaped = any(_shapes(site.value("condition"), value) for value, _ in branches)
    named = any(_names(site, text) for _, text in branches)
    if shaped or named or any(isinstance(value, Literal) for value, _ in branches):
        return ""
    return (
        "a vector condition selects rows in TF1 and broadcasts over the last axis in TF2: where it is one, write "
        "condition[:, None]"
    )


def _shapes(condition: Value, branch: Value) -> bool:
    """Tell whether a condition is computed element by element from a branch, and so has its shape."""
    if condition is branch:
        return branch is not UNKNOWN
    if isinstance(condition, Operation):
        return any(_shapes(operand, branch) for operand in condition.operands)
    if isinstance(condition, Call) and condition.api in _ELEMENTWISE:
        return any(_shapes(argument, branch) for argument in condition.arguments.positional)
    return False


def _names(site: CallSite, branch: str) -> bool:
    """Tell whether a comparison in the call itself names the branch: `tf.where(x > 0, x, y)`."""
    condition, value = site.nodes.get("condition"), site.value("condition")
    operands: list[cst.BaseExpression] = []
    if isinstance(condition, cst.Comparison):
        operands = [condition.left, *(target.comparator for target in condition.comparisons)]
    elif isinstance(condition, cst.Call) and isinstance(value, Call) and value.api in _ELEMENTWISE:
        operands = [argument.value for argument in condition.args]
    return any(code_of(operand) == branch for operand in operands)


def _bincount(site: CallSite) -> str:
    if "weights" not in site.given() or is_data(site.value("weights")):
        return ""
    return "TF2 passes no gradient to weights: tf.math.unsorted_segment_sum(weights, arr, size) does"


def _embedding(site: CallSite) -> str:
    if isinstance(site.value("params"), Sequence):
        return "TF2 spreads the ids over several tables another way ('div', not 'mod'): keep the tables in one variable"
    return ""


def _while_loop(site: CallSite) -> str:
    variables = site.value("loop_vars")
    moved = site.given() & {"maximum_iterations", "return_same_structure"}
    positional = sum(argument.keyword is None for argument in site.call.node.args)
    if isinstance(variables, Sequence) and len(variables.items) > 1 and not moved and positional < 8:
        return ""
    return "TF2 gives a list also for a single loop variable: take its first item"


_CHECKS: dict[str, Callable[[CallSite], str]] = {
    "tf.where": _where,
    "tf.nn.embedding_lookup": _embedding,
    "tf.while_loop": _while_loop,
    "tf.bincount": _bincount,
}

RULES = (
    Rule(
        _NAME,
        "calls",
        "functions that TF2 gave another meaning keep TF1's where the call does not show that both are equal",
        __doc__ or "",
        frozenset({*_CHECKS, *_NOT_IN_GRAPHS, _GATHER_TREE}),
        apply,
    ),
)
