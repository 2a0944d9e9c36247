"""Let the TensorBoard callback work in a loop of one's own, and drop arguments that it does not read any more.

    tensorboard = TensorBoard("logs", write_grads=True)      tensorboard = TensorBoard("logs")
    for epoch in range(epochs):                              tensorboard.set_model(model)
        ...                                             ->   for epoch in range(epochs):
        tensorboard.on_epoch_end(epoch, {"loss": loss})          ...
                                                                 tensorboard.on_epoch_end(epoch, {"loss": loss})

`fit` gives a callback its model; in a loop of one's own nobody does, and `on_epoch_end` fails with `'NoneType' object has no
attribute 'optimizer'`. The loss is not the cause, though it is often taken for it. A logged value that is not a scalar is
another error (`Expected scalar shape`): what a loss function returns for each example is averaged.

`write_grads`, `batch_size`, `embeddings_layer_names` and `embeddings_data` are read by no version of TF2, which ignores them.

Condition: one model in the file, so that there is no doubt which one is trained. Source: both forms run on TF 2.15.1, event
files read back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import libcst as cst

from ..kinds.facts import Reference
from ..kinds.keras import called_name, is_model, keras_name
from ..kinds.values import Call, Instance, Mapping, Member, Value
from ..model import Applicability, Style
from ..syntax.templates import code_of, expression, statement
from ..syntax.walk import descendants
from .change import Change, Edit, NodeRewrite, manual
from .context import Context
from .registry import Rule

_NAME = "tensorboard-callback"
_SYMBOL = "tf.keras.callbacks.TensorBoard"
_IGNORED = frozenset({"write_grads", "batch_size", "embeddings_layer_names", "embeddings_data"})
# The loss functions have their canonical names under metrics, some in capitals; the classes average by themselves.
_PER_EXAMPLE = re.compile(r"(?:losses|metrics)\.(?:[a-z]\w*|[A-Z]+)")
_IN_TURN = "no callback has its model: tf.keras.callbacks.CallbackList(callbacks, model=model) gives it, and calls each of them"
_HOOKS = ("on_epoch_", "on_train_", "on_batch_", "on_test_", "on_predict_")


def apply(reference: Reference, context: Context) -> Change | None:
    """Drop the arguments that are not read."""
    call = reference.call
    if call is None or context.style is Style.GRAPH:
        return None
    names = [argument.keyword.value for argument in call.node.args if argument.keyword is not None]
    ignored = [name for name in names if name in _IGNORED]
    if context.any_version is None and sum(argument.keyword is None for argument in call.node.args) > 2:
        return manual(
            _NAME, call.node, _SYMBOL, "TF2 has another order of arguments: use keywords behind histogram_freq"
        )
    if not ignored:
        return None
    message = f"TF2 accepts and ignores {', '.join(ignored)}"
    return Change(_NAME, call.node, _SYMBOL, message, edits=(Edit(call.node, _without(ignored)),))


def _without(ignored: Sequence[str]) -> NodeRewrite:
    def rewrite(node: cst.CSTNode) -> cst.CSTNode:
        assert isinstance(node, cst.Call)
        kept = [a for a in node.args if a.keyword is None or a.keyword.value not in ignored]
        if kept:
            kept[-1] = kept[-1].with_changes(comma=node.args[-1].comma)
        return node.with_changes(args=kept)

    return rewrite


def survey(context: Context) -> Iterator[Change]:
    """Find callbacks that a program drives itself."""
    driven: dict[int, list[Call]] = {}
    given: set[int] = set()
    for call in context.facts.calls:
        function = call.function
        if not isinstance(function, Member):
            if keras_name(function).endswith("CallbackList"):
                given.update(id(part) for part in _listed(call.arguments.values()))
            continue
        if called_name(function.of) == "callbacks.TensorBoard":
            if function.name == "set_model":
                given.add(id(function.of))
            elif function.name.startswith(_HOOKS):
                driven.setdefault(id(function.of), []).append(call)
    for key, calls in driven.items():
        if key not in given:
            yield _given_model(calls[0], context)
        for call in calls:
            yield from _scalars(call, context)
    if not driven and "set_model(" not in context.tree.text and "CallbackList(" not in context.tree.text:
        yield from _driven_in_turn(context)


def _driven_in_turn(context: Context) -> Iterator[Change]:
    """Report a loop over callbacks that calls what `fit` calls, in a file that makes a TensorBoard callback."""
    if ".on_epoch_" not in context.tree.text or not any(
        keras_name(call.function) == "callbacks.TensorBoard" for call in context.facts.calls
    ):
        return
    for node in descendants(context.module):
        if isinstance(node, cst.For) and isinstance(node.target, cst.Name):
            calls = [found for found in descendants(node.body) if isinstance(found, cst.Call)]
            if any(code_of(call.func).startswith(f"{node.target.value}.on_epoch_") for call in calls):
                yield manual(_NAME, node, _SYMBOL, _IN_TURN)
                return


def _listed(values: Sequence[Value]) -> Iterator[Value]:
    for value in values:
        items = getattr(value, "items", None)
        yield from items if isinstance(items, tuple) else (value,)


def _given_model(call: Call, context: Context) -> Change:
    """Give the callback its model before the first loop that drives it."""
    models = _models(context)
    assert isinstance(call.node.func, cst.Attribute)
    name = code_of(call.node.func.value)
    symbol = f"{_SYMBOL}.{call.node.func.attr.value}"
    if len(models) != 1:
        which = "no model has a name here" if not models else f"there are several models: {', '.join(sorted(models))}"
        return manual(_NAME, call.node, symbol, f"call {name}.set_model(model) before the loop; {which}")
    loops = [node for node in context.enclosing(call.node) if isinstance(node, (cst.For, cst.While))]
    place = loops[-1] if loops else context.statement_of(call.node)
    assert place is not None
    text = f"{name}.set_model({next(iter(models))})"
    message = f"{text} before the loop: without its model the callback fails at the end of the first epoch"
    return Change(_NAME, call.node, symbol, message, edits=(Edit(place, _before(text)),))


def _models(context: Context) -> set[str]:
    """Return the names that models have in the module."""
    found: set[str] = set()
    for target, value in context.facts.assignments:
        named = isinstance(target, (cst.Name, cst.Attribute)) and isinstance(value, (Call, Instance))
        if named and is_model(value, context.facts):
            found.add(code_of(target))
    return found


def _before(text: str) -> NodeRewrite:
    def rewrite(node: cst.CSTNode) -> cst.FlattenSentinel[cst.CSTNode]:
        return cst.FlattenSentinel([statement(text), node])

    return rewrite


def _scalars(call: Call, context: Context) -> Iterator[Change]:
    """Average what a loss function gave for each example."""
    logs = next((value for value in call.arguments.values() if isinstance(value, Mapping)), None)
    if logs is None or logs.node is None:
        return
    for (_, value), element in zip(logs.entries, logs.node.elements):
        name = called_name(value)
        if isinstance(element, cst.DictElement) and _PER_EXAMPLE.fullmatch(name):
            edit = Edit(element.value, _averaged(context))
            message = f"tf.keras.{name} gives a value for each example, and TensorBoard takes a scalar"
            yield Change(_NAME, element.value, f"tf.keras.{name}", message, Applicability.REVIEW, (edit,))


def _averaged(context: Context) -> NodeRewrite:
    def rewrite(node: cst.CSTNode) -> cst.CSTNode:
        assert isinstance(node, cst.BaseExpression)
        return expression(f"{context.tensorflow}.reduce_mean({{value}})", value=node)

    return rewrite


RULES = (
    Rule(
        _NAME,
        "tensorboard",
        "a TensorBoard callback in a loop of one's own gets its model, and loses arguments that TF2 ignores",
        __doc__ or "",
        frozenset({_SYMBOL}),
        apply,
        survey,
        words=frozenset({"TensorBoard("}),
    ),
)
