"""Hold the errors of Keras' API and of its optimizers."""

from __future__ import annotations

from ..cause import Cause

KERAS = (
    Cause(
        "uncompiled-train-step",
        ("'NoneType' object has no attribute 'update_state'",),
        "train_step uses self.compiled_metrics, and is called on a model that was never compiled. Neither a strategy nor "
        "TensorBoard has a part in it.",
        "compile the model first, or update metrics of your own in train_step",
    ),
    Cause(
        "not-compiled",
        ("You must compile your model before training/testing.",),
        "fit and evaluate need a loss and an optimizer.",
        "call model.compile(...) after the model was made or loaded, and on the model that is trained",
    ),
    Cause(
        "decay-argument",
        ("decay is deprecated in the new Keras optimizer",),
        "Keras optimizers have no decay= since 2.11.",
        "learning_rate=tf.keras.optimizers.schedules.InverseTimeDecay(rate, 1, decay) takes the same steps",
        ("keras-optimizer",),
    ),
    Cause(
        "optimizer-for-other-variables",
        ("The optimizer cannot recognize variable",),
        "An optimizer of Keras belongs to the variables of its first step; this one trains others too, as in a GAN.",
        "make one optimizer for each set of variables, or call optimizer.build(all_variables) before the first step",
    ),
    Cause(
        "loss-is-a-tensor",
        ("`loss` passed to Optimizer.compute_gradients should be a function when eager execution is enabled.",),
        "minimize(loss) builds a training operation from a tensor of the graph, and this program runs eagerly.",
        "compute the loss under tf.GradientTape, and apply its gradients",
        ("session-run", "optimizer"),
    ),
    Cause(
        "loss-without-tape",
        ("`tape` is required when a `Tensor` loss is passed.",),
        "A tensor does not remember how it was computed in eager code.",
        "compute the loss under `with tf.GradientTape() as tape:` and pass tape=tape to minimize",
        ("session-run", "optimizer"),
    ),
    Cause(
        "minimize-without-variables",
        ("minimize() missing 1 required positional argument: 'var_list'",),
        "There is no collection of trainable variables that minimize could take them from.",
        "pass the variables: optimizer.minimize(loss, model.trainable_variables, tape=tape)",
        ("session-run", "optimizer"),
    ),
    Cause(
        "no-variables-to-optimize",
        ("No variables to optimize.",),
        "A TF1 optimizer looks for trainable variables in the graph's collection, which is empty inside a tf.function.",
        "pass them: minimize(loss, var_list=[...])",
        ("session-run", "optimizer"),
    ),
    Cause(
        "no-gradients",
        ("No gradients provided for any variable",),
        "The loss was not computed from the variables under the tape: it was computed before the tape was opened, by NumPy, or "
        "from a value that was read with .numpy().",
        "compute everything between the variables and the loss under the tape, with TensorFlow's operations",
    ),
    Cause(
        "use-locking",
        ("use_locking is not a valid argument",),
        "Keras optimizers have no use_locking.",
        "leave it out",
        ("optimizer",),
    ),
    Cause(
        "removed-method",
        (
            "has no attribute 'predict_classes'",
            "has no attribute 'predict_proba'",
        ),
        "The method was removed in TF 2.6.",
        "np.argmax(model.predict(x), axis=-1) for classes, (model.predict(x) > 0.5).astype('int32') for one sigmoid output; "
        "predict_proba was predict",
        ("keras-method",),
    ),
    Cause(
        "history-key",
        ("KeyError: 'acc'", "KeyError: 'val_acc'", "KeyError: 'mean_absolute_error'", "KeyError: 'mean_squared_error'"),
        "TF2 names a metric in the history as compile was given it: metrics=['accuracy'] gives 'accuracy', metrics=['mae'] "
        "gives 'mae'.",
        "read the key that compile was given, or have compile given the name that is read",
        ("keras-metric-name",),
    ),
)
