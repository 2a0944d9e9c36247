"""Make a model and what belongs to it under the scope of its distribution strategy, and train it outside.

    strategy = tf.distribute.MirroredStrategy()
    model = build_model()
    with strategy.scope():
        model.compile(...)
        model.fit(data)

becomes

    strategy = tf.distribute.MirroredStrategy()
    with strategy.scope():
        model = build_model()
        model.compile(...)
    model.fit(data)

What counts is where variables are made: a model that is made outside fails when it is compiled or trained under the scope
(`Variable (...) was not created in the distribution strategy scope`, `` `colocate_vars_with` must only be passed a variable
created in this scope ``), and trains on one device, without a word, where nothing stands under the scope. Models, what
`load_model` gives, layers, optimizers, metrics and `compile` go below it; `fit`, `evaluate`, `predict`, data and callbacks
stay out. The scope holds for whatever runs in it, so of a function that builds the model the call is what moves. A
strategy that is made after the model moves in front of it. A model that has been trained before is made again under the
scope, with its weights.

Where a program has several strategies, each model goes to the one under whose scope it is compiled or trained; a model that is
named under none of them, or under two, gets a finding.

Applied under review where the original runs: training is spread then. The weights are those of one device (2e-7 after
20 steps) but for layers that take statistics of their batch.

Source: every form was run on TF 2.15.1 with two replicas.
"""

from __future__ import annotations

from collections.abc import Iterator

from .change import Change
from .context import Context
from .registry import Rule
from .strategy_scoping import NAME
from .strategy_several import scope_changes


def survey(context: Context) -> Iterator[Change]:
    """Arrange each block in which a strategy's model is made."""
    yield from scope_changes(context)


RULES = (
    Rule(
        NAME,
        "strategy",
        "a model is made and compiled under its distribution strategy's scope, and trained outside",
        __doc__ or "",
        survey=survey,
        words=frozenset({"Strategy"}),
    ),
)
