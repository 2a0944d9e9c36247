"""Turn bidirectional networks into two Keras layers, of which one reads backwards.

    (fw, bw), (state_fw, state_bw) = tf.nn.bidirectional_dynamic_rnn(cell_fw, cell_bw, x, sequence_length=n, dtype=tf.float32)

becomes

    mask = tf.sequence_mask(n, tf.shape(x)[1])
    fw, fw_h, fw_c = lstm_fw(x, mask=mask)
    state_fw = [fw_h, fw_c]
    bw, bw_h, bw_c = lstm_bw(x, mask=mask)                  # an LSTM with go_backwards=True
    state_bw = [bw_h, bw_c]
    bw = tf.reverse(bw, axis=[1])

A layer with `go_backwards=True` gives its outputs in the order in which it read, so they are turned round again. Under a mask
it reads the same steps as TF1's `reverse_sequence` does. Two layers and not `tf.keras.layers.Bidirectional`, because that one
makes copies of its layers from their configuration: cells that a program holds or shares would no longer be those that run.

Source: TF 1.15 `tensorflow/python/ops/rnn.py`; run on the same weights, with lengths and without: 1.4e-7, gradients 8.6e-7.
"""

from __future__ import annotations

from collections.abc import Callable

from ..kinds.facts import Reference
from ..kinds.values import Call
from ..model import Style
from ..syntax.templates import code_of
from .cell_dropout import lines_of
from .change import Change, manual
from .context import Context
from .network_results import Place, Results, replaced, results_of, state_is_used
from .networks import (
    BACKWARD,
    FORWARD,
    Runner,
    change_of,
    mask_text,
    run_lines,
    run_text,
    runner,
    scope_of,
    time_source,
    unmasked,
)
from .registry import Rule
from .static_rnn import list_mask, stacked_inputs

_NAME = "rnn-bidirectional"
_DYNAMIC, _STATIC = "tf.nn.bidirectional_dynamic_rnn", "tf.nn.static_bidirectional_rnn"


def apply(reference: Reference, context: Context) -> Change | None:
    """Rewrite one bidirectional network."""
    if context.style is not Style.EAGER or reference.call is None:
        return None
    call, symbol = reference.call, reference.api.name
    site = context.site(call)
    if site is None or site.constant("time_major", False) is ...:
        return manual(_NAME, reference.node, symbol, "its arguments cannot be read from the call")
    results = results_of(call, context)
    if results is None:
        return manual(_NAME, reference.node, symbol, "assign the result to `outputs, states` first")
    scope = scope_of(site, "bidirectional_rnn")
    layers: list[Runner] = []
    for parameter, below in ((FORWARD, "fw/"), (BACKWARD, "bw/")):
        layer = runner(call, site, parameter, None if scope is None else scope + below, context)
        if isinstance(layer, str):
            return manual(_NAME, reference.node, symbol, layer)
        layers.append(layer)
    write = _dynamic if symbol == _DYNAMIC else _static
    message = f"becomes calls of the layers {layers[0].name} and {layers[1].name}, which reads backwards"
    edit = replaced(results, _writer(write, layers[0], layers[1], results, call, context))
    return change_of(reference, _NAME, message, layers, [edit])


_Write = Callable[[Runner, Runner, Results, Call, Context], "list[str]"]


def _writer(
    write: _Write, forward: Runner, backward: Runner, results: Results, call: Call, context: Context
) -> Callable[[], list[str]]:
    return lambda: write(forward, backward, results, call, context)


def _dynamic(forward: Runner, backward: Runner, results: Results, call: Call, context: Context) -> list[str]:
    tf, site = context.tensorflow, forward.site
    outputs, states = results.places
    out_fw, out_bw = pair(outputs, "outputs", call, context)
    state_fw, state_bw = pair(states, "state", call, context)
    inputs = code_of(context.render(site.nodes["inputs"]))
    steps = f"{tf}.shape({time_source(site, inputs, context)})"
    before, inputs = _once(unmasked(site, inputs, context), "inputs", call, context)
    mask = mask_text(site, steps, context)
    axis = 0 if site.constant("time_major", False) is True else 1
    lines = _run_both(forward, backward, (inputs, mask), (out_fw, out_bw), (state_fw, state_bw), context)
    lines = [*before, *lines]
    if out_bw != "_":
        lines.append(f"{out_bw} = {tf}.reverse({out_bw}, axis=[{axis}])")
    if isinstance(outputs, str) and outputs != "_":
        lines.append(f"{outputs} = ({out_fw}, {out_bw})")
    if isinstance(states, str) and state_is_used(call, FORWARD, context):
        lines.append(f"{states} = ({state_fw}, {state_bw})")
    return lines


def _static(forward: Runner, backward: Runner, results: Results, call: Call, context: Context) -> list[str]:
    tf, site = context.tensorflow, forward.site
    outputs, state_fw, state_bw = results.places
    out_fw, out_bw = pair(f"{outputs}", "outputs", call, context)
    before, inputs = _once(stacked_inputs(site, context), "inputs", call, context)
    lines = _run_both(
        forward, backward, (inputs, list_mask(site, context)), (out_fw, out_bw), (state_fw, state_bw), context
    )
    both = f"{tf}.concat([{out_fw}, {tf}.reverse({out_bw}, axis=[1])], axis=2)"
    return [*before, *lines, f"{outputs} = {tf}.unstack({both}, axis=1)"]


def _run_both(
    forward: Runner,
    backward: Runner,
    given: tuple[str, str],
    outputs: tuple[Place, Place],
    states: tuple[Place, Place],
    context: Context,
) -> list[str]:
    inputs, mask = given
    lines = lines_of((*forward.before, *backward.before), context)
    if mask:
        name = context.fresh_for((id(forward.call), "mask"), "mask", "sequence_mask")
        lines.append(f"{name} = {mask}")
        mask = name
    for layer, output, state in zip((forward, backward), outputs, states):
        lines.extend(run_lines(layer, run_text(layer, inputs, mask, context), str(output), state, context))
    return lines


def pair(place: Place, name: str, call: Call, context: Context) -> tuple[Place, Place]:
    """Return the two places that a result is unpacked into, or fresh names beside its own."""
    if place == "_" or (isinstance(place, tuple) and len(place) == 2):
        return place[0], place[-1]
    stem = str(place).rpartition(".")[2]
    stem = stem if stem.isidentifier() and stem.strip("_") else name
    first, second = (context.fresh_for((id(call), name, side), f"{stem}_{side}") for side in ("fw", "bw"))
    return first, second


def _once(text: str, name: str, call: Call, context: Context) -> tuple[list[str], str]:
    """Give an expression that both layers read a name, unless it is one."""
    if text.replace(".", "").isidentifier():
        return [], text
    own = context.fresh_for((id(call), "inputs"), f"rnn_{name}", f"both_{name}")
    return [f"{own} = {text}"], own


RULES = (
    Rule(
        _NAME,
        "rnn",
        "bidirectional networks become two Keras layers with explicit states",
        __doc__ or "",
        frozenset({_DYNAMIC, _STATIC}),
        apply,
    ),
)
