"""Turn `tf.nn.dynamic_rnn` into a call of a Keras layer whose state is passed explicitly.

    outputs, state = tf.nn.dynamic_rnn(cell, x, sequence_length=n, dtype=tf.float32)

becomes

    outputs, h, c = lstm(x, mask=tf.sequence_mask(n, tf.shape(x)[1]))
    state = [h, c]

TF1's LSTM state is `(c, h)`, Keras' is `[h, c]`: every use of the state follows (rule rnn-state). Lengths become a mask, and
the layer gets `zero_output_for_mask=True`: without it masked steps repeat the last output instead of TF1's zeros. A zero
initial state is what a Keras layer starts from anyway. A stack or a wrapped cell is run by `tf.keras.layers.RNN`:

    rnn = tf.keras.layers.RNN(stack, return_sequences=True, return_state=True)
    outputs, *state = rnn(x)                                # one state for each cell of the stack

Keras hides the mask in what a layer gives under one, and the next layer takes it. Where TF1 ran the next network without
lengths, its inputs go through `tf.identity`, which drops the mask.

A program that keeps its Session keeps `tf.compat.v1.nn.dynamic_rnn`, which computes the same on the same variables.

Sources: TF 1.15 `tensorflow/python/ops/rnn.py`; Keras 2.15 `keras/src/layers/rnn`; both were run on the same weights.
"""

from __future__ import annotations

import libcst as cst

from ..kinds.facts import Reference
from ..kinds.states import Form
from ..model import Style
from ..syntax.templates import code_of, expression
from .cell_dropout import lines_of
from .change import Change, Edit, manual
from .context import Context
from .network_results import Place, replaced, results_of
from .networks import Runner, change_of, mask_text, run_lines, run_text, runner, scope_of, time_source, unmasked
from .registry import Rule

_NAME = "rnn-dynamic"


def apply(reference: Reference, context: Context) -> Change | None:
    """Rewrite one dynamic_rnn call."""
    if context.style is not Style.EAGER or reference.call is None:
        return None
    call, symbol = reference.call, reference.api.name
    site = context.site(call)
    if site is None:
        return manual(_NAME, reference.node, symbol, "its arguments cannot be read from the call")
    if site.constant("time_major", False) is ...:
        return manual(_NAME, reference.node, symbol, "time_major is not a literal")
    layer = runner(call, site, "cell", scope_of(site, "rnn"), context)
    if isinstance(layer, str):
        return manual(_NAME, reference.node, symbol, layer)
    inputs_first = _first_item(call.node, context)
    results = results_of(call, context)
    if results is None and inputs_first is None:
        return manual(_NAME, reference.node, symbol, "assign the result to `outputs, state` first")
    if inputs_first is not None:
        edit = Edit(inputs_first, lambda _: expression(f"{_call(layer, context)}[0]"))
    else:
        assert results is not None
        edit = replaced(results, lambda: _lines(layer, results.places, context))
    message = f"becomes a call of the layer {layer.name}; its state is {_described(layer)}"
    return change_of(reference, _NAME, message, [layer], [edit])


def _first_item(node: cst.Call, context: Context) -> cst.Subscript | None:
    """Return the `[0]` behind a call, where only the outputs are taken."""
    parent = context.tree.parents.get(id(node))
    if isinstance(parent, cst.Subscript) and parent.value is node and code_of(parent).endswith("[0]"):
        return parent
    return None


def _described(layer: Runner) -> str:
    if layer.state.form is Form.LSTM:
        return "passed as [h, c]"
    if layer.state.form is Form.STACK:
        return "passed as a list with the state of each cell" + (", [h, c] each" if layer.state.holds_lstm else "")
    return "passed as a tensor"


def _call(layer: Runner, context: Context) -> str:
    inputs = code_of(context.render(layer.site.nodes["inputs"]))
    steps = f"{context.tensorflow}.shape({time_source(layer.site, inputs, context)})"
    inputs = unmasked(layer.site, inputs, context)
    return run_text(layer, inputs, mask_text(layer.site, steps, context), context)


def _lines(layer: Runner, places: tuple[Place, ...], context: Context) -> list[str]:
    outputs, state = places
    assert isinstance(outputs, str)
    return [*lines_of(layer.before, context), *run_lines(layer, _call(layer, context), outputs, state, context)]


RULES = (
    Rule(
        _NAME,
        "rnn",
        "tf.nn.dynamic_rnn becomes a Keras layer call with explicit state",
        __doc__ or "",
        frozenset({"tf.nn.dynamic_rnn"}),
        apply,
    ),
)
