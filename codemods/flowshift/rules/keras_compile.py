"""Take from Keras' `compile` what TF2 refuses.

    model.compile("sgd", "mse", distribute=strategy)   ->  model.compile("sgd", "mse")
    model.compile("sgd", "mse", target_tensors=labels)     finding
    model.compile("sgd", "cosine_proximity")               finding

The Keras of TF 1.12 to 1.15 took a distribution strategy as an argument of `compile`; TF2 takes it from the scope under which
the model is made, where `strategy-scope` puts it. Tensors as targets go into the data that `fit` is given. The metric
`cosine_proximity` is called `cosine_similarity`; the loss of this name has the opposite sign of TF 1.15's.

Source: TF 1.15 and 2.15 `keras/engine/training.py`; both forms run on both runtimes.
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from ..kinds.keras import is_strategy
from ..kinds.values import Literal
from ..syntax.walk import descendants
from .change import Change, Edit, manual
from .context import Context
from .registry import Rule

_NAME = "keras-compile"
_SYMBOL = "tf.keras.Model.compile"
_WORDS = frozenset({"distribute=", "target_tensors=", "cosine_proximity"})
_TARGETS = "TF2 takes no target_tensors: give the targets to fit, together with the inputs"
_COSINE = (
    "TF2 has no cosine_proximity: the metric is cosine_similarity; as a loss, negate it (TF 1.15's has the other sign)"
)


def survey(context: Context) -> Iterator[Change]:
    """Look at the arguments of each `compile`."""
    if not any(word in context.tree.text for word in _WORDS):
        return
    for call in context.facts.calls:
        node = call.node
        if not isinstance(node.func, cst.Attribute) or node.func.attr.value != "compile":
            continue
        given = dict(call.arguments.keywords)
        if "distribute" in given and is_strategy(given["distribute"]):
            message = "TF2 takes the strategy from the scope under which the model is made"
            yield Change(_NAME, node, _SYMBOL, message, edits=(Edit(node, _without_strategy),))
        targets = given.get("target_tensors")
        if targets is not None and not (isinstance(targets, Literal) and targets.constant is None):
            yield manual(_NAME, node, _SYMBOL, _TARGETS)
        for text in descendants(node):
            if isinstance(text, cst.SimpleString) and text.evaluated_value == "cosine_proximity":
                yield manual(_NAME, text, _SYMBOL, _COSINE)


def _without_strategy(node: cst.CSTNode) -> cst.CSTNode:
    assert isinstance(node, cst.Call)
    kept = [a for a in node.args if a.keyword is None or a.keyword.value != "distribute"]
    if kept:
        kept[-1] = kept[-1].with_changes(comma=node.args[-1].comma)
    return node.with_changes(args=kept)


RULES = (
    Rule(
        _NAME,
        "keras",
        "compile is given no strategy and no target tensors, which TF2 refuses",
        __doc__ or "",
        survey=survey,
        words=_WORDS,
    ),
)
