"""Keep `tf.nn.raw_rnn` in `tf.compat.v1`, and say what a native program has in its place.

    outputs, state, _ = tf.nn.raw_rnn(cell, loop_fn)    ->  outputs, state, _ = tf.compat.v1.nn.raw_rnn(cell, loop_fn)

The loop function mixes what happens before the first step, at each step and at a row's end, so that no Keras layer takes its
place as it is. A program with it keeps its Session, where the same loop runs on the same variables. By hand it becomes a
Keras cell for the step, run by `tf.keras.layers.RNN`, or a `tf.while_loop` with a `tf.TensorArray` for the outputs; a decoder
becomes a `tfa.seq2seq.BasicDecoder` with a sampler.

Source: TF 1.15 `tensorflow/python/ops/rnn.py`; both run.
"""

from __future__ import annotations

from dataclasses import replace

from ..kinds.facts import Reference
from ..model import Applicability, Style
from . import api
from .change import Change, manual
from .context import Context
from .registry import Rule

_NAME = "rnn-raw"
_BY_HAND = (
    "for a native program write the step as a Keras cell, run by tf.keras.layers.RNN, or the loop as tf.while_loop with a "
    "tf.TensorArray; a decoder as tfa.seq2seq.BasicDecoder"
)


def apply(reference: Reference, context: Context) -> Change | None:
    """Rewrite one reference, or say what to do."""
    if context.style is Style.EAGER:
        return manual(_NAME, reference.node, reference.api.name, _BY_HAND)
    change = api.apply(reference, context)
    if change is None:
        return None
    message = f"{change.message}, which runs the same loop; {_BY_HAND}"
    return replace(change, rule=_NAME, message=message, applicability=Applicability.REVIEW)


RULES = (
    Rule(
        _NAME,
        "rnn",
        "tf.nn.raw_rnn stays in tf.compat.v1, with what to write natively",
        __doc__ or "",
        frozenset({"tf.nn.raw_rnn"}),
        apply,
    ),
)
