"""Turn stacks of bidirectional networks into a loop over pairs of Keras layers.

    outputs, states_fw, states_bw = tf.contrib.rnn.stack_bidirectional_dynamic_rnn(cells_fw, cells_bw, x, dtype=tf.float32)

becomes

    layers_fw = [tf.keras.layers.RNN(cell, return_sequences=True, return_state=True) for cell in cells_fw]
    layers_bw = [tf.keras.layers.RNN(cell, return_sequences=True, return_state=True, go_backwards=True) for cell in cells_bw]

    outputs, states_fw, states_bw = x, [], []
    for layer_fw, layer_bw in zip(layers_fw, layers_bw):
        outputs_fw, *state_fw = layer_fw(outputs)
        outputs_bw, *state_bw = layer_bw(outputs)
        outputs = tf.concat([outputs_fw, tf.reverse(outputs_bw, axis=[1])], axis=2)
        states_fw.append(state_fw)
        states_bw.append(state_bw)

Each pair reads what the pair before it gave, both directions side by side. Each LSTM's state is `[h, c]`. Initial states go
through the loop with their layers (`initial_state=start_fw`), where it can be followed that they are states of LSTMs; with
`time_major` the layers get it too. A program that keeps its Session gets TF 1.15's function, written out on `tf.compat.v1`.

Source: TF 1.15 `contrib/rnn/python/ops/rnn.py`; run on the same weights: 1.5e-7, gradients 4.8e-7.
"""

from __future__ import annotations

from collections.abc import Callable

import libcst as cst

from ..kinds.cells import Cells, cells_of
from ..kinds.facts import Reference
from ..kinds.states import Form, State, state_of, state_of_cell
from ..kinds.values import Call, Value
from ..model import Style, VariableMapping
from ..syntax.templates import code_of, expression
from .call_site import CallSite
from .cell_dropout import Fed, arguments_of, before_run, lines_of
from .cell_variables import cell_variables
from .change import Change, Edit, Setup, manual
from .context import Context
from .contrib_cells import in_session
from .network_results import Results, replaced, results_of
from .networks import mask_text, scope_of, unmasked
from .recurrent import AGAIN, cell_problem, is_float32, scope_prefix
from .registry import Rule
from .static_rnn import list_mask, stacked_inputs

_NAME = "rnn-stack-bidirectional"
_DYNAMIC, _STATIC = "tf.contrib.rnn.stack_bidirectional_dynamic_rnn", "tf.contrib.rnn.stack_bidirectional_rnn"


def apply(reference: Reference, context: Context) -> Change | None:
    """Rewrite one stack of bidirectional networks."""
    if context.style is not Style.EAGER:
        return in_session(reference, context)
    if reference.call is None:
        return None
    call, symbol = reference.call, reference.api.name
    site = context.site(call)
    results = results_of(call, context)
    problem = "its arguments cannot be read from the call" if site is None else _problem(site, context)
    if site is None or problem or results is None or not all(isinstance(place, str) for place in results.places):
        advice = "assign the result to `outputs, states_fw, states_bw` first"
        return manual(_NAME, reference.node, symbol, problem or advice)
    names = tuple(context.fresh_for((id(call), side), f"layers_{side}", f"rnn_layers_{side}") for side in ("fw", "bw"))
    setups = tuple(
        Edit(call.node, lambda same: same, Setup(name, _layers(site, side, context)))
        for name, side in zip(names, ("fw", "bw"))
    )
    return Change(
        _NAME,
        reference.node,
        symbol,
        f"becomes a loop over the layers {names[0]} and {names[1]}",
        edits=(*setups, replaced(results, lambda: _lines(site, results, names, context))),
        settled=tuple(site.nodes[f"cells_{side}"] for side in ("fw", "bw")),
        reads=arguments_of(_before(site, context)),
        variables=_variables(call, site, names, context),
    )


def _cells(site: CallSite, side: str) -> Cells | None:
    return cells_of(site.value(f"cells_{side}"))


def _problem(site: CallSite, context: Context) -> str:
    if site.constant("time_major", False) not in (False, True):
        return "whether the time comes first is computed: write it as True or False"
    if context.is_repeated(site.call.node):
        return AGAIN
    if not is_float32(site.value("dtype")):
        return "it computes in another type than float32: pass dtype to the Keras layers by hand"
    for side in ("fw", "bw"):
        cells = _cells(site, side)
        if cells is None:
            return f"what cells are in cells_{side} cannot be followed"
        for cell in cells.cells:
            problem = cell_problem(cell.call, context) if cell.call is not None else "a class of the program's own"
            if problem:
                return f"its cells stay as they are: {problem}"
        if _form(cells) is None:
            return "its cells have different kinds of state"
        if _initial(side) in site.given() and not _is_followed(site.value(_initial(side)), cells):
            return f"what {_initial(side)} holds cannot be followed: build it from LSTMStateTuple, or from zero_state"
    return ""


def _initial(side: str) -> str:
    return f"initial_states_{side}"


