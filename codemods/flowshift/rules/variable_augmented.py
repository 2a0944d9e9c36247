"""Write `v += 1.0` out where `v` is a variable: TF1 made a new tensor of it, TF2 refuses it.

    v = tf.Variable(1.0)
    v += 1.0                 ->    v = v + 1.0

TF 2.15 raises `variable += value with tf.Variables is not supported` and speaks of `assign_add`, which is something else: in
TF1 the variable kept its value, and the name stood for the sum from there on. The same holds for `-=`, `*=`, `/=` and `**=`;
the other augmented assignments make tensors in TF2, too. A program that keeps its session keeps the line: its
`tf.compat.v1.Variable` without resources makes the tensor as in TF1.

The tensor of TF1 was computed anew in each run, and training reached the variable through it. That holds for the line that is
written out where it becomes part of a function. Outside of any, TF2 computes it once (`review`). What is kept in an attribute,
or in the item of a list or dict (`self.weights["w"] *= 2.0`), outlives the function: there a program keeps its session, and one
without a session gets a finding. Keras' own variables (`add_weight`, `backend.variable`) refused it on TF 1.15 already.

Source: each operator was run on TF 1.15.5, on TF 2.15.1 and under its `disable_v2_behavior()`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst

from ..kinds.kind import Kind, kind_of
from ..kinds.values import Call, Choice, Item, Operation, Value
from ..model import Applicability, Style
from ..syntax.templates import code_of
from .change import Change, Edit, manual
from .context import Context
from .lambda_bodies import WORDS
from .lambda_operators import written_out
from .registry import Rule

_NAME = "variable-augmented"
_REFUSED = (cst.AddAssign, cst.SubtractAssign, cst.MultiplyAssign, cst.DivideAssign, cst.PowerAssign)
_MESSAGE = "TF1 made a new tensor here; TF2 refuses `variable += value`, and assign_add would change the variable"
_ONCE = "; outside of a function TF2 computes it once, and training does not reach the variable: compute it where it is used"
_KEPT = (
    "TF1 kept a new tensor here that each run computed; TF2 refuses `variable += value`: compute the tensor where {} is read, "
    "so that it follows the variable"
)


def survey(context: Context) -> Iterator[Change]:
    """Write out each augmented assignment to what is, or may be, a variable."""
    if context.style is not Style.EAGER:
        return
    seen: set[int] = set()
    filled: set[str] = set()  # lists and dicts that a variable was put into
    for target, value in context.facts.assignments:
        if isinstance(target, cst.Subscript) and kind_of(value) is Kind.VARIABLE:
            filled.add(code_of(target.value))
        if not isinstance(value, Operation):
            continue
        node = context.tree.parents.get(id(target))
        if not isinstance(node, cst.AugAssign) or not isinstance(node.operator, _REFUSED) or id(node) in seen:
            continue
        variables = _variables(value.operands[0])
        held = isinstance(target, cst.Subscript) and code_of(target.value) in filled
        if variables or held:
            seen.add(id(node))
            yield _change(node, variables, context)


def _change(node: cst.AugAssign, variables: Sequence[Value], context: Context) -> Change:
    if not isinstance(node.target, cst.Name):
        return manual(_NAME, node, "tf.Variable", _KEPT.format(code_of(node.target)))
    owner = context.owner(node)
    made = [variable.node for variable in variables if isinstance(variable, Call)]
    program = id(owner or context.module) in context.bodies  # its statements become those of functions
    once = not program and any(context.owner(call) is owner for call in made)
    applicability = Applicability.REVIEW if once else Applicability.SAFE
    message = _MESSAGE + (_ONCE if once else "")
    return Change(_NAME, node, "tf.Variable", message, applicability, edits=(Edit(node, written_out(node)),))


def _variables(value: Value) -> list[Value]:
    """Return the variables that a value may be, at least the first time round a loop."""
    options = value.options if isinstance(value, Choice) else (value,)
    return [option for option in options if isinstance(option, (Call, Item)) and kind_of(option) is Kind.VARIABLE]


RULES = (
    Rule(
        _NAME,
        "variables",
        "augmented assignments to variables, which TF2 refuses, are written out",
        __doc__ or "",
        survey=survey,
        words=WORDS | {"tf.Variable("},
    ),
)
