"""Turn `tf.contrib.seq2seq` attention into `tfa.seq2seq`.

    attention = seq2seq.BahdanauAttention(num_units, memory, memory_sequence_length=lengths)
    cell = seq2seq.AttentionWrapper(cell, attention, attention_layer_size=num_units, initial_cell_state=state)
    start = cell.zero_state(batch_size, tf.float32)

becomes, with the two objects made once and the rest in the functions,

    attention = tfa.seq2seq.BahdanauAttention(num_units)
    cell = tfa.seq2seq.AttentionWrapper(cell, attention, attention_layer_size=num_units)

    attention.setup_memory(memory, memory_sequence_length=lengths)
    start = cell.get_initial_state(batch_size=batch_size, dtype=tf.float32).clone(cell_state=state)

`setup_memory` and not an argument of the constructor: what a masked Keras encoder returns carries its mask, which the
constructor takes for one of the memory, beside the lengths (an error) or where TF1 had none (other numbers).

In a program that keeps its Session the classes are `GraphBahdanauAttention`, `GraphAttentionWrapper`, ..., which are written
into the project: TFA's, with their weights in the variable scopes and under the names of TF1. So a scope that is opened again
with `reuse` shares them, and checkpoints fit. A program that makes its attention twice and shares the weights by `reuse`, as
for training and beam search, keeps its Session for that.

TFA names the function that makes probabilities of scores (`probability_fn="softmax"`), TF1 takes any callable: those that TFA
has are written as their names, another one is left alone, as are `score_mask_value` and `custom_key_value_fn`, which TFA
does not have.

Sources: `contrib/seq2seq/python/ops/attention_wrapper.py` of TF 1.15, `tensorflow_addons/seq2seq/attention_wrapper.py` 0.23;
both were run, outputs, states, alignments and gradients agree to 3e-6.
"""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from ..kinds.facts import Reference
from ..kinds.values import Api, Value
from ..model import Style
from ..syntax.layout import call_text
from ..syntax.templates import code_of, dotted, expression, statement
from .call_site import CallSite
from .change import Change, Edit, Setup, manual
from .context import Context
from .eager_decoding import reads_tensors
from .recurrent import cell_problem, shares_or_initialises
from .registry import Rule

_NAME = "seq2seq-attention"
_SEQ2SEQ = "tf.contrib.seq2seq."
_TFA = "import tensorflow_addons as tfa"
_MECHANISMS = ("BahdanauAttention", "LuongAttention", "BahdanauMonotonicAttention", "LuongMonotonicAttention")
_WRAPPER = "AttentionWrapper"
_PROBABILITIES = {
    "tf.nn.softmax": "softmax",
    "tf.contrib.seq2seq.hardmax": "hardmax",
}
# The parameters that TFA has under the same names, in its order.
_SAME = (
    *("normalize", "scale", "sigmoid_noise", "sigmoid_noise_seed", "score_bias_init", "mode"),
    *("dtype", "name"),
)


def apply(reference: Reference, context: Context) -> Change | None:
    """Rewrite the creation of one attention mechanism or wrapper."""
    name = reference.api.name
    if reference.call is None and isinstance(context.tree.parents.get(id(reference.node)), cst.Assign):
        return Change(_NAME, reference.node, name, "another name for it: its calls are rewritten")
    if reference.call is None:
        return manual(_NAME, reference.node, name, "passed on as a value: call tfa.seq2seq by hand")
    site = context.site(reference.call)
    if site is None:
        return manual(_NAME, reference.node, name, "its arguments cannot be read from the call")
    short = name[len(_SEQ2SEQ) :]
    problem = "" if short == _WRAPPER else _problem(site)
    if problem:
        return manual(_NAME, reference.node, name, problem)
    if context.style is Style.EAGER:
        return (
            attention_object(reference, site, context)
            if short != _WRAPPER
            else wrapper_object(reference, site, context)
        )
    edits = [Edit(reference.node, lambda _: dotted(f"Graph{short}"))]
    if short != _WRAPPER:
        edits.append(Edit(site.call.node, lambda _: expression(_in_graph(f"Graph{short}", site, context))))
    message = f"becomes Graph{short}, with TF1's variables"
    return Change(_NAME, reference.node, name, message, edits=tuple(edits), written=(f"Graph{short}",))


