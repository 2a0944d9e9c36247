"""Keep a program's session where an optimizer of Keras takes other steps than TF1's because a gradient is sparse.

TF1 moves only the rows of a variable that were looked up; Momentum, RMSProp and Ftrl of Keras move the momentum, the mean
square or the accumulator of the others too. Measured after six steps on an embedding of which some rows are looked up:
Momentum 3.8e-1, Ftrl 1.6, RMSProp 1.2e-2; SGD, Adam and Adagrad 1e-6, Adadelta 1.6e-5.
"""

from __future__ import annotations

from collections.abc import Iterable

import libcst as cst

from ..kinds.kind import Kind, kind_of
from ..kinds.values import Call, Value
from ..kinds.values import Sequence as Values
from ..rules.optimizers import MOVES_ALL_ROWS
from .conditions import Condition, NotEager
from .runs import definitions_read
from .slices import Program
from .steps import Step

# The operations that read rows, with the parameter that has them.
_LOOKUPS = {
    "tf.gather": "params",
    "tf.nn.embedding_lookup": "params",
    "tf.nn.embedding_lookup_sparse": "params",
    "tf.nn.nce_loss": "weights",
    "tf.nn.sampled_softmax_loss": "weights",
}


def check_sparse(program: Program, loss: cst.BaseExpression, optimizer: Value | None) -> None:
    """Check that an optimizer takes TF1's steps where rows of a variable are looked up.

    Raises:
        NotEager: it does not.
    """
    if not isinstance(optimizer, Call) or optimizer.api not in MOVES_ALL_ROWS:
        return
    for made in _calls(program.closure(definitions_read(loss, program.facts))):
        if made.api == "tf.contrib.layers.embed_sequence" or _looks_up(made):
            detail = f"Keras moves the rows too that {made.api} does not look up"
            raise NotEager(Condition.EXACT_TRAINING, optimizer.node, detail)


def _calls(steps: Iterable[Step]) -> list[Call]:
    return [call for step in sorted(steps, key=lambda step: step.index) for call in step.calls]


def _looks_up(call: Call) -> bool:
    """Tell whether a call looks up rows of what may be a variable; what was computed from one has a gradient for each row."""
    if call.api not in _LOOKUPS:
        return False
    positional = call.arguments.positional
    return _may_be_variable(call.arguments.keyword(_LOOKUPS[call.api]) or (positional[0] if positional else None))


def _may_be_variable(value: Value | None) -> bool:
    if isinstance(value, Values):
        return any(_may_be_variable(item) for item in value.items)
    return value is not None and kind_of(value) is Kind.VARIABLE
