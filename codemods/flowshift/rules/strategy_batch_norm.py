"""Let batch normalisation see the whole batch where a model is spread over replicas by this migration.

    tf.keras.layers.BatchNormalization()  ->  tf.keras.layers.BatchNormalization(synchronized=True)

Each replica takes the mean and variance of its own part of the batch: the weights differ by 1.6e-2 after five steps from those
of one device. `synchronized=True` takes them over all replicas (2e-7), at the price of talking to each other at every layer.

Applied under review, and only to a model that goes under a strategy's scope here. A model that was under one already, or was
copied by `multi_gpu_model` (whose copies took their own statistics too), is as its author left it.

Source: five steps with and without on TF 2.15.1, two replicas against one device.
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from ..kinds.keras import called_name
from ..kinds.values import Call
from ..model import Applicability
from ..syntax.arguments import with_keyword
from .change import Change, Edit
from .context import Context
from .registry import Rule
from .strategy_several import scope_changes

_NAME = "strategy-batch-norm"
_MESSAGE = (
    "each replica would normalise by its own part of the batch: synchronized=True takes all of it, as one device does"
)


def survey(context: Context) -> Iterator[Change]:
    """Synchronise each batch normalisation of a program whose model moves under a strategy's scope."""
    layers = [call for call in context.facts.calls if called_name(call) == "layers.BatchNormalization"]
    if not layers or not any(change.groups for change in scope_changes(context)):
        return
    for call in layers:
        if call.arguments.exact and call.arguments.keyword("synchronized") is None:
            yield _change(call)


def _change(call: Call) -> Change:
    def synchronized(node: cst.CSTNode) -> cst.CSTNode:
        assert isinstance(node, cst.Call)
        return with_keyword(node, "synchronized", "True")

    edit = Edit(call.node, synchronized)
    symbol = "tf.keras.layers.BatchNormalization"
    return Change(_NAME, call.node, symbol, _MESSAGE, Applicability.REVIEW, edits=(edit,))


RULES = (
    Rule(
        _NAME,
        "strategy",
        "batch normalisation takes the whole batch where a model is spread over replicas",
        __doc__ or "",
        survey=survey,
        words=frozenset({"Strategy"}),
    ),
)
