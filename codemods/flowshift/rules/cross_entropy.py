"""Keep TF1's gradient of `tf.nn.softmax_cross_entropy_with_logits`, which never reached the labels.

    loss = tf.nn.softmax_cross_entropy_with_logits(labels=teacher, logits=z)
becomes
    loss = tf.nn.softmax_cross_entropy_with_logits(labels=tf.stop_gradient(teacher), logits=z)

TF2 differentiates through the labels too. Where they are data (a placeholder, a constant) there is nothing to stop, and the
call stays as it is. `dim` is called `axis` in TF2.

Source: gradients measured on both runtimes; TF 1.15's own deprecation text says so too.
"""

from __future__ import annotations

import libcst as cst

from ..kinds.facts import Reference
from ..kinds.kind import Kind, kind_of
from ..kinds.values import UNKNOWN, Value
from ..model import Style
from ..syntax.templates import expression
from .change import Change, Edit, manual
from .context import Context, parts
from .registry import Rule

_NAME = "cross-entropy-labels"
_SYMBOL = "tf.nn.softmax_cross_entropy_with_logits"


def apply(reference: Reference, context: Context) -> Change | None:
    """Rewrite one call."""
    if context.style is not Style.EAGER:
        return None
    site = context.site(reference.call) if reference.call is not None else None
    if site is None or "labels" not in site.nodes:
        return manual(
            _NAME, reference.node, _SYMBOL, "its labels cannot be read from the call: stop the gradient into them"
        )
    edits: list[Edit] = []
    if not is_data(site.value("labels")):
        edits.append(Edit(site.nodes["labels"], lambda node: _stopped(node, context)))
    for argument in site.call.node.args:
        if argument.keyword is not None and argument.keyword.value == "dim":
            edits.append(Edit(argument.keyword, lambda _: cst.Name("axis")))
    if not edits:
        return None
    return Change(
        _NAME, reference.node, _SYMBOL, "the gradient into the labels is stopped, as in TF1", edits=tuple(edits)
    )


def is_data(value: Value) -> bool:
    """Tell whether labels are no result of the model, so that no gradient reaches them; a parameter may be anything."""
    return kind_of(value) in (Kind.PLACEHOLDER, Kind.CONSTANT, Kind.PYTHON) and not _of_unknown(value, set())


def _of_unknown(value: Value, seen: set[int]) -> bool:
    if id(value) in seen:
        return False
    seen.add(id(value))
    return value is UNKNOWN or any(_of_unknown(part, seen) for part in parts(value))


def _stopped(node: cst.CSTNode, context: Context) -> cst.BaseExpression:
    assert isinstance(node, cst.BaseExpression)
    return expression(f"{context.tensorflow}.stop_gradient({{labels}})", labels=node)


RULES = (
    Rule(
        _NAME,
        "losses",
        "the gradient into softmax cross entropy's labels stays stopped",
        __doc__ or "",
        frozenset({_SYMBOL}),
        apply,
    ),
)
