"""Turn `tf.train.Saver` into `tf.train.Checkpoint`, and read the checkpoints that the TF1 version of the program wrote.

    saver = tf.train.Saver()                              saver = tf.train.Checkpoint(w=w, b=b, optimizer=optimizer)
    path = saver.save(sess, "./model.ckpt")         ->    path = saver.write("./model.ckpt")
    saver.restore(sess, path)                             restore(path)

`restore` is a function of the migrated program. TF2's checkpoints hold a graph of objects, TF1's the names of variables:
`Checkpoint.read` of an old file would restore nothing, and say nothing. The function looks which of them the file is, and
reads an old one by the names that the variables had in TF1. The optimizer's own slots are not in those; they start anew.

Where the step is saved in the name (`global_step=`) the files are kept by a `tf.train.CheckpointManager`, five of them, as TF1
did. A saver of variables that cannot be told from the source, or of layers' weights, keeps its session.

Source: TF 1.15 `tensorflow/python/training/saver.py`; a checkpoint of TF 1.15.5 read by the migrated program.
"""

from __future__ import annotations

import libcst as cst

from ..kinds.facts import Reference
from ..kinds.values import Call
from ..model import Style
from ..syntax.templates import code_of, expression
from .change import Change, Edit
from .context import Context
from .registry import Rule

NAME = "saver"
_EXISTS = "tf.train.checkpoint_exists"
_EVERYTHING = frozenset({"tf.global_variables", "tf.all_variables"})


def apply(reference: Reference, context: Context) -> Change | None:
    """Ask whether a checkpoint is there as TF2 does; what becomes of a saver is decided with its program."""
    call = reference.call
    if context.style is Style.EAGER and reference.api.name in _EVERYTHING and _is_saved(call, context):
        return Change(NAME, reference.node, reference.api.name, "the checkpoint names its objects")
    if context.style is not Style.EAGER or call is None or reference.api.name != _EXISTS or len(call.node.args) != 1:
        return None

    def exists(_: cst.CSTNode) -> cst.BaseExpression:
        path = code_of(context.render(call.node.args[0].value))
        return expression(f'{context.tensorflow}.io.gfile.exists({path} + ".index")')

    return Change(NAME, reference.node, _EXISTS, "becomes a look for the index file", edits=(Edit(call.node, exists),))


def _is_saved(call: Call | None, context: Context) -> bool:
    """Tell whether a list of variables is what a saver is given."""
    return call is not None and any(saver.api == "tf.train.Saver" for saver in context.calls_with(call))


RULES = (
    Rule(
        NAME,
        "programs",
        "tf.train.Saver becomes tf.train.Checkpoint, which reads TF1's files too",
        __doc__ or "",
        frozenset({"tf.train.Saver", _EXISTS, *_EVERYTHING}),
        apply,
    ),
)
