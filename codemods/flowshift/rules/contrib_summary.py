"""Move the eager summaries of `tf.contrib.summary` to `tf.summary`, which they became.

    writer = tf.contrib.summary.create_file_writer("logs")        writer = tf.summary.create_file_writer("logs")
    with writer.as_default(), \\                                    with writer.as_default():
         tf.contrib.summary.always_record_summaries():        ->      tf.summary.scalar("loss", loss, step=global_step)
        tf.contrib.summary.scalar("loss", loss)

TF1 takes the global step where no step is given, TF2 wants it named. TF1 records nothing unless told to, TF2 everything: so
`always_record_summaries` beside the writer is not needed, and a program that never records is left alone.

Condition: the program runs eagerly (`tf.enable_eager_execution`). A program that runs `all_summary_ops` in a session has no
counterpart. Source: event files of both runtimes, read back; TF 1.15 `summary_ops_v2.py`.
"""

from __future__ import annotations

import libcst as cst

from ..kinds.facts import Reference
from ..kinds.values import Call
from ..syntax.templates import code_of, dotted, expression
from .change import Change, Edit, NodeRewrite, manual
from .context import Context
from .registry import Rule

_NAME = "contrib-summary"
_OLD, _STEP = "tf.contrib.summary.", "tf.train.get_or_create_global_step"
_RECORDS = {"always_record_summaries": "True", "never_record_summaries": "False"}
_EVERY = "record_summaries_every_n_global_steps"
# The parameters of TF1 behind the name, and what they are called in TF2.
_SUMMARIES = {
    "scalar": (("tensor", "data"),),
    "histogram": (("tensor", "data"),),
    "image": (("tensor", "data"), ("max_images", "max_outputs")),
}
_SWITCHES = frozenset({"tf.enable_eager_execution", "tf.enable_v2_behavior"})


def apply(reference: Reference, context: Context) -> Change | None:
    """Rewrite one name of a program that runs eagerly."""
    names = {found.api.name for found in context.facts.references}
    name, call = reference.api.name, reference.call
    own = name[len(_OLD) :]
    if not names & _SWITCHES or call is None:
        return None
    if not names & {_OLD + record for record in (*_RECORDS, _EVERY)}:
        return manual(_NAME, reference.node, name, "TF1 records nothing unless told to: say tf.summary.record_if(True)")
    if own == "create_file_writer":
        return _changed(call, name, Edit(reference.node, _renamed("create_file_writer", context)), own)
    if own in _RECORDS:
        return _changed(call, name, _recording(call, _RECORDS[own], context), "record_if")
    site = context.site(call)
    if site is None or site.given() & {"family", "bad_color", "global_step"}:
        return manual(_NAME, reference.node, name, "its arguments have no place in tf.summary")
    if own == _EVERY:
        number = code_of(site.nodes["n"])
        step = _global_step(context)
        edit = Edit(
            call.node, lambda _: expression(f"{context.tensorflow}.summary.record_if(lambda: {step} % {number} == 0)")
        )
        return _changed(call, name, edit, "record_if")

    def summary(_: cst.CSTNode) -> cst.BaseExpression:
        texts = [code_of(context.render(site.nodes["name"])), code_of(context.render(site.nodes["tensor"]))]
        step = code_of(context.render(site.nodes["step"])) if "step" in site.given() else _global_step(context)
        texts.append(f"step={step}")
        texts += [f"{new}={code_of(site.nodes[old])}" for old, new in _SUMMARIES[own][1:] if old in site.given()]
        return expression(f"{context.tensorflow}.summary.{own}({', '.join(texts)})")

    return _changed(call, name, Edit(call.node, summary), own)


def _changed(call: Call, name: str, edit: Edit, target: str) -> Change:
    return Change(_NAME, call.node, name, f"becomes tf.summary.{target}", edits=(edit,))


def _renamed(own: str, context: Context) -> NodeRewrite:
    return lambda _: dotted(f"{context.tensorflow}.summary.{own}")


def _global_step(context: Context) -> str:
    """Return the name of the global step, or the call that gives it."""
    for definitions in context.facts.defines.values():
        for definition in definitions:
            if isinstance(definition.value, Call) and definition.value.api == _STEP:
                return definition.name
    return f"{context.tensorflow}.compat.v1.train.get_or_create_global_step()"


def _recording(call: Call, value: str, context: Context) -> Edit:
    """Drop what TF2 does anyway from a `with` that also opens the writer; else say it."""
    around = context.tree.parents.get(id(call.node))
    block = context.tree.parents.get(id(around)) if around is not None else None
    if value == "True" and isinstance(around, cst.WithItem) and isinstance(block, cst.With) and len(block.items) > 1:
        return Edit(block, _without(call.node, block))
    return Edit(call.node, lambda _: expression(f"{context.tensorflow}.summary.record_if({value})"))


def _without(call: cst.Call, original: cst.With) -> NodeRewrite:
    places = [index for index, item in enumerate(original.items) if item.item is call]

    def rewrite(node: cst.CSTNode) -> cst.CSTNode:
        assert isinstance(node, cst.With)
        kept = [item for index, item in enumerate(node.items) if index not in places]
        kept[-1] = kept[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
        return node.with_changes(items=kept)

    return rewrite


RULES = (
    Rule(
        _NAME,
        "summaries",
        "eager summaries of tf.contrib.summary become those of tf.summary, with their step",
        __doc__ or "",
        frozenset(_OLD + own for own in ("create_file_writer", *_SUMMARIES, *_RECORDS, _EVERY)),
        apply,
    ),
)
