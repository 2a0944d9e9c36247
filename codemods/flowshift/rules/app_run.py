"""Hand `main` to `absl.app.run`, which does not look for it.

    tf.app.run()      ->  absl.app.run(main)             (native programs)
    tf.app.run(main)  ->  tf.compat.v1.app.run(main)     (style graph)

`tf.app.run` finds `main` in the running module by itself, and lets flags pass that are not defined; absl stops at them.

Source: TF 1.15 `platform/app.py`.
"""

from __future__ import annotations

import libcst as cst

from ..kinds.facts import Reference
from ..model import Applicability, Style
from ..syntax.templates import dotted
from .change import Change, Edit, manual
from .context import Context
from .registry import Rule

_NAME = "app-run"


def apply(reference: Reference, context: Context) -> Change | None:
    """Rewrite one call."""
    if context.style is not Style.EAGER:
        return None
    call = reference.call.node if reference.call is not None else None
    named = any(isinstance(node, cst.FunctionDef) and node.name.value == "main" for node in context.module.body)
    if call is None or not (call.args or named):
        return manual(_NAME, reference.node, reference.api.name, "absl.app.run takes the function to run: give it main")
    edits = [Edit(reference.node, lambda _: dotted("absl.app.run"))]
    if not call.args:
        edits.append(Edit(call, _with_main))
    message = "becomes absl.app.run, which stops at flags that are not defined"
    return Change(
        _NAME,
        reference.node,
        reference.api.name,
        message,
        Applicability.REVIEW,
        tuple(edits),
        requires=("import absl.app",),
    )


def _with_main(node: cst.CSTNode) -> cst.Call:
    assert isinstance(node, cst.Call)
    return node.with_changes(args=[cst.Arg(cst.Name("main"))])


RULES = (Rule(_NAME, "api", "tf.app.run becomes absl.app.run(main)", __doc__ or "", frozenset({"tf.app.run"}), apply),)
