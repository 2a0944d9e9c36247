"""Write out a function of `tf.contrib` that no package of TensorFlow 2 has in working order.

    from tensorflow.contrib import legacy_seq2seq
    outputs, state = legacy_seq2seq.rnn_decoder(inputs, state, cell)

becomes

    def rnn_decoder(decoder_inputs, initial_state, cell, loop_function=None, scope=None):
        ...
    outputs, state = rnn_decoder(inputs, state, cell)

The functions are TF 1.15's own, on `tf.compat.v1`: the same variables under the same names, so that checkpoints fit. They
stand in the file that calls them. `tf_slim` has `batch_norm` too, but it does not run on TF 2.15 (`ops.Tensor` is gone).
In a native program there are no such functions: there the finding says what to use.

Source: TF 1.15 `contrib/layers/python/layers/layers.py`, `contrib/rnn/python/ops/rnn_cell.py`,
`contrib/legacy_seq2seq/python/ops/seq2seq.py`.
"""

from __future__ import annotations

import libcst as cst

from ..kinds.facts import Reference
from ..kinds.values import Api, Literal, Mapping
from ..model import Applicability, Style
from ..symbols.api_map import lookup
from .change import Change, Edit, manual
from .context import Context
from .registry import Rule
from .written_out import text_of

_NAME = "legacy-function"

# TF1 name -> the function that is written out, the parameters it takes
_FUNCTIONS = {
    "tf.contrib.layers.batch_norm": "contrib_batch_norm",
    "tf.contrib.rnn.NASCell": "NASCell",
    "tf.contrib.legacy_seq2seq.rnn_decoder": "rnn_decoder",
    "tf.contrib.legacy_seq2seq.sequence_loss_by_example": "sequence_loss_by_example",
    "tf.contrib.legacy_seq2seq.sequence_loss": "sequence_loss",
}
_PARAMETERS = {
    "contrib_batch_norm": frozenset(
        (
            *("inputs", "decay", "center", "scale", "epsilon", "activation_fn", "updates_collections"),
            *("is_training", "reuse", "trainable", "scope", "param_initializers", "variables_collections", "fused"),
        )
    ),
}
_NOTE = {"contrib_batch_norm": "for inputs of rank 2 or 4, channels last"}


def apply(reference: Reference, context: Context) -> Change | None:
    """Rewrite one reference; the function itself is added once to the file."""
    name = reference.api.name
    function = _FUNCTIONS[name]
    if context.style is Style.EAGER:
        symbol = lookup(name)
        return manual(_NAME, reference.node, name, (symbol.message if symbol else "") or "write it with Keras layers")
    problem = _problem(reference, function, context)
    if problem:
        return manual(_NAME, reference.node, name, problem)
    own = context.fresh_for(("written out", function), function, f"{function}_v1")
    # of the functions here, TF1 lets arg_scope reach the layers alone
    scoped = name.startswith("tf.contrib.layers.") and any(
        found.api.name.endswith(".arg_scope") for found in context.facts.references
    )
    definition = text_of(function).replace(f" {function}(", f" {own}(", 1)
    if context.tensorflow != "tf":
        definition = definition.replace("tf.", f"{context.tensorflow}.")
    note = _NOTE.get(function, "")
    return Change(
        _NAME,
        reference.node,
        name,
        f"becomes {own}, TF 1.15's function written out" + (f"; {note}" if note else ""),
        Applicability.REVIEW if note else Applicability.SAFE,
        edits=(Edit(reference.node, lambda _: cst.Name(own)),),
        requires=("import tf_slim",) if scoped else (),
        definitions=(("@tf_slim.add_arg_scope\n" if scoped else "") + definition,),
    )


def _problem(reference: Reference, function: str, context: Context) -> str:
    """Say why a call cannot be served, an empty string where it can."""
    known = _PARAMETERS.get(function)
    if known is None:
        return ""
    if reference.call is None:
        extra = sorted(_given_elsewhere(reference, context) - known)
        return f"{', '.join(extra)}, which it is given here, cannot be carried over" if extra else ""
    site = context.site(reference.call)
    if site is None:
        keywords = {a.keyword.value for a in reference.call.node.args if a.keyword is not None}
        return f"{', '.join(sorted(keywords - known))} has no counterpart" if keywords - known else ""
    positional = sum(argument.keyword is None for argument in reference.call.node.args)
    extra = sorted(site.given() - known)
    if extra or positional > 6:
        return f"{', '.join(extra) or 'so many positional arguments'} cannot be carried over"
    return ""


def _given_elsewhere(reference: Reference, context: Context) -> set[str]:
    """Return the arguments that `arg_scope` or a layer's `normalizer_params` gives a function that is not called here."""
    call: cst.CSTNode | None = reference.node
    while call is not None and not isinstance(call, cst.Call):
        call = context.tree.parents.get(id(call))
    if not isinstance(call, cst.Call):
        return set()
    given = {argument.keyword.value: argument.value for argument in call.args if argument.keyword is not None}
    if given.get("normalizer_fn") is reference.node:
        params = context.facts.value(given["normalizer_params"]) if "normalizer_params" in given else None
        keys = [key for key, _ in params.entries] if isinstance(params, Mapping) else []
        return {str(key.constant) for key in keys if isinstance(key, Literal) and key.known}
    function = context.facts.value(call.func)
    return set(given) if isinstance(function, Api) and function.name.endswith(".arg_scope") else set()


RULES = (
    Rule(
        _NAME,
        "contrib",
        "contrib functions without a working successor are written out",
        __doc__ or "",
        frozenset(_FUNCTIONS),
        apply,
    ),
)
