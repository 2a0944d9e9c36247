"""Name the modes of `tf.contrib.learn` as `tf.estimator` does, which holds the same texts.

    tf.contrib.learn.ModeKeys.TRAIN  ->  tf.estimator.ModeKeys.TRAIN
    tf.contrib.learn.ModeKeys.INFER  ->  tf.estimator.ModeKeys.PREDICT

Both INFER and PREDICT are "infer". Where the class itself is handed on, nothing says which of its names are read.

Source: values of both classes on TF 1.15.5, and of `tf.estimator.ModeKeys` on TF 2.15.1.
"""

from __future__ import annotations

import libcst as cst

from ..kinds.facts import Reference
from ..syntax.templates import dotted
from .change import Change, Edit, manual
from .context import Context
from .registry import Rule

_NAME = "mode-keys"
_CLASS = "tf.contrib.learn.ModeKeys"
_KEYS = {"TRAIN": "TRAIN", "EVAL": "EVAL", "INFER": "PREDICT"}


def apply(reference: Reference, context: Context) -> Change | None:
    """Rewrite one mode."""
    around = context.tree.parents.get(id(reference.node))
    key = _KEYS.get(around.attr.value) if isinstance(around, cst.Attribute) else None
    if around is None or key is None:
        return manual(_NAME, reference.node, _CLASS, "tf.estimator.ModeKeys has the same modes, with PREDICT for INFER")
    text = f"{context.tensorflow}.estimator.ModeKeys.{key}"
    edit = Edit(around, lambda _: dotted(text))
    return Change(_NAME, reference.node, _CLASS, f"becomes tf.estimator.ModeKeys.{key}, the same text", edits=(edit,))


RULES = (
    Rule(
        _NAME,
        "contrib",
        "the modes of tf.contrib.learn become those of tf.estimator",
        __doc__ or "",
        frozenset({_CLASS}),
        apply,
    ),
)
