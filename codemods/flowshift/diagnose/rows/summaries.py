"""Hold the errors of TensorBoard, summaries and graph logging."""

from __future__ import annotations

from ..cause import Cause

SUMMARIES = (
    Cause(
        "callback-without-model",
        ("'NoneType' object has no attribute 'optimizer'",),
        "A Keras callback is driven by a loop of one's own, and nobody gave it its model: it looks for the model's optimizer "
        "at the end of the epoch. The loss is a scalar already; averaging it changes nothing.",
        "call callback.set_model(model) before the loop",
        ("tensorboard-callback",),
        ("on_epoch_end", "_collect_learning_rate", "callbacks.py"),
    ),
    Cause(
        "callback-value-not-scalar",
        ("Expected scalar shape, saw shape:",),
        "TensorBoard takes scalars, and was given a value for each example.",
        "average it with tf.reduce_mean; the loss classes of Keras average by themselves, its loss functions do not",
        ("tensorboard-callback",),
    ),
    Cause(
        "trace-without-folder",
        ("Argument `profiler_outdir` is not specified.",),
        "trace_on(profiler=True) also records a profile, and trace_export has no folder for it.",
        "give trace_export profiler_outdir=logdir, or leave profiler=True out of trace_on: a graph needs none",
        ("graph-trace",),
    ),
    Cause(
        "model-summary-is-none",
        ("Attempt to convert a value (None) with an unsupported type",),
        "model.summary() prints, and returns None, which was given to tf.summary.text.",
        "collect the lines: model.summary(print_fn=lines.append), and log '\\n'.join(lines)",
        ("model-summary-text",),
        (".summary()", "summary_v2.py", "plugins/text"),
    ),
    Cause(
        "no-step",
        ("No step set. Please specify one either through the `step` argument",),
        "A summary of TF2 belongs to a step, which add_summary used to give it.",
        "tf.summary.scalar(name, value, step=step)",
        ("summary",),
    ),
    Cause(
        "writer-of-tf1-in-eager",
        ("v1.summary.FileWriter is not compatible with eager execution.",),
        "The writers of TF1 belong to graphs, and this program runs eagerly.",
        "tf.summary.create_file_writer(logdir), as the default where something is logged",
        ("summary-writer", "summary"),
    ),
    Cause(
        "writer-without-add-summary",
        ("SummaryWriter' object has no attribute 'add_",),
        "A writer of TF2 is not handed summaries: it is the default while they are computed.",
        "with writer.as_default(): tf.summary.scalar(name, value, step=step)",
        ("summary-writer", "summary"),
    ),
)
