"""Give Keras optimizers their learning rate under the name that TF 2.15 reads, and their decay as a schedule.

    SGD(lr=0.1)                  ->  SGD(learning_rate=0.1)
    Adam(lr=0.01, decay=1e-3)    ->  Adam(learning_rate=tf.keras.optimizers.schedules.InverseTimeDecay(0.01, 1, 1e-3))

TF 2.15 only warns of `lr=` and takes its default: `SGD(lr=0.1)` trains with 0.01. `decay=` raises. Where the program sets the
rate while it trains (`ReduceLROnPlateau`, `LearningRateScheduler`, `optimizer.lr`), which a schedule does not allow, and for
Nadam, whose new form takes other steps, the optimizer becomes that of `tf.keras.optimizers.legacy`.

Source: twelve steps on both runtimes with the same weights and data; the new optimizers with `learning_rate`, and with
InverseTimeDecay for `decay`, differ from TF 1.15's by at most 4e-6 (Adam) and 4e-7 (all others); Nadam by 2e-2, its legacy
form by 2e-8.
"""

from __future__ import annotations

import libcst as cst

from ..kinds.facts import Reference
from ..kinds.imports import dotted_name
from ..model import Style
from ..syntax.templates import code_of, dotted, expression
from .change import Change, Edit, manual
from .context import Context
from .registry import Rule

_NAME = "keras-optimizer"
_PREFIX = "tf.keras.optimizers."
# The learning rate that each class has where none is given, on TF 1.15 and on TF 2.15.
_RATES = {
    "SGD": "0.01",
    "Adam": "0.001",
    "RMSprop": "0.001",
    "Adagrad": "0.001",
    "Adadelta": "0.001",
    "Adamax": "0.001",
    "Nadam": "0.001",
    "Ftrl": "0.001",
}
_LOWER = {name.lower(): name for name in _RATES}  # aliases of standalone Keras
SYMBOLS = frozenset(_PREFIX + name for name in (*_RATES, *_LOWER))
_SETTERS = frozenset({"tf.keras.callbacks.ReduceLROnPlateau", "tf.keras.callbacks.LearningRateScheduler"})


def apply(reference: Reference, context: Context) -> Change | None:
    """Rewrite the creation of one optimizer."""
    own = reference.api.name[len(_PREFIX) :]
    keras = _LOWER.get(own.lower(), own)
    if reference.call is None:
        return None
    call = reference.call.node
    given = {argument.keyword.value: argument for argument in call.args if argument.keyword is not None}
    positional = [argument for argument in call.args if argument.keyword is None]
    if "lr" in given and ("learning_rate" in given or positional):
        return manual(_NAME, call, reference.api.name, "both lr and learning_rate are given")
    if not reference.call.arguments.exact:
        return None if own in _RATES else manual(_NAME, call, reference.api.name, f"use tf.keras.optimizers.{keras}")
    if len(positional) > 2 and reference.api.imported_as.startswith("keras") and context.any_version is None:
        return manual(_NAME, call, reference.api.name, "standalone Keras had another order of arguments: use keywords")
    decays = "decay" in given and not _is_zero(given["decay"].value)
    legacy = context.style is Style.GRAPH or (
        keras == "Nadam" and (context.any_version is None or "lr" in given or decays)
    )
    legacy = legacy or (decays and _sets_rate(context))
    dropped = set() if legacy else {"decay"} & given.keys()
    dropped |= {name for name in ("epsilon",) if name in given and dotted_name(given[name].value) == "None"}
    if not dropped and "lr" not in given and (context.style is Style.GRAPH or not legacy) and own == keras:
        return None

    def arguments(node: cst.CSTNode) -> cst.CSTNode:
        assert isinstance(node, cst.Call)
        kept = [argument for argument in node.args if _keyword(argument) not in dropped]
        if decays and not legacy:
            kept = _scheduled(kept, keras, code_of(context.render(given["decay"].value)), context)
        kept = [_renamed(argument) for argument in kept]
        if kept and len(kept) < len(node.args):
            kept[-1] = kept[-1].with_changes(comma=node.args[-1].comma)
        return node.with_changes(args=kept)

    edits = [Edit(call, arguments)]
    if legacy or own != keras:
        name = f"keras.optimizers.legacy.{keras}" if legacy else f"keras.optimizers.{keras}"
        edits.append(Edit(reference.node, lambda _: dotted(f"{context.tensorflow}.{name}")))
    return Change(_NAME, call, reference.api.name, _message(given, decays, legacy, keras), edits=tuple(edits))


def _keyword(argument: cst.Arg) -> str:
    return argument.keyword.value if argument.keyword is not None else ""


def _renamed(argument: cst.Arg) -> cst.Arg:
    return argument.with_changes(keyword=cst.Name("learning_rate")) if _keyword(argument) == "lr" else argument


def _scheduled(arguments: list[cst.Arg], keras: str, decay: str, context: Context) -> list[cst.Arg]:
    """Put the schedule where the rate stood, or in front."""
    schedule = f"{context.tensorflow}.keras.optimizers.schedules.InverseTimeDecay"
    for index, argument in enumerate(arguments):
        if _keyword(argument) in ("lr", "learning_rate") or (index == 0 and argument.keyword is None):
            rate = expression(f"{schedule}({{rate}}, 1, {decay})", rate=argument.value)
            return [*arguments[:index], argument.with_changes(value=rate), *arguments[index + 1 :]]
    return [cst.Arg(expression(f"{schedule}({_RATES[keras]}, 1, {decay})")), *arguments]


def _is_zero(node: cst.BaseExpression) -> bool:
    return isinstance(node, (cst.Integer, cst.Float)) and float(node.value) == 0


def _sets_rate(context: Context) -> bool:
    """Tell whether the program sets a learning rate while it trains."""
    names = {reference.api.name for reference in context.facts.references}
    return bool(names & _SETTERS) or any(member.name in ("lr", "learning_rate") for _, member in context.facts.members)


def _message(given: dict[str, cst.Arg], decays: bool, legacy: bool, keras: str) -> str:
    parts = ["learning_rate is the name that TF 2.15 reads: it ignores lr"] if "lr" in given else []
    if legacy:
        parts.append(f"becomes tf.keras.optimizers.legacy.{keras}, which takes the same steps")
    elif decays:
        parts.append("decay becomes the schedule that it was")
    return "; ".join(parts) or "arguments that say nothing in TF2 go"


RULES = (
    Rule(
        _NAME,
        "keras",
        "Keras optimizers get their learning rate under the name that TF2 reads, and decay as a schedule",
        __doc__ or "",
        SYMBOLS,
        apply,
        words=frozenset({"lr=", "lr =", "decay=", "decay ="}),
    ),
)
