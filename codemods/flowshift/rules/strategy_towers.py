"""Find towers that are written by hand: a loop over devices, and gradients that are averaged, or losses.

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

Loops over devices that train nothing get a finding of their own. One that only predicts runs as it stands; what spreads it is

    for batch in strategy.experimental_distribute_dataset(dataset):
        outputs = strategy.gather(strategy.run(predict, args=(batch,)), axis=0)

Copies of a Keras model for parts of a batch are what `fit` and `predict` do under a strategy, and variables that are updated
on each device are what MirroredStrategy keeps equal by itself. A `with tf.device(v.device)` only follows the tensor: nothing is
said.

Source: both forms were run on TF 2.15.1 with two replicas (6e-8); `gather` gives the outputs in the order of the batch.
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from ..kinds.keras import is_model
from ..kinds.values import Api, Call, Function
from ..syntax.walk import descendants, statements_below
from .change import Change, manual
from .context import Context
from .registry import Rule

_NAME = "strategy-tower"
_WORDS = ("gradient", "loss", "tower")
_SKELETON = (
    "make model and optimizer under tf.distribute.MirroredStrategy().scope(), run one step per replica with strategy.run on "
    "strategy.experimental_distribute_dataset(data), and take tf.nn.compute_average_loss(losses, global_batch_size=...) as "
    "the loss; `flowshift explain strategy-tower` has the skeleton"
)
_GRADIENTS = f"towers by hand: {_SKELETON}"
_LOSSES = f"towers by hand, whose losses are minimised together: {_SKELETON}"
_UPDATES = (
    "the variables of each device are updated by themselves: tf.distribute.MirroredStrategy keeps a copy of each variable on "
    "every device, and all of them equal"
)
_COPIES = (
    "copies of a Keras model compute parts of a batch: build and compile the model under "
    "tf.distribute.MirroredStrategy().scope(), and fit and predict spread each batch over the devices"
)
_OUTPUTS = (
    "nothing is trained on these devices: the loop runs as it stands, on the CPU where a device is missing; to spread it, "
    "strategy.gather(strategy.run(predict, args=(batch,)), axis=0) on strategy.experimental_distribute_dataset(data)"
)


def survey(context: Context) -> Iterator[Change]:
    """Report each loop that places its turns on devices of their own."""
    if ".device" not in context.tree.text or not any(word in context.tree.text for word in _WORDS):
        return
    for node in statements_below(context.module):
        if isinstance(node, cst.For):
            placed = next((inner for inner in statements_below(node.body) if _is_placed(inner, node, context)), None)
            message = _message(placed, node, context) if isinstance(placed, cst.With) else None
            if message is not None:
                yield manual(_NAME, node, "tf.device", message)


def _is_placed(node: cst.CSTNode, loop: cst.For, context: Context) -> bool:
    """Tell whether a `with` chooses a device by the loop's variable, and not where a tensor is already (`v.device`)."""
    if not isinstance(node, cst.With):
        return False
    turns = {name.value for name in descendants(loop.target) if isinstance(name, cst.Name)}
    for item in node.items:
        call = item.item
        if isinstance(call, cst.Call) and call.args and not _follows_tensor(call.args[0].value):
            function = context.facts.value(call.func)
            used = {n.value for n in descendants(call.args[0].value) if isinstance(n, cst.Name)}
            if isinstance(function, Api) and function.name == "tf.device" and used & turns:
                return True
    return False


def _follows_tensor(node: cst.BaseExpression) -> bool:
    return isinstance(node, cst.Attribute) and node.attr.value == "device"


def _message(placed: cst.With, loop: cst.For, context: Context) -> str | None:
    """Say what a loop over devices is for; None where it neither trains nor runs a model."""
    inside = list(_calls(placed, context, set()))
    methods = {_method(call) for call in inside}
    everywhere = {_method(call) for call in context.facts.calls}
    differentiated = any(call.api == "tf.gradients" for call in inside)
    if "apply_gradients" in methods or "minimize" in methods:
        return _UPDATES
    if "compute_gradients" in methods or (differentiated and "apply_gradients" in everywhere):
        return _GRADIENTS
    if any(is_model(call.function, context.facts) for call in inside):
        return _COPIES
    names = {node.value for node in descendants(loop) if isinstance(node, cst.Name)}
    if not any(word in name for word in _WORDS for name in names) and not differentiated:
        return None
    around = context.owner(loop)
    minimised = any(_method(call) == "minimize" and context.owner(call.node) is around for call in context.facts.calls)
    return _LOSSES if minimised else _OUTPUTS


def _calls(node: cst.CSTNode, context: Context, seen: set[int]) -> Iterator[Call]:
    """Yield the calls below a node, and those of the module's functions that are called there."""
    own = {id(found) for found in descendants(node)}
    calls = [call for call in context.facts.calls if id(call.node) in own]
    yield from calls
    for found in descendants(node):
        function = context.facts.value(found.func) if isinstance(found, cst.Call) else None
        if isinstance(function, Function) and id(function.node) not in seen:
            seen.add(id(function.node))
            yield from _calls(function.node.body, context, seen)


def _method(call: Call) -> str:
    func = call.node.func
    return func.attr.value if isinstance(func, cst.Attribute) else ""


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
