"""Log summaries where they are computed, to a writer of TF2.

    writer = tf.summary.FileWriter("logs", sess.graph)     writer = tf.summary.create_file_writer("logs")
    tf.summary.scalar("loss", loss)                        with writer.as_default():
    merged = tf.summary.merge_all()                   ->       tf.summary.graph(train_step.get_concrete_function().graph)
    ...                                                    ...
    summary, _ = sess.run([merged, train], feed)           with writer.as_default():
    writer.add_summary(summary, i)                             train_step(x, y, i)

`tf.summary.scalar("loss", loss, step=step)` becomes a line of the function that computes the loss, and the step its parameter.
A function writes to the writer that is the default when it is traced, and asks then whether it records: so a summary that one
writer adds and another one too makes two functions, and `if i % 10 == 0: writer.add_summary(...)` becomes an argument.

A loop that does nothing but log goes into the function as it is, if its tags are computed from what it counts or goes through
(`"layer_%d" % i`, `"loss/" + name`) and no other summary can have the same. One tag in each turn is what TF1 numbers, and a
loop that also computes is needed without its summaries, too: such programs keep their session.

A clip of audio gets its channels (`tf.expand_dims(wave, -1)` for [batch, frames]) and a whole sample rate.

The tags stay: name scopes and families are written out, a tag that is used twice keeps TF1's number. Where TF1 put a number
behind a tag because an operation had that name already (`w_1` for a histogram of the variable `w`), the number goes.
A summary of a variable that the same run trains is a matter of chance in TF1 (of 240 runs, half logged the value from before
the step); here it is the value after the step.

A clip of audio gets its channels (`tf.expand_dims(wave, -1)` for [batch, frames]) and a whole sample rate.

TF1 stretches each image of floats to its largest value; TF2 takes the floats as brightness from 0 to 1.

A program that keeps its session keeps its writers, as `tf.compat.v1.summary`.

Source: event files of both runtimes, read back and compared; TF 1.15 `summary_op_util.summary_scope`.
"""

from __future__ import annotations

import libcst as cst

from ..kinds.facts import Reference
from ..kinds.kind import Kind, kind_of
from ..kinds.values import Call, Literal
from ..model import Applicability, Style
from ..syntax.templates import code_of, expression
from .call_site import CallSite
from .change import Change, Edit, manual
from .context import Context
from .registry import Rule
from .summary_audio import clip_of, rate_of
from .summary_tags import WRITER, is_statement_of_its_own, step_name, tag_of

_NAME = "summary"
_WRITER = "summary-writer"
_DATA = {"scalar": "tensor", "histogram": "values", "image": "tensor", "text": "tensor", "audio": "tensor"}
_MERGES = frozenset({"tf.summary.merge_all", "tf.summary.merge"})
_IMAGE = "TF1 stretches each image of floats to its largest value, TF2 takes floats as brightness from 0 to 1"

_CHANCE = "in a run that also trains the variable, TF1 left to chance which value was logged; here it is the one after the step"


def apply(reference: Reference, context: Context) -> Change | None:
    """Rewrite one summary, or drop what merged them."""
    if context.style is not Style.EAGER:
        return None
    name, call = reference.api.name, reference.call
    if call is None:
        return manual(_NAME, reference.node, name, "passed on as a value")
    site, line = context.site(call), context.statement_of(call.node)
    if not isinstance(line, cst.SimpleStatementLine) or len(line.body) != 1:
        return manual(_NAME, reference.node, name, "in the middle of a statement")
    if name in _MERGES:
        if site is None or site.given() - {"inputs"}:
            return manual(_NAME, reference.node, name, "merges a collection of its own: log its summaries one by one")
        return Change(_NAME, reference.node, name, "not needed: summaries are written at once", removed=(line,))
    kind = name.rpartition(".")[2]
    tag = tag_of(call, context)
    if site is None or tag is None or kind not in _DATA or _DATA[kind] not in site.nodes:
        return manual(_NAME, reference.node, name, "its tag or its arguments cannot be read from the call")
    if kind == "audio" and (clip_of(site, "", context) is None or rate_of(site, context) is None):
        return manual(_NAME, reference.node, name, "TF2 takes [batch, frames, channels] and a whole sample rate")
    if site.given() - {"name", _DATA[kind], "family", "max_outputs", "sample_rate"}:
        return manual(_NAME, reference.node, name, "it goes into a collection of its own")
    edits = (Edit(line.body[0], _written(kind, tag, site, context)),)
    message = f"becomes tf.summary.{kind} with the step, where it is computed"
    notes = [_IMAGE] if kind == "image" and not _is_whole(site) else []
    notes += [_CHANCE] if kind_of(site.value(_DATA[kind])) is Kind.VARIABLE else []
    applicability = Applicability.REVIEW if notes else Applicability.SAFE
    return Change(_NAME, reference.node, name, "; ".join([message, *notes]), applicability, edits)


