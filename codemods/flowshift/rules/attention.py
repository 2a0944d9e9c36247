"""Turn `tf.contrib.seq2seq` attention into `tfa.seq2seq`.

    attention = seq2seq.BahdanauAttention(num_units, memory, memory_sequence_length=lengths)
    cell = seq2seq.AttentionWrapper(cell, attention, attention_layer_size=num_units)

becomes, in a program that keeps its Session,

    attention = GraphBahdanauAttention(num_units, memory, memory_sequence_length=lengths)
    cell = GraphAttentionWrapper(cell, attention, attention_layer_size=num_units)

TFA names the function that makes probabilities of scores (`probability_fn="softmax"`), TF1 takes any callable: those that TFA
has are written as their names, another one is left alone, as are `score_mask_value` and `custom_key_value_fn`, which TFA
does not have.

Sources: `contrib/seq2seq/python/ops/attention_wrapper.py` of TF 1.15, `tensorflow_addons/seq2seq/attention_wrapper.py` 0.23;
both were run, outputs, states, alignments and gradients agree to 3e-6.
"""

from __future__ import annotations

import libcst as cst

from ..kinds.facts import Reference
from ..kinds.values import Api, Value
from ..model import Style
from ..syntax.layout import call_text
from ..syntax.templates import code_of, dotted, expression
from .call_site import CallSite
from .change import Change, Edit, manual
from .context import Context
from .registry import Rule

_NAME = "seq2seq-attention"
_SEQ2SEQ = "tf.contrib.seq2seq."
_MECHANISMS = ("BahdanauAttention", "LuongAttention", "BahdanauMonotonicAttention", "LuongMonotonicAttention")
_WRAPPER = "AttentionWrapper"
_PROBABILITIES = {
    "tf.nn.softmax": "softmax",
    "tf.contrib.seq2seq.hardmax": "hardmax",
}
# The parameters that TFA has under the same names, in its order.
_SAME = (
    *("memory_sequence_length", "normalize", "scale", "sigmoid_noise", "sigmoid_noise_seed", "score_bias_init", "mode"),
    *("dtype", "name"),
)


def apply(reference: Reference, context: Context) -> Change | None:
    """Rewrite the creation of one attention mechanism or wrapper."""
    if context.style is Style.EAGER:
        return None
    name = reference.api.name
    if reference.call is None:
        return manual(_NAME, reference.node, name, "passed on as a value: call tfa.seq2seq by hand")
    site = context.site(reference.call)
    if site is None:
        return manual(_NAME, reference.node, name, "its arguments cannot be read from the call")
    short = name[len(_SEQ2SEQ) :]
    problem = "" if short == _WRAPPER else _problem(site)
    if problem:
        return manual(_NAME, reference.node, name, problem)
    edits = [Edit(reference.node, lambda _: dotted(f"Graph{short}"))]
    if short != _WRAPPER:
        made = site.call.node
        edits.append(Edit(made, lambda _: _mechanism(f"Graph{short}", site, context)))
    message = f"becomes Graph{short}, with TF1's variables"
    return Change(_NAME, reference.node, name, message, edits=tuple(edits), written=(f"Graph{short}",))


def _problem(site: CallSite) -> str:
    """Say what of a mechanism TFA does not have."""
    if "probability_fn" in site.given() and probability(site.value("probability_fn")) is None:
        return "TFA takes 'softmax' or 'hardmax' as probability_fn, no other function"
    unknown = sorted(site.given() & {"score_mask_value", "custom_key_value_fn"})
    return f"TFA has no {', '.join(unknown)}" if unknown else ""


def probability(value: Value) -> str | None:
    """Return TFA's name of a function that makes probabilities of scores."""
    return _PROBABILITIES.get(value.name) if isinstance(value, Api) else None


def _mechanism(name: str, site: CallSite, context: Context) -> cst.BaseExpression:
    written = {key: code_of(context.render(node)) for key, node in site.nodes.items() if site.node(key) is not None}
    arguments = [written["num_units"], written["memory"]]
    arguments += [f"{key}={written[key]}" for key in _SAME if key in written]
    if "probability_fn" in written:
        arguments.append(f'probability_fn="{probability(site.value("probability_fn"))}"')
    return expression(call_text(name, arguments))


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
