"""Write how a recurrent network of TF1 runs its cell in Keras: the layer, its call, and the state that comes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import libcst as cst

from ..kinds.cells import cell_of
from ..kinds.facts import Reference
from ..kinds.states import NETWORKS, Form, State, state_of, state_of_cell
from ..kinds.values import Call, Choice, Item, Member, Value
from ..model import VariableMapping
from ..syntax.layout import call_text
from ..syntax.templates import code_of, expression
from .call_site import CallSite
from .cell_dropout import Fed, arguments_of, before_run
from .cell_variables import cell_variables
from .change import Change, Edit, Setup
from .context import Context
from .network_results import Place, state_is_used
from .recurrent import AGAIN, cell_plan, cell_problem, is_float32, scope_prefix

# The arguments that hold the cells, with those of their initial states.
FORWARD, BACKWARD = "cell_fw", "cell_bw"
_INITIAL = {"cell": "initial_state", FORWARD: "initial_state_fw", BACKWARD: "initial_state_bw"}
_FORMS = (Form.TENSOR, Form.LSTM, Form.STACK, Form.PACKED)


@dataclass(frozen=True, eq=False)
class Runner:
    """The Keras layer that runs one cell of a network."""

    call: Call
    site: CallSite
    parameter: str
    name: str
    state: State
    edits: tuple[Edit, ...]
    before: tuple[Fed, ...]  # what is assigned first
    removed: tuple[cst.CSTNode, ...]
    settled: tuple[cst.CSTNode, ...]  # the cell, where the layer that runs it was given it before
    variables: tuple[VariableMapping, ...]

    @property
    def initial(self) -> str:
        """Return the name of the argument with the initial state."""
        return _INITIAL[self.parameter]


def runner(call: Call, site: CallSite, parameter: str, scope: str | None, context: Context) -> Runner | str:
    """Return the layer that runs the cell of one argument, or why there is none.

    `scope` is TF1's scope below the scopes around the call, None where it is not known.
    """
    value = site.value(parameter)
    problem = cell_problem(value, context)
    cell = cell_of(value)
    if problem or cell is None:
        return f"the cell stays as it is: {problem}"
    if context.is_repeated(call.node):
        return AGAIN
    if not is_float32(site.value("dtype")):
        return "it computes in another type than float32: pass dtype to the Keras layers by hand"
    state = state_of_cell(cell)
    if state.form not in _FORMS:
        return f"its state is {state.form.value}"
    given = site.node(_INITIAL[parameter])
    zero = _zero_state(site, parameter)
    if given is not None and zero is None and not _is_understood(site, parameter, state):
        return f"what {_INITIAL[parameter]} holds cannot be followed: build it from LSTMStateTuple, or from zero_state"
    removed: tuple[cst.CSTNode, ...] = ()
    if zero is not None and (made := context.assigned(zero)) is not None and len(context.read_names(made)) == 1:
        removed = (made.statement,)
    plan = cell_plan(value, context)
    prefix = scope_prefix(call.node, context)
    below = None if prefix is None or scope is None else prefix + scope
    before = before_run(value, context)
    if plan is not None and plan.as_layer:
        variables = cell_variables(value, below, f"{plan.name}.cell", context)
        return Runner(call, site, parameter, plan.name, state, (), before, removed, (), variables)
    name = _runner_name(site, parameter, context)
    setup = Setup(name, lambda _: _rnn(call, site, parameter, context))
    variables = cell_variables(value, below, f"{name}.cell", context)
    edits = (Edit(call.node, lambda same: same, setup),)
    return Runner(call, site, parameter, name, state, edits, before, removed, (site.nodes[parameter],), variables)


def _is_understood(site: CallSite, parameter: str, state: State) -> bool:
    given = state_of(site.value(_INITIAL[parameter]))
    if state.form is Form.STACK:
        return given is not None and given.form is Form.STACK
    if state.form is Form.LSTM:
        return given is not None and given.form is Form.LSTM
    return state.form is not Form.PACKED or not state.parts


def _zero_state(site: CallSite, parameter: str) -> Call | None:
    """Return the call of `zero_state` that a network starts from: a Keras layer does so by itself."""
    value = site.value(_INITIAL[parameter])
    if isinstance(value, Call) and isinstance(value.function, Member) and value.function.name == "zero_state":
        return value
    return None


def _runner_name(site: CallSite, parameter: str, context: Context) -> str:
    """Name the layer after the cell where that has a telling name: `encoder_cell` is run by `encoder`."""
    text = code_of(site.nodes[parameter])
    stem = text[: -len("_cell")] if text.endswith("_cell") and text.isidentifier() else ""
    names = [stem] if stem and stem not in ("stacked", "multi_rnn", "rnn") else []
    suffix = {"cell": "", FORWARD: "_forward", BACKWARD: "_backward"}[parameter]
    return context.fresh(*names, f"rnn{suffix}", f"rnn{suffix}_layer")


def _rnn(call: Call, site: CallSite, parameter: str, context: Context) -> cst.BaseExpression:
    cell = code_of(context.render(site.nodes[parameter]))
    arguments = [cell, *_arguments(call, site, parameter, context)]
    return expression(call_text(f"{context.tensorflow}.keras.layers.RNN", arguments))


def layer_arguments(network: Call, cell: Call, context: Context) -> list[str]:
    """Return the arguments that a Keras layer needs to run as the network ran the cell."""
    site = context.site(network)
    assert site is not None
    values = ((name, site.value(name)) for name in _INITIAL)
    parameter = next(name for name, value in values if isinstance(value, Call) and value.node is cell.node)
    return _arguments(network, site, parameter, context)


def _arguments(call: Call, site: CallSite, parameter: str, context: Context) -> list[str]:
    arguments = ["return_sequences=True"]
    if state_is_used(call, parameter, context):
        arguments.append("return_state=True")
    if parameter == BACKWARD:
        arguments.append("go_backwards=True")
    if site.node("sequence_length") is not None:
        arguments.append("zero_output_for_mask=True")
    if site.constant("time_major", False) is True:
        arguments.append("time_major=True")
    return arguments


def mask_text(site: CallSite, steps: str, context: Context) -> str:
    """Return the mask that lengths become, an empty string where there are none; `steps` is the shape of the inputs."""
    tf = context.tensorflow
    if site.node("sequence_length") is None:
        return ""
    length = code_of(context.render(site.nodes["sequence_length"]))
    if site.constant("time_major", False) is True:
        return f"{tf}.transpose({tf}.sequence_mask({length}, {steps}[0]))"
    return f"{tf}.sequence_mask({length}, {steps}[1])"


def unmasked(site: CallSite, inputs: str, context: Context) -> str:
    """Return the inputs without the mask that Keras hides in what a layer gave under one: TF1 had no lengths here."""
    if site.node("sequence_length") is None and _carries_mask(site.value("inputs"), context):
        return f"{context.tensorflow}.identity({inputs})"
    return inputs


def _carries_mask(value: Value, context: Context) -> bool:
    """Tell whether a tensor comes from a network with lengths, as it is or through layers that hand its mask on."""
    if isinstance(value, Choice):
        return any(_carries_mask(option, context) for option in value.options)
    if isinstance(value, Item):
        if isinstance(value.of, Call) and value.of.api in NETWORKS:
            network = context.site(value.of)
            return network is None or network.node("sequence_length") is not None
        return _carries_mask(value.of, context)
    if isinstance(value, Call) and (value.api.startswith("tf.layers.") or isinstance(value.function, Call)):
        return any(_carries_mask(argument, context) for argument in value.arguments.positional[:1])
    return False


def time_source(site: CallSite, inputs: str, context: Context) -> str:
    """Return the shortest expression that has the number of steps of the inputs: an embedding has as many as its ids."""
    value = site.value("inputs")
    node = site.nodes["inputs"]
    if isinstance(value, Call) and value.node is node and value.api == "tf.nn.embedding_lookup":
        ids = context.site(value)
        if ids is not None and "ids" in ids.nodes:
            return code_of(context.render(ids.nodes["ids"]))
    return inputs


def run_text(layer: Runner, inputs: str, mask: str, context: Context) -> str:
    """Write the call of a layer."""
    arguments = [inputs]
    if mask:
        arguments.append(f"mask={mask}")
    given = layer.site.node(layer.initial)
    if given is not None and _zero_state(layer.site, layer.parameter) is None:
        text = code_of(context.render(given))
        if layer.state.form is Form.PACKED:
            text = f"{context.tensorflow}.split({text}, 2, axis=1)[::-1]"
        arguments.append(f"initial_state={text}")
    return call_text(layer.name, arguments)


def run_lines(layer: Runner, call: str, outputs: str, state: Place, context: Context) -> list[str]:
    """Write the statements that run a layer and put its state together under the name, or names, that it had."""
    if not state_is_used(layer.call, layer.parameter, context):
        return [f"{outputs} = {call}"]
    form = layer.state.form
    if form is Form.TENSOR:
        return [f"{outputs}, {state} = {call}"]
    if form is Form.LSTM and isinstance(state, tuple) and len(state) == 2:
        c, h = state
        return [f"{outputs}, {h}, {c} = {call}"]
    name = state if isinstance(state, str) else f"({', '.join(map(str, state))})"
    if form is Form.LSTM or not layer.state.parts:
        h, c = _parts_of(layer, name, context)
        packed = f"{context.tensorflow}.concat([{c}, {h}], axis=1)"
        return [f"{outputs}, {h}, {c} = {call}", f"{name} = {packed if form is Form.PACKED else f'[{h}, {c}]'}"]
    if form is Form.PACKED:
        parts = context.fresh_for((id(layer.call), layer.parameter, "states"), "states", f"{layer.name}_states")
        flat = (
            "[part for h, c in {states} for part in (c, h)]" if layer.state.parts[0].form is Form.PACKED else "{states}"
        )
        return [
            f"{outputs}, *{parts} = {call}",
            f"{name} = {context.tensorflow}.concat({flat.format(states=parts)}, axis=1)",
        ]
    return [f"{outputs}, *{name} = {call}"] if name.isidentifier() else _unstarred(layer, call, outputs, state, context)


def _unstarred(layer: Runner, call: str, outputs: str, state: Place, context: Context) -> list[str]:
    """Unpack the states of a stack into what they were unpacked into before."""
    if isinstance(state, tuple):
        return [f"{outputs}, {', '.join(map(_place_text, state))} = {call}"]
    return [f"{outputs}, *{state} = {call}"]


def _place_text(place: Place) -> str:
    if isinstance(place, str):
        return place
    return f"({', '.join(map(_place_text, place))})"


def _parts_of(layer: Runner, state: str, context: Context) -> tuple[str, str]:
    """Return the names of h and c of a state."""
    last = state.rpartition(".")[2]
    stem = (
        last[: -len("state")] if last.endswith("state") and last.isidentifier() else f"{layer.name.rpartition('.')[2]}_"
    )
    key = (id(layer.call), layer.parameter)
    own = layer.name.rpartition(".")[2]
    h = context.fresh_for((*key, "h"), f"{stem}h", f"{own}_h")
    c = context.fresh_for((*key, "c"), f"{stem}c", f"{own}_c")
    return h, c


def scope_of(site: CallSite, default: str) -> str | None:
    """Return TF1's name of a network's scope, with a slash; None where it is not a literal."""
    given = site.constant("scope", None) if site.node("scope") is not None else None
    if given is None:
        return f"{default}/"
    return f"{given}/" if isinstance(given, str) else None


def change_of(reference: Reference, rule: str, message: str, layers: Sequence[Runner], edits: Sequence[Edit]) -> Change:
    """Return the change of a network that several layers take the place of."""
    return Change(
        rule,
        reference.node,
        reference.api.name,
        message,
        edits=(*(edit for layer in layers for edit in layer.edits), *edits),
        removed=tuple(dict.fromkeys(node for layer in layers for node in layer.removed)),
        settled=tuple(node for layer in layers for node in layer.settled),
        reads=tuple(node for layer in layers for node in arguments_of(layer.before)),
        variables=tuple(mapping for layer in layers for mapping in layer.variables),
    )
