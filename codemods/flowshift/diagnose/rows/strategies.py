"""Hold the errors around distribution strategies."""

from __future__ import annotations

from ..cause import Cause

_SCOPE = ("strategy-scope",)
_MOVE = (
    "make the model, and everything that belongs to it, under `with strategy.scope():`; fit and the data stay outside"
)

STRATEGIES = (
    Cause(
        "model-outside-scope",
        (
            "`colocate_vars_with` must only be passed a variable created in this tf.distribute.Strategy.scope()",
            "was not created in the distribution strategy scope of",
            "'NoneType' object has no attribute 'merge_call'",
        ),
        "The model was made outside the strategy's scope, and is trained or compiled under it: its variables are no "
        "mirrored ones. Callbacks such as TensorBoard have nothing to do with it, and moving compile alone does not help.",
        _MOVE,
        _SCOPE,
    ),
    Cause(
        "unbuilt-model-outside-scope",
        ("SyncOnReadVariable does not support `assign_add` in cross-replica context",),
        "The model was made outside the strategy's scope, and got its variables only when it was trained; its metrics were "
        "made by compile, under the scope. Or the loop itself updates a metric of the scope, outside of strategy.run.",
        _MOVE,
        _SCOPE,
    ),
    Cause(
        "optimizer-outside-scope",
        ("Optimizer (...) passed to `model.compile` was created inside a different distribution strategy scope",),
        "The optimizer has variables already (its iterations were read, or it has taken steps), made outside the scope.",
        "make the optimizer under `with strategy.scope():`, beside the model",
        _SCOPE,
    ),
    Cause(
        "metric-outside-scope",
        ("Metric (...) passed to `model.compile` was created inside a different distribution strategy scope",),
        "A metric makes its variables at once, and this one was made outside the scope.",
        "make the metric under `with strategy.scope():`, or pass its name as a string",
        _SCOPE,
    ),
    Cause(
        "loss-reduction",
        ("Please use `tf.keras.losses.Reduction.SUM` or `tf.keras.losses.Reduction.NONE` for loss reduction",),
        "Each replica sees a part of the batch, so that its mean is not the mean of the batch.",
        "give the loss reduction='none', and average with tf.nn.compute_average_loss(losses, global_batch_size=...)",
    ),
    Cause(
        "update-outside-replica",
        (
            "DistributedVariable.handle is not available outside the replica context",
            "`handle` is not available outside the replica context",
        ),
        "Training steps run under `strategy.scope()` itself, which is for making objects. A mirrored variable has a value on "
        "each device, and only code that runs on a replica has one of them.",
        "run the step with strategy.run(train_step, args=...), outside `with strategy.scope():`",
    ),
    Cause(
        "renamed-strategy-method",
        ("Strategy' object has no attribute 'experimental_run_v2'",),
        "experimental_run_v2 lost its prefix in TF 2.2.",
        "strategy.run(function, args=...)",
        _SCOPE,
    ),
    Cause(
        "two-strategies",
        ("Mixing different tf.distribute.Strategy objects",),
        "Objects of one strategy are used under another one, though both may be alike.",
        "make one strategy, and use it everywhere",
    ),
    Cause(
        "num-gpus",
        ("MirroredStrategy.__init__() got an unexpected keyword argument 'num_gpus'",),
        "num_gpus was an argument of tf.contrib.distribute.MirroredStrategy.",
        "list the devices: tf.distribute.MirroredStrategy([f'/gpu:{i}' for i in range(n)]), or none for all of them",
    ),
)
