"""Write `x = x * 2` in place of `x *= 2` in a Lambda layer. Off by default: it changes nothing.

    x *= 2    ->    x = x * 2

It is often told that an augmented assignment changes the layer's input in place and cuts the gradient. It does not: a tensor
has no `__imul__`, so the name is bound to a new tensor in both forms, and outputs and gradients are the same on both
runtimes. Whoever wants the longer form selects this rule by its name.

Source: outputs and gradients of both forms on TF 1.15.5 and TF 2.15.1, equal to the bit.
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from .change import Change, Edit
from .context import Context
from .lambda_bodies import WORDS, lambda_bodies
from .lambda_operators import BINARY, written_out
from .registry import Rule

_NAME = "lambda-style"


def survey(context: Context) -> Iterator[Change]:
    """Write out each augmented assignment to a tensor."""
    for body in lambda_bodies(context):
        for node in body.own:
            plain = isinstance(node, cst.AugAssign) and isinstance(node.target, cst.Name)
            if (
                plain
                and isinstance(node, cst.AugAssign)
                and body.is_tensor(node.target)
                and type(node.operator) in BINARY
            ):
                message = "written out; it changes nothing: a tensor was never changed in place"
                yield Change(_NAME, node, "tf.keras.layers.Lambda", message, edits=(Edit(node, written_out(node)),))


RULES = (
    Rule(
        _NAME,
        "lambdas",
        "augmented assignments in Lambda layers are written out (off by default; it changes nothing)",
        __doc__ or "",
        survey=survey,
        words=WORDS,
        optional=True,
    ),
)