def _is_followed(given: Value, cells: Cells) -> bool:
    """Tell whether initial states are known to be LSTMs' where c and h matter."""
    state = state_of(given)
    if _form(cells) is not Form.LSTM:
        return state is None or state.form is Form.STACK
    return state is not None and state.form is Form.STACK and all(part.form is Form.LSTM for part in state.parts)


def _form(cells: Cells) -> Form | None:
    states: list[State] = [state_of_cell(cell) for cell in cells.cells]
    alike = all(state == states[0] for state in states) and states[0].form in (Form.LSTM, Form.TENSOR)
    return states[0].form if alike else None


def _layers(site: CallSite, side: str, context: Context) -> Callable[[cst.CSTNode], cst.BaseExpression]:
    arguments = ["return_sequences=True", "return_state=True"]
    if side == "bw":
        arguments.append("go_backwards=True")
    if site.node("sequence_length") is not None:
        arguments.append("zero_output_for_mask=True")
    if site.constant("time_major", False) is True:
        arguments.append("time_major=True")

    def build(_: cst.CSTNode) -> cst.BaseExpression:
        cells = code_of(context.render(site.nodes[f"cells_{side}"]))
        layer = f"{context.tensorflow}.keras.layers.RNN(cell, {', '.join(arguments)})"
        return expression(f"[\n    {layer}\n    for cell in {cells}\n]")

    return build


def _lines(site: CallSite, results: Results, names: tuple[str, ...], context: Context) -> list[str]:
    tf = context.tensorflow
    outputs, states_fw, states_bw = (
        context.fresh_for((id(site.call), name), name) if place == "_" else str(place)
        for place, name in zip(results.places, ("outputs", "states_fw", "states_bw"))
    )
    listed = site.call.api == _STATIC
    inputs = stacked_inputs(site, context) if listed else code_of(context.render(site.nodes["inputs"]))
    mask = list_mask(site, context) if listed else mask_text(site, f"{tf}.shape({inputs})", context)
    inputs = inputs if listed else unmasked(site, inputs, context)
    lines = lines_of(_before(site, context), context)
    given = ""
    if mask:
        name = context.fresh_for((id(site.call), "mask"), "mask", "sequence_mask")
        lines.append(f"{name} = {mask}")
        given = f", mask={name}"
    starts = {side: _initial(side) for side in ("fw", "bw") if site.node(_initial(side)) is not None}
    every = [*names, *(code_of(context.render(site.nodes[name])) for name in starts.values())]
    turns = ["layer_fw", "layer_bw", *(f"start_{side}" for side in starts)]
    loop = [f"for {', '.join(turns)} in zip({', '.join(every)}):"]
    for side in ("fw", "bw"):
        cells = _cells(site, side)
        star = "*" if cells is not None and _form(cells) is Form.LSTM else ""
        start = f", initial_state=start_{side}" if side in starts else ""
        loop.append(f"outputs_{side}, {star}state_{side} = layer_{side}({outputs}{given}{start})")
    time = 0 if site.constant("time_major", False) is True else 1
    loop.append(f"{outputs} = {tf}.concat([outputs_fw, {tf}.reverse(outputs_bw, axis=[{time}])], axis=2)")
    loop.extend([f"{states_fw}.append(state_fw)", f"{states_bw}.append(state_bw)"])
    lines.extend([f"{outputs}, {states_fw}, {states_bw} = {inputs}, [], []", "\n    ".join(loop) + "\n"])
    return [*lines, f"{outputs} = {tf}.unstack({outputs}, axis=1)"] if listed else lines


def _before(site: CallSite, context: Context) -> list[Fed]:
    found: list[Fed] = []
    for side in ("fw", "bw"):
        cells = _cells(site, side)
        for cell in cells.cells if cells is not None else ():
            found.extend(before_run(cell.call, context) if cell.call is not None else ())
    return found


def _variables(call: Call, site: CallSite, names: tuple[str, ...], context: Context) -> tuple[VariableMapping, ...]:
    prefix, scope = scope_prefix(call.node, context), scope_of(site, "stack_bidirectional_rnn")
    if prefix is None or scope is None:
        return ()
    found: list[VariableMapping] = []
    for name, side in zip(names, ("fw", "bw")):
        cells = _cells(site, side)
        for number, cell in enumerate(cells.cells if cells is not None else ()):
            if cell.call is not None and cells is not None:
                place = "{k}" if cells.repeated else str(number)
                inner = "" if call.api == _STATIC else "bidirectional_rnn/"
                below = f"{prefix}{scope}cell_{place}/{inner}{side}/"
                found.extend(cell_variables(cell.call, below, f"{name}[{place}].cell", context))
    return tuple(found)


RULES = (
    Rule(
        _NAME,
        "rnn",
        "stacks of bidirectional networks become a loop over pairs of Keras layers",
        __doc__ or "",
        frozenset({_DYNAMIC, _STATIC}),
        apply,
    ),
)
