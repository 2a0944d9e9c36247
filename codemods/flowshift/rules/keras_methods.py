"""Replace the methods of Keras models that TF2 removed.

    model.fit_generator(batches)   ->  model.fit(batches)
    model.predict_classes(x)       ->  model.predict(x, verbose=0).argmax(axis=-1)           (several outputs)
    model.predict_classes(x)       ->  (model.predict(x, verbose=0) > 0.5).astype("int32")   (one output)
    model.predict_proba(x)         ->  model.predict(x, verbose=0)
    model.fit(x, y, nb_epoch=2)    ->  model.fit(x, y, epochs=2)

`fit`, `evaluate` and `predict` take generators since TF 2.1; the `_generator` methods only warn in 2.15 and are gone after it.
The others were quiet by default, and `verbose=0` keeps them so. `predict_classes` took the largest of several outputs, or a
threshold of 0.5 for a single one, which the last layer of the model says. Where it does not, or the model comes from
elsewhere, there is a finding. Arguments have the names of Keras 2; those whose meaning changed since Keras 1, which counted
samples and not batches (`samples_per_epoch`), get a finding.

Source: TF 1.15 `keras/engine/sequential.py`; outputs of both forms compared.
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from ..kinds.keras import called_name, is_model
from ..kinds.values import Call, Literal, Member, Sequence, Value
from ..syntax.templates import expression
from ..syntax.walk import descendants
from .change import Change, Edit, NodeRewrite, manual
from .context import Context
from .registry import Rule

_NAME = "keras-method"
_GENERATORS = {"fit_generator": "fit", "evaluate_generator": "evaluate", "predict_generator": "predict"}
_RENAMED = {**_GENERATORS, "predict_proba": "predict"}
# In the order of TF1, where fit's is another one: what stands at these places by position is named.
_POSITIONS = {
    "fit_generator": ("", "steps_per_epoch", "epochs", "verbose", "callbacks", "validation_data", "validation_steps"),
    "evaluate_generator": ("", "steps", "callbacks", "max_queue_size", "workers", "use_multiprocessing", "verbose"),
    "predict_generator": ("", "steps", "callbacks", "max_queue_size", "workers", "use_multiprocessing", "verbose"),
    "predict_proba": ("", "batch_size", "verbose"),
}
# Names of Keras 1, which Keras 2 took as well until TF2.
_OLD_ARGUMENTS = {
    "nb_epoch": "epochs",
    "nb_worker": "workers",
    "max_q_size": "max_queue_size",
    "pickle_safe": "use_multiprocessing",
}
_IN_SAMPLES = frozenset({"samples_per_epoch", "nb_val_samples", "val_samples"})
_STEPS = "TF2 counts batches, as steps_per_epoch and validation_steps"
_EITHER = (
    "TF2 has no predict_classes: model.predict(x).argmax(axis=-1) for several outputs, (model.predict(x) > 0.5) for one"
)


def survey(context: Context) -> Iterator[Change]:
    """Look at each call of such a method."""
    for call in context.facts.calls:
        function = call.function
        if not isinstance(function, Member) or not _is_of_model(call, context):
            continue
        symbol = f"tf.keras.Model.{function.name}"
        samples = [k.value for a in call.node.args if (k := a.keyword) is not None and k.value in _IN_SAMPLES]
        if samples and function.name.endswith("_generator"):
            yield manual(_NAME, call.node, symbol, f"{samples[0]} counts samples: {_STEPS}")
        elif function.name in _RENAMED:
            yield _renamed(call, function.name, symbol)
        elif function.name == "fit" and _has_old_name(call):
            edit = Edit(call.node, _with_new_names)
            yield Change(_NAME, call.node, symbol, "its arguments have the names of Keras 2", edits=(edit,))
        elif function.name == "predict_classes":
            yield _classes(call, function.of, symbol, context)
    yield from _classes_of_others(context)


def _classes_of_others(context: Context) -> Iterator[Change]:
    """Report each call that asks a model from elsewhere for classes; no other library has a method of this name."""
    text = context.tree.text
    if ".predict_classes(" not in text or "def predict_classes" in text:
        return
    known = {id(call.node) for call in context.facts.calls if _is_of_model(call, context)}
    for node in descendants(context.module):
        function = node.func if isinstance(node, cst.Call) and id(node) not in known else None
        if isinstance(function, cst.Attribute) and function.attr.value == "predict_classes":
            yield manual(_NAME, node, "tf.keras.Model.predict_classes", _EITHER)


def _is_of_model(call: Call, context: Context) -> bool:
    return isinstance(call.function, Member) and is_model(call.function.of, context.facts)


def _has_old_name(call: Call) -> bool:
    return any(a.keyword is not None and a.keyword.value in _OLD_ARGUMENTS for a in call.node.args)


def _with_new_names(node: cst.CSTNode) -> cst.CSTNode:
    assert isinstance(node, cst.Call)
    return node.with_changes(args=[_named(argument, "") for argument in node.args])


def _renamed(call: Call, name: str, symbol: str) -> Change:
    positions, target = _POSITIONS[name], _RENAMED[name]
    positional = sum(argument.keyword is None for argument in call.node.args)
    if not call.arguments.exact or positional > len(positions):
        return manual(_NAME, call.node, symbol, f"use {target}, whose arguments stand in another order")

    def rewrite(node: cst.CSTNode) -> cst.CSTNode:
        assert isinstance(node, cst.Call)
        arguments = [
            _named(argument, positions[index] if index < positional else "") for index, argument in enumerate(node.args)
        ]
        return _with_method(_quiet(node.with_changes(args=arguments), name), target)

    return Change(
        _NAME, call.node, symbol, f"becomes {target}, which takes generators", edits=(Edit(call.node, rewrite),)
    )


def _named(argument: cst.Arg, name: str) -> cst.Arg:
    """Name an argument that stands by position behind the first one; keywords have their names."""
    if argument.keyword is not None:
        old = argument.keyword.value
        spelled = "x" if old == "generator" else _OLD_ARGUMENTS.get(old, old)
        return argument.with_changes(keyword=cst.Name(spelled))
    if not name:
        return argument
    equal = cst.AssignEqual(cst.SimpleWhitespace(""), cst.SimpleWhitespace(""))
    return argument.with_changes(keyword=cst.Name(name), equal=equal)


def _quiet(node: cst.Call, name: str) -> cst.Call:
    """Keep a method quiet that was so by default: TF2 shows a progress bar for evaluate and predict."""
    if name == "fit_generator" or any(a.keyword is not None and a.keyword.value == "verbose" for a in node.args):
        return node
    last = node.args[-1] if node.args else None
    comma = last.comma if last is not None else cst.MaybeSentinel.DEFAULT
    quiet = _named(cst.Arg(cst.Integer("0"), comma=comma), "verbose")
    kept = [*node.args[:-1], last.with_changes(comma=cst.MaybeSentinel.DEFAULT)] if last is not None else []
    return node.with_changes(args=[*kept, quiet])


def _with_method(node: cst.Call, name: str) -> cst.Call:
    assert isinstance(node.func, cst.Attribute)
    return node.with_changes(func=node.func.with_changes(attr=cst.Name(name)))


def _classes(call: Call, model: Value, symbol: str, context: Context) -> Change:
    several = _has_several_outputs(model, context)
    if several is None:
        return manual(_NAME, call.node, symbol, _EITHER)
    text = "{scores}.argmax(axis=-1)" if several else '({scores} > 0.5).astype("int32")'
    message = f"TF2 has no predict_classes; the model has {'several outputs' if several else 'one output'}"
    return Change(_NAME, call.node, symbol, message, edits=(Edit(call.node, _from_scores(text)),))


def _from_scores(text: str) -> NodeRewrite:
    def rewrite(node: cst.CSTNode) -> cst.CSTNode:
        assert isinstance(node, cst.Call)
        return expression(text, scores=_with_method(_quiet(node, "predict_classes"), "predict"))

    return rewrite


def _has_several_outputs(model: Value, context: Context) -> bool | None:
    """Tell whether the last layer of a Sequential model that the module builds has several outputs; None if unsure."""
    if not isinstance(model, Call) or not called_name(model).endswith("Sequential"):
        return None
    layers: list[Value] = []
    for value in model.arguments.values():
        layers.extend(value.items if isinstance(value, Sequence) else ())
    for call in context.facts.calls:
        function = call.function
        if isinstance(function, Member) and function.of is model and function.name == "add":
            layers.extend(call.arguments.values()[:1])
    closing = layers.pop() if layers and called_name(layers[-1]) == "layers.Activation" else None
    if _given(closing, "activation") == "softmax":
        return True  # of a single output it would always be 1
    last = layers[-1] if layers else None
    units = _given(last, "units") if called_name(last or model) == "layers.Dense" else None
    if isinstance(units, int):
        return units > 1
    return True if isinstance(last, Call) and _text(last.arguments.keyword("activation")) == "softmax" else None


def _given(layer: Value | None, name: str) -> object:
    """Return what a layer is given as its first argument, or under this name."""
    if not isinstance(layer, Call):
        return None
    value = layer.arguments.keyword(name) or next(iter(layer.arguments.positional), None)
    return value.constant if isinstance(value, Literal) else None


def _text(value: Value | None) -> str | None:
    return value.constant if isinstance(value, Literal) and isinstance(value.constant, str) else None


RULES = (
    Rule(
        _NAME,
        "keras",
        "methods of Keras models that TF2 removed become predict, fit and evaluate",
        __doc__ or "",
        survey=survey,
        words=frozenset({"_generator(", "predict_classes", "predict_proba", "nb_epoch"}),
    ),
)
