"""Find towers that are written by hand: a loop over devices, and gradients that are averaged.

    for i in range(num_gpus):
        with tf.device("/gpu:%d" % i):
            loss = tower_loss(images[i], labels[i])
            tower_gradients.append(optimizer.compute_gradients(loss))
    train_op = optimizer.apply_gradients(average_gradients(tower_gradients))

Nothing local can be written for it: variables, data and update all change their place. The same steps are

    strategy = tf.distribute.MirroredStrategy()
    with strategy.scope():
        model, optimizer = build()

    @tf.function
    def train_step(batch):
        def step(images, labels):
            with tf.GradientTape() as tape:
                losses = loss_function(labels, model(images, training=True))   # reduction="none"
                loss = tf.nn.compute_average_loss(losses, global_batch_size=BATCH)
            gradients = tape.gradient(loss, model.trainable_variables)
            optimizer.apply_gradients(zip(gradients, model.trainable_variables))
            return loss
        return strategy.reduce("SUM", strategy.run(step, args=batch), axis=None)

    for batch in strategy.experimental_distribute_dataset(dataset):
        loss = train_step(batch)

The sum over the replicas of the gradients of loss / global batch is the average of the towers' gradients, where the towers
get equal parts of the batch. On a machine without those GPUs the loop runs on in TF2, all of it on the CPU.

Source: both forms were run on TF 2.15.1 with two replicas (6e-8).
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from ..kinds.values import Api
from ..syntax.templates import code_of
from ..syntax.walk import descendants
from .change import Change, manual
from .context import Context
from .registry import Rule

_NAME = "strategy-tower"
_GRADIENTS = ("compute_gradients", "average_gradients", "gradients", "tower")
_MESSAGE = (
    "towers by hand: make model and optimizer under tf.distribute.MirroredStrategy().scope(), run one step per replica "
    "with strategy.run on strategy.experimental_distribute_dataset(data), and take tf.nn.compute_average_loss(losses, "
    "global_batch_size=...) as the loss; `flowshift explain strategy-tower` has the skeleton"
)


def survey(context: Context) -> Iterator[Change]:
    """Report each loop that places its turns on devices of their own and computes gradients."""
    if ".device" not in context.tree.text or not any(word in context.tree.text for word in _GRADIENTS):
        return
    for node in descendants(context.module):
        if isinstance(node, cst.For) and any(_places(inner, node, context) for inner in descendants(node.body)):
            yield manual(_NAME, node, "tf.device", _MESSAGE)


def _places(node: cst.CSTNode, loop: cst.For, context: Context) -> bool:
    """Tell whether a `with` chooses a device by the loop's variable."""
    if not isinstance(node, cst.With):
        return False
    turns = {name.value for name in descendants(loop.target) if isinstance(name, cst.Name)}
    for item in node.items:
        call = item.item
        if isinstance(call, cst.Call) and call.args:
            function = context.facts.value(call.func)
            used = {n.value for n in descendants(call.args[0].value) if isinstance(n, cst.Name)}
            if isinstance(function, Api) and function.name == "tf.device" and used & turns:
                return any(word in code_of(loop) for word in ("gradient", "loss", "tower"))
    return False


RULES = (
    Rule(
        _NAME,
        "strategy",
        "towers written by hand are reported, with the skeleton of a custom loop",
        __doc__ or "",
        survey=survey,
        words=frozenset({"compute_gradients", "average_gradients", "tower"}),
    ),
)
