"""Reach TensorFlow 2 itself, where a program reached TensorFlow 1's behaviour through it.

    import tensorflow.compat.v1 as tf
    tf.disable_v2_behavior()

becomes, once the program is native,

    import tensorflow as tf

`tf.reset_default_graph()` has nothing to reset any more and goes too.
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from ..kinds.facts import Reference
from ..kinds.imports import dotted_name
from ..model import Style
from ..syntax.templates import dotted
from .change import Change, Edit, manual
from .context import Context
from .registry import Rule

_NAME = "compat-import"
_SWITCHES = frozenset(
    {
        "tf.disable_v2_behavior",
        "tf.disable_eager_execution",
        "tf.disable_v2_tensorshape",
        "tf.disable_control_flow_v2",
        "tf.disable_resource_variables",
        "tf.enable_eager_execution",
        "tf.enable_resource_variables",
        "tf.enable_v2_behavior",
        "tf.reset_default_graph",
    }
)


def apply(reference: Reference, context: Context) -> Change | None:
    """Drop a call that switches TF2's behaviour off, or on where it is on anyway."""
    if context.style is not Style.EAGER:
        return None
    line = context.statement_of(reference.node)
    small = line.body[0] if isinstance(line, cst.SimpleStatementLine) and len(line.body) == 1 else None
    alone = isinstance(small, cst.Expr) and reference.call is not None and small.value is reference.call.node
    if not alone or context.enclosing(reference.node) or line is None:
        return manual(_NAME, reference.node, reference.api.name, "TF2 programs do not switch its behaviour")
    return Change(_NAME, reference.node, reference.api.name, "not needed in a native program", removed=(line,))


def survey(context: Context) -> Iterator[Change]:
    """Rewrite `import tensorflow.compat.v1 as tf` at the top level."""
    if context.style is not Style.EAGER:
        return
    for small in context.facts.imports:
        if context.enclosing(small) or isinstance(small.names, cst.ImportStar):
            continue
        if isinstance(small, cst.ImportFrom):
            if small.module is not None and dotted_name(small.module) == "tensorflow.compat":
                yield from _from_compat(small)
            continue
        for alias in small.names:
            if dotted_name(alias.name) == "tensorflow.compat.v1" and alias.asname is not None:
                edit = Edit(alias.name, lambda _: dotted("tensorflow"))
                yield Change(_NAME, small, "tf.compat.v1", "becomes tensorflow", edits=(edit,))


def _from_compat(small: cst.ImportFrom) -> Iterator[Change]:
    """Rewrite `from tensorflow.compat import v1 as tf`."""
    assert not isinstance(small.names, cst.ImportStar)
    if len(small.names) == 1 and dotted_name(small.names[0].name) == "v1":
        asname = small.names[0].asname
        name = asname.name.value if asname is not None and isinstance(asname.name, cst.Name) else "v1"
        written = cst.Import([cst.ImportAlias(cst.Name("tensorflow"), cst.AsName(cst.Name(name)))])
        yield Change(_NAME, small, "tf.compat.v1", "becomes tensorflow", edits=(Edit(small, lambda _: written),))


RULES = (
    Rule(
        _NAME,
        "api",
        "a native program reaches TensorFlow 2 itself",
        __doc__ or "",
        _SWITCHES,
        apply,
        survey,
    ),
)
