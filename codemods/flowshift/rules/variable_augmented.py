"""Write `v += 1.0` out where `v` is a variable: TF1 made a new tensor of it, TF2 refuses it.

    v = tf.Variable(1.0)
    v += 1.0                 ->    v = v + 1.0

TF 2.15 raises `variable += value with tf.Variables is not supported` and speaks of `assign_add`, which is something else: in
TF1 the variable kept its value, and the name stood for the sum from there on. The same holds for `-=`, `*=`, `/=` and `**=`;
the other augmented assignments make tensors in TF2, too. A program that keeps its session keeps the line: its
`tf.compat.v1.Variable` without resources makes the tensor as in TF1.

Source: each operator was run on TF 1.15.5, on TF 2.15.1 and under its `disable_v2_behavior()`.
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from ..kinds.kind import Kind, kind_of
from ..kinds.values import Call, Choice, Operation, Value
from ..model import Style
from .change import Change, Edit
from .context import Context
from .lambda_bodies import WORDS
from .lambda_operators import written_out
from .registry import Rule

_NAME = "variable-augmented"
_REFUSED = (cst.AddAssign, cst.SubtractAssign, cst.MultiplyAssign, cst.DivideAssign, cst.PowerAssign)
_MESSAGE = "TF1 made a new tensor here; TF2 refuses `variable += value`, and assign_add would change the variable"


def survey(context: Context) -> Iterator[Change]:
    """Write out each augmented assignment to what is, or may be, a variable."""
    if context.style is not Style.EAGER:
        return
    seen: set[int] = set()
    for target, value in context.facts.assignments:
        if not isinstance(value, Operation) or not _may_be_variable(value.operands[0]):
            continue
        node = context.tree.parents.get(id(target))
        if isinstance(node, cst.AugAssign) and isinstance(node.operator, _REFUSED) and id(node) not in seen:
            seen.add(id(node))
            yield Change(_NAME, node, "tf.Variable", _MESSAGE, edits=(Edit(node, written_out(node)),))


def _may_be_variable(value: Value) -> bool:
    """Tell whether a value is a variable, at least the first time round a loop."""
    options = value.options if isinstance(value, Choice) else (value,)
    return any(isinstance(option, Call) and kind_of(option) is Kind.VARIABLE for option in options)


RULES = (
    Rule(
        _NAME,
        "variables",
        "augmented assignments to variables, which TF2 refuses, are written out",
        __doc__ or "",
        survey=survey,
        words=WORDS,
    ),
)
