"""Have Keras log a metric under the name that the program reads.

    model.compile("adam", "mse", metrics=["accuracy", "mae"])  ->  model.compile("adam", "mse", metrics=["acc", "mae"])
    ModelCheckpoint("best.h5", monitor="val_acc", save_best_only=True)

TF1 logs the metric `"accuracy"` as `acc`, and `"mae"` as `mean_absolute_error`. TF2 logs a metric under the very text that
`compile` is given. What reads the old name then fails (`KeyError: 'acc'`), or does nothing: a ModelCheckpoint never saves and
an EarlyStopping never stops, with no more than a warning. Both versions know the long name and the short one as the same
metric, so `compile` is given the one that is read; the tags in event files and the columns of a CSVLogger stay too.

Nothing is done where the new name is read as well, as in code for both versions, nor where TF2's behaviour is switched off.
Where no `compile` of the file gives the metric as a text, what watches its old name gets a finding.

Source: TF 1.15 `keras/engine/training_utils.py` (`get_metric_name`); what both runtimes log was compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import libcst as cst

from ..kinds.keras import is_model, keras_name
from ..kinds.values import Call, Member
from ..syntax.templates import code_of
from ..syntax.walk import descendants
from .change import Change, Edit, NodeRewrite, manual
from .context import Context
from .registry import Rule

_NAME = "keras-metric-name"
_SYMBOL = "tf.keras.Model.compile"
# What compile is given, and the name under which TF1 logs it.
_LOGGED = {
    "accuracy": "acc",
    "mae": "mean_absolute_error",
    "mse": "mean_squared_error",
    "mape": "mean_absolute_percentage_error",
    "msle": "mean_squared_logarithmic_error",
}
_OLD = "|".join(_LOGGED.values())
_SHOUTED = {name: name.upper() for name in _LOGGED if name != "accuracy"}  # `"MSE"` is `"mse"`
# Also of one output (`head_acc`), and in the name of a file (`{val_acc:.2f}`).
_READ = re.compile(rf"(?:val_)?(?:\w+_)?({_OLD})")
_FORMATTED = re.compile(rf"\{{(?:val_)?(?:\w+_)?({_OLD})[:!}}]")
_MENTIONED = re.compile(rf"(?:{_OLD})[\"':!}}]")


def survey(context: Context) -> Iterator[Change]:
    """Rename each metric in `compile` whose old name is read."""
    if context.switched or "compile" not in context.tree.text or not _MENTIONED.search(context.tree.text):
        return
    given = [text for call in context.facts.calls for text in _metrics(call, context)]
    own = {id(text) for text in given}
    texts = [n for n in descendants(context.module) if isinstance(n, cst.SimpleString) and id(n) not in own]
    read = [(found, text) for text in texts for found in _names_read(text, context)]
    names = {_text(text) for text in given}
    for new, old in _LOGGED.items():
        asking = [text for found, text in read if found == old]
        if not asking or old in names:
            continue
        both = any(re.fullmatch(rf"(?:val_)?(?:\w+_)?{new}", _text(text)) for text in texts)
        renamed = [] if both else [text for text in given if _text(text) in (new, _SHOUTED.get(new))]
        for node in renamed:
            message = f"TF1 logs it as {old}, which is read here; TF2 logs it under the name that compile is given"
            yield Change(_NAME, node, _SYMBOL, message, edits=(Edit(node, _named(old)),))
        watched = [] if renamed else [text for text in asking if _is_watched(text, context, fixed=both)]
        for text in watched:
            message = f'TF2 logs a metric under the name that compile is given: have it given "{old}", not "{new}"'
            yield manual(_NAME, text, _SYMBOL, message)


def _metrics(call: Call, context: Context) -> Iterator[cst.SimpleString]:
    """Yield the texts that a call of `compile` gives as metrics."""
    function = call.function
    if not isinstance(call.node.func, cst.Attribute) or call.node.func.attr.value != "compile":
        return
    named = [a.value for a in call.node.args if a.keyword is not None and "metrics" in a.keyword.value]
    if not named and isinstance(function, Member) and is_model(function.of, context.facts):
        named = [a.value for a in call.node.args[2:3] if a.keyword is None]
    for value in named:
        yield from (n for n in (value, *descendants(value)) if isinstance(n, cst.SimpleString))


def _names_read(node: cst.SimpleString, context: Context) -> Iterator[str]:
    """Yield the old names of metrics that a text asks for."""
    text = _text(node)
    key = _READ.fullmatch(text)
    if key is not None and _asks(node, context):
        yield key.group(1)
    yield from _FORMATTED.findall(text)


def _asks(node: cst.SimpleString, context: Context) -> bool:
    """Tell whether a text is a key: in brackets, in `logs.get("acc")`, in `"acc" in logs`, or what a callback monitors."""
    parent = context.tree.parents.get(id(node))
    if isinstance(parent, cst.Param):
        return parent.name.value == "monitor"
    function = _function_given(node, context)
    got = isinstance(function, cst.Attribute) and function.attr.value in ("get", "pop")
    return got or isinstance(parent, (cst.Index, cst.Comparison, cst.ComparisonTarget)) or _is_watched(node, context)


def _function_given(node: cst.SimpleString, context: Context) -> cst.BaseExpression | None:
    """Return the function that a text is given to."""
    argument = context.tree.parents.get(id(node))
    call = context.tree.parents.get(id(argument)) if isinstance(argument, cst.Arg) else None
    return call.func if isinstance(call, cst.Call) else None


def _is_watched(node: cst.SimpleString, context: Context, fixed: bool = False) -> bool:
    """Tell whether a text is certainly the name of a metric: what a callback is given, or a key of a history.

    With `fixed`, only the former: a key may be looked up under another name as well.
    """
    function = _function_given(node, context)
    if fixed or function is not None:
        return function is not None and keras_name(context.facts.value(function)).startswith("callbacks.")
    index = context.tree.parents.get(id(node))
    of = context.tree.parents.get(id(context.tree.parents.get(id(index)))) if isinstance(index, cst.Index) else None
    return isinstance(of, cst.Subscript) and code_of(of.value).endswith(".history")


def _text(node: cst.SimpleString) -> str:
    if "\\" not in node.value and not node.prefix:
        return node.raw_value  # `evaluated_value` goes through ast.literal_eval, fifty times as slow
    value = node.evaluated_value
    return value if isinstance(value, str) else ""


def _named(name: str) -> NodeRewrite:
    def rewrite(node: cst.CSTNode) -> cst.CSTNode:
        quote = code_of(node)[-1:]
        return cst.SimpleString(f"{quote}{name}{quote}")

    return rewrite


RULES = (
    Rule(
        _NAME,
        "keras",
        "a metric is logged under the name that the program reads",
        __doc__ or "",
        survey=survey,
        words=frozenset({"'acc'", '"acc"', "_acc'", '_acc"', "acc:", "val_mean_", "['mean_", '["mean_'}),
    ),
)
