"""Take from Keras' `compile` what TF2 refuses, and what means something else there.

    model.compile("sgd", "mse", distribute=strategy)   ->  model.compile("sgd", "mse")
    model.compile("sgd", "mse", target_tensors=labels)     finding
    model.compile("sgd", "cosine_proximity")               finding
    model.compile("nadam", "mse")      ->  model.compile(tf.keras.optimizers.legacy.Nadam(), "mse")
    model.compile("adagrad", "mse")    ->  model.compile(tf.keras.optimizers.Adagrad(initial_accumulator_value=0.0), "mse")

The Keras of TF 1.12 to 1.15 took a distribution strategy as an argument of `compile`; TF2 takes it from the scope under which
the model is made, where `strategy-scope` puts it. Tensors as targets go into the data that `fit` is given. The metric
`cosine_proximity` is called `cosine_similarity`; the loss of this name has the opposite sign of TF 1.15's. Of the optimizers
that are named by a text, Nadam takes other steps in its new form, and TF1 started Adagrad's accumulators at 0 where it was
named so, at 0.1 where it was made. They are written out in programs for TF1.

Source: TF 1.15 and 2.15 `keras/engine/training.py`; both forms run on both runtimes, three steps: 3e-7 or less apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import libcst as cst

from ..kinds.keras import is_strategy
from ..kinds.values import Literal
from ..model import Style
from ..syntax.templates import expression
from ..syntax.walk import descendants
from .change import Change, Edit, manual
from .context import Context
from .registry import Rule

_NAME = "keras-compile"
_SYMBOL = "tf.keras.Model.compile"
_OPTIMIZERS = {"nadam": "legacy.Nadam()", "adagrad": "Adagrad(initial_accumulator_value=0.0)"}
_STANDALONE = re.compile(r"^\s*(?:import|from) keras\b", re.M)
_WORDS = frozenset({"distribute=", "target_tensors=", "cosine_proximity"})
_TARGETS = "TF2 takes no target_tensors: give the targets to fit, together with the inputs"
_COSINE = (
    "TF2 has no cosine_proximity: the metric is cosine_similarity; as a loss, negate it (TF 1.15's has the other sign)"
)


def survey(context: Context) -> Iterator[Change]:
    """Look at the arguments of each `compile`."""
    named = _names_optimizer(context)
    if not named and not any(word in context.tree.text for word in _WORDS):
        return
    for call in context.facts.calls:
        node = call.node
        if not isinstance(node.func, cst.Attribute) or node.func.attr.value != "compile":
            continue
        given = dict(call.arguments.keywords)
        if named:
            yield from _written_out(node, context)
        if "distribute" in given and is_strategy(given["distribute"]):
            message = "TF2 takes the strategy from the scope under which the model is made"
            yield Change(_NAME, node, _SYMBOL, message, edits=(Edit(node, _without_strategy),))
        targets = given.get("target_tensors")
        if targets is not None and not (isinstance(targets, Literal) and targets.constant is None):
            yield manual(_NAME, node, _SYMBOL, _TARGETS)
        for text in descendants(node):
            if isinstance(text, cst.SimpleString) and text.evaluated_value == "cosine_proximity":
                yield manual(_NAME, text, _SYMBOL, _COSINE)


def _names_optimizer(context: Context) -> bool:
    """Tell whether a program for TF1's tf.keras that becomes native may name such an optimizer."""
    text = context.tree.text.lower()
    asked = context.style is Style.EAGER and context.any_version is None
    return asked and any(name in text for name in _OPTIMIZERS) and not _STANDALONE.search(context.tree.text)


def _written_out(call: cst.Call, context: Context) -> Iterator[Change]:
    """Write out the optimizer that a call of `compile` names."""
    by_name = (a.value for a in call.args if a.keyword is not None and a.keyword.value == "optimizer")
    node = next(by_name, call.args[0].value if call.args and call.args[0].keyword is None else None)
    name = node.evaluated_value if isinstance(node, cst.SimpleString) else None
    form = _OPTIMIZERS.get(name.lower()) if isinstance(name, str) else None
    if form is not None and node is not None:
        new = f"{context.tensorflow}.keras.optimizers.{form}"
        message = f"the optimizer of this name takes other steps in TF2; {form.partition('(')[0]} takes the same"
        yield Change(_NAME, node, _SYMBOL, message, edits=(Edit(node, lambda _: expression(new)),))


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
