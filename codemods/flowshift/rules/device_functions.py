"""Keep functions that choose a device for each operation: TF2's `tf.device` takes no functions.

    with tf.device(tf.train.replica_device_setter(ps_tasks=2)):
becomes
    with tf.compat.v1.device(tf.compat.v1.train.replica_device_setter(ps_tasks=2)):

TF2 raises `tf.device does not support functions`; `tf.compat.v1.device` takes them as before, in a program that keeps its graph
and session. Functions of TF2 have none of it: a strategy places variables (`tf.distribute.ParameterServerStrategy`), and a name
places operations. A device that is given by its name, or that is not known to come from a function, stays as it is.

Source: TF 2.15.1 `tensorflow/python/framework/ops.py`, `device_v2`; both forms run.
"""

from __future__ import annotations

from ..kinds.facts import Reference
from ..kinds.values import Call, Choice, Foreign, Function, Value
from ..model import Style
from ..syntax.templates import dotted
from . import api
from .change import Change, Edit, manual
from .context import Context
from .registry import Rule

_NAME = "device-function"
_SYMBOL = "tf.device"
_MADE = frozenset({"tf.train.replica_device_setter"})
_MESSAGE = "TF2's tf.device takes no functions: give it a name, or let a strategy of tf.distribute place variables"


def apply(reference: Reference, context: Context) -> Change | None:
    """Look at what one call of `tf.device` is given."""
    call = reference.call
    functional = call is not None and call.node.args and _is_function(context.facts.value(call.node.args[0].value))
    if call is None or not functional or reference.api.written.startswith("tensorflow.compat.v1."):
        return api.apply(reference, context)
    if context.style is not Style.GRAPH:
        return manual(_NAME, call.node, _SYMBOL, _MESSAGE)
    name = f"{context.tensorflow}.compat.v1.device"
    message = "becomes tf.compat.v1.device: that of TF2 takes no functions"
    return Change(_NAME, call.node, _SYMBOL, message, edits=(Edit(reference.node, lambda _: dotted(name)),))


def _is_function(value: Value) -> bool:
    if isinstance(value, Choice):
        return any(_is_function(option) for option in value.options)
    if isinstance(value, Call):
        partial = isinstance(value.function, Foreign) and value.function.name == "functools.partial"
        return partial or value.api in _MADE
    return isinstance(value, Function)


RULES = (
    Rule(
        _NAME,
        "devices",
        "a function that chooses the device of each operation stays, where TF2 has a place for it",
        __doc__ or "",
        frozenset({_SYMBOL}),
        apply,
    ),
)