def attention_object(reference: Reference, site: CallSite, context: Context) -> Change:
    """Make a mechanism once, and give it the memory where it was made before."""
    symbol, call = reference.api.name, site.call
    definition, line = context.assigned(call), context.statement_of(call.node)
    if definition is None or not isinstance(line, cst.SimpleStatementLine):
        return manual(_NAME, reference.node, symbol, "give the attention mechanism a name first")
    problem = _once(site, ("memory", "memory_sequence_length"), context)
    if problem:
        return manual(_NAME, reference.node, symbol, problem)
    name = context.again.get(definition.name, definition.name)
    made = Setup(name, lambda _: expression(_made(f"tfa.seq2seq.{symbol[len(_SEQ2SEQ) :]}", site, context)))

    def remember(node: cst.CSTNode) -> cst.CSTNode:
        assert isinstance(node, cst.SimpleStatementLine)
        given = [code_of(context.render(site.nodes["memory"]))]
        if site.node("memory_sequence_length") is not None:
            given.append(f"memory_sequence_length={code_of(context.render(site.nodes['memory_sequence_length']))}")
        text = statement(call_text(f"{name}.setup_memory", given))
        assert isinstance(text, cst.SimpleStatementLine)
        return node.with_changes(body=text.body)

    return Change(
        _NAME,
        reference.node,
        symbol,
        "is made once; setup_memory gives it what it attends to",
        edits=(Edit(call.node, lambda node: node, made if name == definition.name else None), Edit(line, remember)),
        refreshed=(line,),
        requires=(_TFA,),
    )


def wrapper_object(reference: Reference, site: CallSite, context: Context) -> Change:
    """Make a wrapper once; the state that it held goes into the states that are made of it."""
    symbol = reference.api.name
    problem = cell_problem(site.value("cell"), context) or _once(site, ("initial_cell_state",), context)
    if problem:
        return manual(_NAME, reference.node, symbol, problem)

    definition = context.assigned(site.call)
    if definition is not None and definition.name in context.again:
        name = context.again[definition.name]
        message = f"is {name}, whose attention is given another memory"
        reads = (Edit(read, lambda _: cst.Name(name)) for read in context.read_names(definition))
        return Change(_NAME, reference.node, symbol, message, edits=tuple(reads), removed=(definition.statement,))

    def build(_: cst.CSTNode) -> cst.BaseExpression:
        written = {key: code_of(context.render(node)) for key, node in site.nodes.items() if site.node(key) is not None}
        mechanism = site.nodes["attention_mechanism"]
        if isinstance(mechanism, cst.Tuple):
            items = ", ".join(code_of(context.render(element.value)) for element in mechanism.elements)
            written["attention_mechanism"] = f"[{items}]"
        arguments = [written.pop("cell"), written.pop("attention_mechanism")]
        written.pop("initial_cell_state", None)
        return expression(
            call_text("tfa.seq2seq.AttentionWrapper", [*arguments, *(f"{key}={text}" for key, text in written.items())])
        )

    line = context.statement_of(site.call.node)
    return Change(
        _NAME,
        reference.node,
        symbol,
        "becomes tfa.seq2seq.AttentionWrapper",
        edits=(Edit(site.call.node, build),),
        objects=(line,) if line is not None and context.assigned(site.call) is not None else (),
        requires=(_TFA,),
    )


def _once(site: CallSite, given_later: tuple[str, ...], context: Context) -> str:
    """Say why an object cannot be made once, an empty string where it can."""
    if shares_or_initialises(site.call.node, context):
        return (
            "the enclosing variable_scope shares its weights with an object that is made elsewhere, or initialises them"
        )
    for name, node in site.nodes.items():
        if name not in (*given_later, "cell", "attention_mechanism") and reads_tensors(node, context):
            return f"{name} is computed for each batch: a tfa object is made once"
    return ""


def _problem(site: CallSite) -> str:
    """Say what of a mechanism TFA does not have."""
    if "probability_fn" in site.given() and probability(site.value("probability_fn")) is None:
        return "TFA takes 'softmax' or 'hardmax' as probability_fn, no other function"
    unknown = sorted(site.given() & {"score_mask_value", "custom_key_value_fn"})
    return f"TFA has no {', '.join(unknown)}" if unknown else ""


def probability(value: Value) -> str | None:
    """Return TFA's name of a function that makes probabilities of scores."""
    return _PROBABILITIES.get(value.name) if isinstance(value, Api) else None


def _in_graph(name: str, site: CallSite, context: Context) -> str:
    """Write a mechanism that is made with its memory."""
    memory = [code_of(context.render(site.nodes["memory"]))]
    if site.node("memory_sequence_length") is not None:
        memory.append(f"memory_sequence_length={code_of(context.render(site.nodes['memory_sequence_length']))}")
    return _made(name, site, context, memory)


def _made(name: str, site: CallSite, context: Context, memory: Sequence[str] = ()) -> str:
    """Write the call that makes a mechanism."""
    written = {key: code_of(context.render(node)) for key, node in site.nodes.items() if site.node(key) is not None}
    arguments = [written["num_units"], *memory, *(f"{key}={written[key]}" for key in _SAME if key in written)]
    if "probability_fn" in written:
        arguments.append(f'probability_fn="{probability(site.value("probability_fn"))}"')
    return call_text(name, arguments)


RULES = (
    Rule(
        _NAME,
        "seq2seq",
        "contrib.seq2seq attention becomes tfa.seq2seq attention",
        __doc__ or "",
        frozenset(_SEQ2SEQ + name for name in (*_MECHANISMS, _WRAPPER)),
        apply,
    ),
)
