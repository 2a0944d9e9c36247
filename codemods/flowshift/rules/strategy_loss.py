"""Scale the loss of a custom loop that a strategy runs, so that the replicas together take the steps of one device.

    loss_object = tf.keras.losses.MeanSquaredError()
    def step(x, y):
        ...
        loss = loss_object(y, model(x))
    total = strategy.reduce(tf.distribute.ReduceOp.MEAN, strategy.run(step, args=batch), axis=None)

becomes

    loss_object = tf.keras.losses.MeanSquaredError(reduction="none")
    def step(x, y):
        ...
        loss = tf.nn.compute_average_loss(loss_object(y, model(x)), global_batch_size=8)
    total = strategy.reduce(tf.distribute.ReduceOp.SUM, strategy.run(step, args=batch), axis=None)

A Keras loss refuses its own average under a strategy (`Please use tf.keras.losses.Reduction.SUM or NONE`): each replica
would divide by the size of its own part of the batch. The size of the whole batch is read from `Dataset.batch`; where it
is not seen, TensorFlow multiplies each part with the number of replicas, which differs for a last batch that is smaller.

Source: run on TF 2.15.1 with two replicas against one device (6e-8).
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from ..kinds.keras import called_name, is_loss_symbol, is_strategy
from ..kinds.values import Call, Function, Item, Literal, Member, Value
from ..model import Applicability
from ..syntax.layout import call_text
from ..syntax.templates import code_of, expression
from ..syntax.walk import descendants
from .change import Change, Edit
from .context import Context, parts
from .registry import Rule

_NAME = "strategy-loss"
_RUNS = frozenset({"run", "experimental_run_v2"})


def survey(context: Context) -> Iterator[Change]:
    """Scale each loss that is computed in a function which a strategy runs."""
    if ".run" not in context.tree.text and "experimental_run_v2" not in context.tree.text:
        return
    runs = [call for call in context.facts.calls if _is_method(call, _RUNS)]
    done: set[int] = set()
    for run in runs:
        step = run.arguments.positional[0] if run.arguments.positional else run.arguments.keyword("fn")
        if not isinstance(step, Function):
            continue
        for node in descendants(step.node.body):
            made = context.facts.value(node.func) if isinstance(node, cst.Call) else None
            if isinstance(made, Call) and is_loss_symbol(called_name(made)) and _averages(made):
                yield _change(node, made, run, id(made) not in done, context)
                done.add(id(made))


def _is_method(call: Call, names: frozenset[str]) -> bool:
    function = call.function
    return isinstance(function, Member) and function.name in names and is_strategy(function.of)


def _averages(loss: Call) -> bool:
    """Tell whether a loss object takes the average itself, which is what it does if it is not told otherwise."""
    given = loss.arguments.keyword("reduction")
    if given is None:
        return True
    text = f"{getattr(given, 'name', '')}{getattr(given, 'constant', '')}".lower()
    return text.endswith(("auto", "sum_over_batch_size"))


def _change(node: cst.CSTNode, made: Call, run: Call, first: bool, context: Context) -> Change:
    tf, size = context.tensorflow, _batch_size(context)

    def scaled(new: cst.CSTNode) -> cst.BaseExpression:
        arguments = [code_of(new), *([f"global_batch_size={size}"] if size else [])]
        return expression(call_text(f"{tf}.nn.compute_average_loss", arguments))

    def unreduced(new: cst.CSTNode) -> cst.CSTNode:
        assert isinstance(new, cst.Call)
        kept = [a for a in new.args if a.keyword is None or a.keyword.value != "reduction"]
        text = ", ".join(
            [*(code_of(a.with_changes(comma=cst.MaybeSentinel.DEFAULT)) for a in kept), 'reduction="none"']
        )
        return expression(f"{code_of(new.func)}({text})")

    edits = [Edit(node, scaled)]
    if first:
        edits.append(Edit(made.node, unreduced))
        edits.extend(_reductions(run, context))
    condition = "" if size else "; give it global_batch_size, if the last batch may be smaller"
    return Change(
        _NAME,
        node,
        "tf.distribute.Strategy.run",
        f"the loss is divided by the size of the whole batch, and the replicas' losses are summed{condition}",
        Applicability.SAFE if size else Applicability.REVIEW,
        edits=tuple(edits),
    )


def _reductions(run: Call, context: Context) -> Iterator[Edit]:
    """Yield the edits of the calls that take the mean over the replicas, where the sum is meant now."""
    for call in context.facts.calls:
        if not _is_method(call, frozenset({"reduce"})) or len(call.node.args) < 2:
            continue
        of = call.arguments.positional[1] if len(call.arguments.positional) > 1 else call.arguments.keyword("value")
        how = call.node.args[0].value
        if of is None or not _comes_from(of, run):
            continue
        if isinstance(how, cst.Attribute) and how.attr.value == "MEAN":
            yield Edit(how.attr, lambda _: cst.Name("SUM"))
        elif isinstance(how, cst.SimpleString) and how.value.strip("\"'").upper() == "MEAN":
            yield Edit(how, lambda _: cst.SimpleString('"SUM"'))


def _comes_from(value: Value, run: Call) -> bool:
    return value is run or (isinstance(value, Item) and any(_comes_from(part, run) for part in parts(value)))


def _batch_size(context: Context) -> str:
    """Return the text of the size of the batches that the strategy distributes, if all have the same."""
    sizes: set[str] = set()
    for call in context.facts.calls:
        if _is_method(call, frozenset({"experimental_distribute_dataset"})) and call.arguments.positional:
            sizes.add(_batched(call.arguments.positional[0], context))
    return sizes.pop() if len(sizes) == 1 else ""


def _batched(value: Value, context: Context) -> str:
    """Return the size in the last `batch` of a chain of dataset methods."""
    while isinstance(value, Call) and isinstance(value.function, Member):
        if value.function.name == "batch" and value.node.args:
            argument = value.node.args[0].value
            name = code_of(argument)
            known = isinstance(context.facts.value(argument), Literal) or isinstance(argument, cst.Integer)
            return (
                name
                if known and (isinstance(argument, cst.Integer) or name in context.facts.module_scope.names)
                else ""
            )
        value = value.function.of
    return ""


RULES = (
    Rule(
        _NAME,
        "strategy",
        "the loss of a loop that a strategy runs is scaled by the size of the whole batch",
        __doc__ or "",
        survey=survey,
        words=frozenset({"Strategy"}),
    ),
)