def _is_whole(site: CallSite) -> bool:
    """Tell whether an image is of bytes, as the source shows: `tf.cast(x, tf.uint8)`."""
    return "uint8" in code_of(site.nodes["tensor"])


def _written(kind: str, tag: str, site: CallSite, context: Context):  # type: ignore[no-untyped-def]
    def rewrite(_: cst.CSTNode) -> cst.CSTNode:
        given = site.nodes["name"]
        own = _is_same(site, tag) or tag == code_of(given)  # computed
        quoted = code_of(given) if own else f'"{tag}"'
        data = code_of(context.render(site.nodes[_DATA[kind]]))
        texts = [quoted, data, f"step={step_name(context)}"]
        if kind == "audio":
            texts[1:2] = [clip_of(site, data, context) or data, rate_of(site, context) or ""]
        if "max_outputs" in site.nodes:
            texts.append(f"max_outputs={code_of(context.render(site.nodes['max_outputs']))}")
        return cst.Expr(expression(f"{context.tensorflow}.summary.{kind}({', '.join(texts)})"))

    return rewrite


def _is_same(site: CallSite, tag: str) -> bool:
    value = site.values["name"]
    return isinstance(value, Literal) and value.constant == tag


def writer(reference: Reference, context: Context) -> Change | None:
    """Rewrite the creation of one writer; the graph that it is given is logged from a function."""
    if context.style is not Style.EAGER:
        return None
    call = reference.call
    site = context.site(call) if call is not None else None
    if call is None or site is None or "logdir" not in site.nodes or not _is_kept(call, site, context):
        return manual(_WRITER, reference.node, WRITER, "make it with tf.summary.create_file_writer(logdir)")
    if site.given() - {"logdir", "graph", "max_queue", "flush_secs", "filename_suffix"}:
        return manual(_WRITER, reference.node, WRITER, "tf.summary.create_file_writer has no graph_def or session")

    def created(_: cst.CSTNode) -> cst.BaseExpression:
        texts = [code_of(context.render(site.nodes["logdir"]))]
        for old, new, unit in (("max_queue",) * 2 + ("",), ("flush_secs", "flush_millis", " * 1000"), _SUFFIX):
            if old in site.given():
                texts.append(f"{new}={code_of(context.render(site.nodes[old]))}{unit}")
        return expression(f"{context.tensorflow}.summary.create_file_writer({', '.join(texts)})")

    settled = (site.nodes["graph"],) if "graph" in site.given() else ()
    message = "becomes tf.summary.create_file_writer, which is the default where something is logged"
    return Change(_WRITER, reference.node, WRITER, message, edits=(Edit(call.node, created),), settled=settled)


def _is_kept(call: Call, site: CallSite, context: Context) -> bool:
    """Tell whether a writer gets a name, or logs but the graph: `tf.summary.FileWriter("logs", sess.graph)`."""
    return context.assigned(call) is not None or ("graph" in site.given() and is_statement_of_its_own(call, context))


_SUFFIX = ("filename_suffix", "filename_suffix", "")

RULES = (
    Rule(
        _NAME,
        "summaries",
        "summaries are logged with their step where they are computed",
        __doc__ or "",
        frozenset({*_MERGES, *(f"tf.summary.{kind}" for kind in _DATA)}),
        apply,
    ),
    Rule(
        _WRITER,
        "summaries",
        "a FileWriter becomes a writer of TF2, and the graph is logged from a function",
        __doc__ or "",
        frozenset({WRITER}),
        writer,
    ),
)
