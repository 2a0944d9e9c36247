"""Say how many dimensions a clip of audio has, and at which rate it was sampled: TF2 wants channels and a whole number."""

from __future__ import annotations

import libcst as cst

from ..kinds.kind import Kind, kind_of
from ..kinds.values import Call, Literal, Operation, Value
from ..kinds.values import Sequence as SequenceValue
from ..syntax.templates import code_of
from .call_site import CallSite
from .context import Context

_SAME_RANK = frozenset(
    "tf." + name
    for name in [
        *("tanh", "sigmoid", "nn.tanh", "nn.sigmoid", "nn.softsign", "sin", "cos", "abs", "cast", "identity"),
        *("clip_by_value", "multiply", "matmul", "layers.dense", "concat"),
    ]
)
_SHAPED = frozenset({"tf.placeholder", "tf.reshape", "tf.random_normal", "tf.random_uniform", "tf.zeros", "tf.ones"})


def rank_of(value: Value, context: Context) -> int | None:
    """Return the number of dimensions of a tensor, None where the source does not show it."""
    if isinstance(value, Literal):
        return 0 if isinstance(value.constant, (int, float)) else None
    if isinstance(value, Operation) and isinstance(value.node, (cst.BinaryOperation, cst.UnaryOperation)):
        ranks = [rank_of(operand, context) for operand in value.operands]
        known = [rank for rank in ranks if rank is not None]
        return max(known) if known and (len(known) == len(ranks) or max(known) >= 3) else None
    site = context.site(value) if isinstance(value, Call) else None
    if site is None or not isinstance(value, Call):
        return None
    shape = site.value("shape")
    if value.api in _SHAPED:
        return len(shape.items) if isinstance(shape, SequenceValue) else None
    if value.api in ("tf.Variable", "tf.get_variable"):
        made = site.value("initial_value" if value.api == "tf.Variable" else "initializer")
        return len(shape.items) if isinstance(shape, SequenceValue) else rank_of(made, context)
    first = next(iter(value.arguments.positional), None)
    if isinstance(first, SequenceValue) and first.items and value.api in ("tf.stack", "tf.concat"):
        first = first.items[0]
    rank = rank_of(first, context) if first is not None else None
    if rank is not None and value.api in ("tf.expand_dims", "tf.stack"):
        return rank + 1
    return rank if value.api in _SAME_RANK else None


def clip_of(site: CallSite, text: str, context: Context) -> str | None:
    """Write the samples with their channels, as TF2 takes them; None where their rank is not known."""
    rank = rank_of(site.value("tensor"), context)
    if rank == 2:
        return f"{context.tensorflow}.expand_dims({text}, -1)"
    return text if rank == 3 else None


def rate_of(site: CallSite, context: Context) -> str | None:
    """Write the sample rate as a whole number, which TF1 rounded it to; None where it is a tensor."""
    node = site.nodes.get("sample_rate")
    if node is None:
        return None
    text = code_of(context.render(node))
    rate = site.constant("sample_rate", None)
    if isinstance(rate, int):
        return text
    if isinstance(rate, float):
        return str(round(rate)) if isinstance(node, cst.Float) else f"int(round({text}))"
    return f"int(round({text}))" if kind_of(site.value("sample_rate")) is Kind.PYTHON else None
