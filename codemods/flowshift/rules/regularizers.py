"""Turn the regularizers of `tf.contrib.layers` into Keras ones, which do not halve the square.

    tf.contrib.layers.l2_regularizer(0.1)          ->  tf.keras.regularizers.L2(0.5 * 0.1)
    tf.contrib.layers.l1_regularizer(0.1)          ->  tf.keras.regularizers.L1(0.1)
    tf.contrib.layers.l1_l2_regularizer(0.1, 0.2)  ->  tf.keras.regularizers.L1L2(0.1, 0.5 * 0.2)

`l2_regularizer` is `scale * sum(w ** 2) / 2`, Keras' L2 is `scale * sum(w ** 2)`: the name alone would double the loss.

Source: TF 1.15 `contrib/layers/python/layers/regularizers.py`; values and gradients of both runtimes.
"""

from __future__ import annotations

import libcst as cst

from ..kinds.facts import Reference
from ..syntax.templates import code_of, expression, parenthesised
from .change import Change, Edit, manual
from .context import Context
from .registry import Rule

_NAME = "regularizer"
_PREFIX = "tf.contrib.layers."

# TF1 name -> Keras class, and its arguments as (TF1 parameter, factor)
_CLASSES = {
    "l1_regularizer": ("L1", (("scale", ""),)),
    "l2_regularizer": ("L2", (("scale", "0.5 * "),)),
    "l1_l2_regularizer": ("L1L2", (("scale_l1", ""), ("scale_l2", "0.5 * "))),
}


def apply(reference: Reference, context: Context) -> Change | None:
    """Rewrite one regularizer."""
    name = reference.api.name
    own = name[len(_PREFIX) :]
    keras, arguments = _CLASSES[own]
    site = context.site(reference.call) if reference.call is not None else None
    if site is None or any(parameter not in site.nodes for parameter, _ in arguments):
        return manual(_NAME, reference.node, name, f"write tf.keras.regularizers.{keras}, with half the scale of l2")

    def made(_: cst.CSTNode) -> cst.BaseExpression:
        written: list[str] = []
        for parameter, factor in arguments:
            node = context.render(site.nodes[parameter])
            assert isinstance(node, cst.BaseExpression)
            written.append(factor + code_of(parenthesised(node) if factor else node))
        return expression(f"{context.tensorflow}.keras.regularizers.{keras}({', '.join(written)})")

    message = f"becomes tf.keras.regularizers.{keras}" + (", with half the scale" if "l2" in own else "")
    return Change(_NAME, reference.node, name, message, edits=(Edit(site.call.node, made),))


RULES = (
    Rule(
        _NAME,
        "contrib",
        "contrib regularizers become Keras ones, the half of l2 written out",
        __doc__ or "",
        frozenset(_PREFIX + own for own in _CLASSES),
        apply,
    ),
)
