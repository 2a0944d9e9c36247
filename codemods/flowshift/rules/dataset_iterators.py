"""Reach a dataset's TF1 iterators, which are methods in TF1 and functions of `tf.compat.v1.data` in TF2.

    iterator = dataset.make_one_shot_iterator()
becomes, where the program keeps its session,
    iterator = tf.compat.v1.data.make_one_shot_iterator(dataset)

A native program keeps a one-shot iterator, as `iter(dataset)`, and its functions read from it as the graph did: one element in
each run. Where a program initialises its iterator, and reads it until `tf.errors.OutOfRangeError`, it goes through the dataset:

    sess.run(iterator.initializer, {x: data})              for batch in make_dataset(tf.constant(data, tf.float32)):
    while True:                                                train_step(batch)
        try:
            sess.run(train)
        except tf.errors.OutOfRangeError:
            break

Where it is read in another way, `iterator = iter(dataset)` begins it, and `batch = next(iterator)` stands in front of each run
that read an element. A dataset that is shuffled with a seed is made anew for each loop, for TF1's iterator gave the same order
each time. A program that initialises an iterator in one function and reads it in another keeps its session.

Source: TF 1.15 `tensorflow/python/data/ops/dataset_ops.py`; TF 2.15 keeps both functions under `tf.compat.v1.data`.
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from ..kinds.kind import is_dataset
from ..kinds.values import UNKNOWN, Member
from ..model import Style
from ..syntax.templates import expression
from .change import Change, Edit, NodeRewrite, manual
from .context import Context
from .registry import Rule

_NAME = "dataset-iterator"
_METHODS = frozenset({"make_one_shot_iterator", "make_initializable_iterator"})


def survey(context: Context) -> Iterator[Change]:
    """Rewrite each call of such a method, and report those of what may be a dataset."""
    for call in context.facts.calls:
        function = call.function
        if not isinstance(function, Member) or function.name not in _METHODS or not is_dataset(function.of):
            continue
        symbol = f"tf.data.Dataset.{function.name}"
        if context.style is Style.EAGER and function.name == "make_one_shot_iterator" and not call.node.args:
            yield Change(_NAME, call.node, symbol, "becomes iter(dataset)", edits=(Edit(call.node, _as_iterator),))
        elif context.style is Style.EAGER and context.bodies and function.name == "make_initializable_iterator":
            yield Change(_NAME, call.node, symbol, "becomes a loop over the dataset wherever it was initialised")
        elif context.style is Style.EAGER:
            yield manual(_NAME, call.node, symbol, "loop over the dataset itself, or take the next of iter(dataset)")
        else:
            edit = Edit(call.node, _as_function(function.name, context))
            yield Change(_NAME, call.node, symbol, f"becomes tf.compat.v1.data.{function.name}", edits=(edit,))
    yield from _unknown(context)


def _unknown(context: Context) -> Iterator[Change]:
    """Report what is called by the name of such a method, where it is not known whose it is."""
    parents = context.tree.parents
    for written in (named for name in _METHODS for named in context.tree.named(name)):
        method = parents[id(written)]
        if not isinstance(method, cst.Attribute) or method.attr is not written:
            continue
        node = parents[id(method)]
        if not isinstance(node, cst.Call) or node.func is not method:
            continue
        own = isinstance(method.value, cst.Name) and method.value.value == "self"
        if not own and context.facts.value(method.value) is UNKNOWN:
            name = method.attr.value
            message = f"if this is a dataset, TF2 has no such method: use tf.compat.v1.data.{name}, or loop over it"
            yield manual(_NAME, node, f"tf.data.Dataset.{name}", message)


def _as_iterator(node: cst.CSTNode) -> cst.BaseExpression:
    assert isinstance(node, cst.Call)
    assert isinstance(node.func, cst.Attribute)
    return expression("iter({dataset})", dataset=node.func.value)


def _as_function(name: str, context: Context) -> NodeRewrite:
    def rewrite(node: cst.CSTNode) -> cst.CSTNode:
        assert isinstance(node, cst.Call)
        assert isinstance(node.func, cst.Attribute)
        function = expression(f"{context.tensorflow}.compat.v1.data.{name}")
        return node.with_changes(func=function, args=[cst.Arg(node.func.value), *node.args])

    return rewrite


RULES = (
    Rule(
        _NAME,
        "data",
        "a dataset's TF1 iterators are reached through tf.compat.v1.data",
        __doc__ or "",
        survey=survey,
    ),
)
