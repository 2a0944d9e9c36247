"""Let the TensorBoard callback profile the batch that it profiled on TF 1.15.

    TensorBoard("logs")                      ->  TensorBoard("logs", profile_batch=2)
    TensorBoard("logs", profile_batch=-1)    ->  TensorBoard("logs", profile_batch=0)
    TensorBoard("logs", profile_batch=2.0)   ->  TensorBoard("logs", profile_batch=2)

TF 1.14 and 1.15 profiled the second batch unless they were told otherwise; TF 2.15 profiles none. Batches are counted from 1 by
both, 0 turns the profiler off in both, and both write below `plugins/profile` of the log folder. TF 1.15 compared the number of
batches with what it was given, so that a number below zero, or between two, profiled nothing: TF 2.15 raises for those.
Ranges (`"10,20"`, `(10, 20)`) are TF2's own, and stay. The callback of standalone Keras had no profiler.

Only with the profiler does TF 2.15 call the callback for each batch: without, it logs nothing for batches
(`update_freq="batch"`), and of the graph (`write_graph`) only Keras' own drawing of the model, not the operations.

Two things are other: TF 1.15 went on counting in the next call of `fit`, so that one callback profiled batch 2 of the first
only, where TF2 counts anew; a finding says so. And a run that ended one batch before wrote an empty trace, where TF2 writes
none.

Source: TF 1.15 `keras/callbacks_v1.py`, TF 2.15 `keras/src/callbacks.py`; both run, their log folders compared.
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from ..kinds.facts import Reference
from ..kinds.values import Call, Literal, Member
from ..model import Applicability, Style
from ..symbols.api_map import lookup
from ..symbols.tf2_names import exists_in_tf2
from ..syntax.arguments import with_keyword
from ..syntax.templates import expression
from .call_site import CallSite
from .change import Change, Edit, manual
from .context import Context
from .registry import Rule

_NAME = "tensorboard-profile"
_SYMBOL = "tf.keras.callbacks.TensorBoard"
_DEFAULT = 2
_FITS = ("fit", "fit_generator")
_COUNTED_ON = (
    "TF1 counted batches on through every call of fit, and profiled batch {} of all; TF2 counts anew in each call: give "
    "the later ones a callback with profile_batch=0"
)


def is_tensorflow_1(context: Context) -> bool:
    """Tell whether a program was written for TF 1.15: it has a name that only TF1 has, and not as `tf.compat.v1`."""
    return context.any_version is None and any(
        lookup(reference.api.name) is not None
        and not exists_in_tf2(reference.api.name)
        and not (reference.api.imported_as == "tensorflow" and ".compat.v1." in reference.api.written)
        for reference in context.facts.references
    )


def survey(context: Context) -> Iterator[Change]:
    """Look at each callback that the module makes."""
    if context.style is Style.GRAPH:
        return  # Keras gives a program without eager execution TF1's callback
    for reference in context.facts.references:
        call = reference.call
        if reference.api.name == _SYMBOL and call is not None and not _is_standalone(reference):
            yield from _changes(call, is_tensorflow_1(context), context)


def _is_standalone(reference: Reference) -> bool:
    return reference.api.imported_as.startswith("keras")


def _changes(call: Call, tf1: bool, context: Context) -> Iterator[Change]:
    site = context.site(call)
    if site is None:
        if tf1 and not call.arguments.exact:
            message = "unless profile_batch is among the arguments, TF1 profiled batch 2, and TF2 profiles none"
            yield manual(_NAME, call.node, _SYMBOL, message)
        return
    if "profile_batch" in site.nodes:
        yield from _given(site)
    elif tf1 and all(a.keyword is not None for a in call.node.args[2:]):
        message = f"TF1 profiled batch {_DEFAULT} by default, TF2 profiles none: profile_batch=0 turns it off in both"
        edit = Edit(call.node, _written_out)
        yield Change(_NAME, call.node, _SYMBOL, message, Applicability.SAFE, (edit,))
    if tf1:
        yield from _counted_on(site, context)


def _written_out(node: cst.CSTNode) -> cst.CSTNode:
    assert isinstance(node, cst.Call)
    return with_keyword(node, "profile_batch", str(_DEFAULT))


def _given(site: CallSite) -> Iterator[Change]:
    """Write a number that TF2 refuses as the one that does what it did."""
    value = site.value("profile_batch")
    number = value.constant if isinstance(value, Literal) and value.known else None
    if not isinstance(number, (int, float)) or (isinstance(number, int) and number >= 0):
        return
    same = int(number) if number > 0 and number == int(number) else 0
    node = site.nodes["profile_batch"]
    message = f"TF1 profiled {'no batch' if same == 0 else f'batch {same}'} with this value, which TF2 refuses"
    yield Change(_NAME, node, _SYMBOL, message, edits=(Edit(node, lambda _: expression(str(same))),))


def _counted_on(site: CallSite, context: Context) -> Iterator[Change]:
    """Report a callback that is given to several calls of fit: TF1 counted their batches together."""
    batch = site.constant("profile_batch", _DEFAULT)
    if not isinstance(batch, int) or batch <= 1:
        return  # batch 1 is the first of each call in both
    made = {id(node) for node in context.enclosing(site.call.node)}
    fits = [c for c in context.calls_with(site.call) if isinstance(c.function, Member) and c.function.name in _FITS]
    repeated = any(
        isinstance(node, (cst.For, cst.While)) and id(node) not in made
        for fit in fits
        for node in context.enclosing(fit.node)
    )
    if len(fits) > 1 or repeated:
        yield manual(_NAME, site.call.node, f"{_SYMBOL}.profile_batch", _COUNTED_ON.format(batch))


RULES = (
    Rule(
        _NAME,
        "tensorboard",
        "a TensorBoard callback profiles the batch that TF1 profiled by default, or was told to",
        __doc__ or "",
        survey=survey,
        words=frozenset({"profile_batch"}),
    ),
)
