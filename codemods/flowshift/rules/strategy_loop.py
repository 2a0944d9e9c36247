"""Find training loops under a strategy's scope that no replica runs.

    with strategy.scope():
        model = build(); optimizer = tf.keras.optimizers.SGD(0.1)
        for x, y in dataset:
            with tf.GradientTape() as tape:
                loss = ...
            optimizer.apply_gradients(...)      # DistributedVariable.handle is not available outside the replica context

The scope only says where variables are made. Moved out of it, the loop runs, on one replica and with the numbers of one
device, which is what is done here, under review; to use all replicas, a step goes through `strategy.run`:

    @tf.function
    def train_step(batch):
        losses = strategy.run(step, args=batch)
        return strategy.reduce("SUM", losses, axis=None)

    for batch in strategy.experimental_distribute_dataset(dataset):
        loss = train_step(batch)

Source: run on TF 2.15.1 with two replicas.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import libcst as cst

from ..model import Applicability
from ..syntax.templates import code_of
from ..syntax.walk import descendants
from .change import Change, Regroup
from .context import Context
from .registry import Rule
from .strategy_blocks import Copies, Item, arranged
from .strategy_scoping import Scoping, strategy_name
from .strategy_several import scope_changes

_NAME = "strategy-loop"
_MESSAGE = (
    "moved out of the scope, where it failed: it runs, on one replica; to use all, pass the step to {name}.run and "
    "loop over {name}.experimental_distribute_dataset(data) (`flowshift explain strategy-loop`)"
)


def survey(context: Context) -> Iterator[Change]:
    """Move each loop of its own out of the scope that it stands in."""
    name = strategy_name(context)
    if not name or "apply_gradients" not in context.tree.text or any(c.groups for c in scope_changes(context)):
        return
    scoping = Scoping(name, context)
    for node in descendants(context.module):
        if not isinstance(node, (cst.Module, cst.IndentedBlock)):
            continue
        items = list(scoping.items(node))
        loops = [item for item in items if item.of is not None and _trains_alone(item, name)]
        if loops:
            yield _change(node, items, loops, name)


def _trains_alone(item: Item, name: str) -> bool:
    """Tell whether a statement loops over steps that apply gradients, without the strategy's run."""
    if not isinstance(item.statement, (cst.For, cst.While)):
        return False
    text = code_of(item.statement)
    return "apply_gradients" in text and f"{name}.run" not in text and f"{name}.experimental_run_v2" not in text


def _change(block: cst.Module | cst.IndentedBlock, items: list[Item], loops: list[Item], name: str) -> Change:
    first = items.index(loops[0])
    marked = [replace(item, scoped=item.of is not None and index < first) for index, item in enumerate(items)]
    later = [replace(item, scoped=item.of is not None and item.of is not loops[0].of) for item in items[first:]]
    arrangement = [*marked[:first], *later]

    def arrange(copies: Copies) -> Sequence[cst.CSTNode]:
        return arranged(arrangement, f"{name}.scope()", copies)

    return Change(
        _NAME,
        loops[0].statement,
        "tf.distribute.Strategy.scope",
        _MESSAGE.format(name=name),
        Applicability.REVIEW,
        groups=(Regroup(block, arrange),),
    )


RULES = (
    Rule(
        _NAME,
        "strategy",
        "a training loop under a strategy's scope moves out of it, with the form that uses all replicas",
        __doc__ or "",
        survey=survey,
        words=frozenset({"Strategy"}),
    ),
)
