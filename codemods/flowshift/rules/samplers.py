"""Say what each TF1 helper becomes: a sampler, made with what describes it, and what its decoder is then called with.

A TF1 helper holds the tensors that it reads. A sampler of TFA gets them when the decoder is called, so that it can be made
once. Source: `contrib/seq2seq/python/ops/helper.py` of TF 1.15, `tensorflow_addons/seq2seq/sampler.py` 0.23.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import libcst as cst

from ..kinds.kind import Kind, kind_of
from ..kinds.values import Api, Call, Choice, Class, Foreign, Function, Instance, Value
from ..syntax.templates import code_of
from .call_site import CallSite
from .context import Context

_SEQ2SEQ = "tf.contrib.seq2seq."

# What a decoder is called with: parameter names and texts; the first one goes by position, without a name.
Feed = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Sampler:
    """One sampler of TFA: the parameters of the TF1 helper that make it, and those that its decoder is called with."""

    name: str
    made_with: tuple[str, ...]
    first: str
    given: tuple[str, ...] = ()


SAMPLERS: Mapping[str, Sampler] = {
    "TrainingHelper": Sampler("TrainingSampler", ("time_major",), "inputs", ("sequence_length",)),
    "GreedyEmbeddingHelper": Sampler("GreedyEmbeddingSampler", (), "embedding", ("start_tokens", "end_token")),
    "SampleEmbeddingHelper": Sampler(
        "SampleEmbeddingSampler", ("softmax_temperature", "seed"), "embedding", ("start_tokens", "end_token")
    ),
    "ScheduledEmbeddingTrainingHelper": Sampler(
        "ScheduledEmbeddingTrainingSampler",
        ("sampling_probability", "time_major", "seed", "scheduling_seed"),
        "inputs",
        ("sequence_length", "embedding"),
    ),
    "ScheduledOutputTrainingHelper": Sampler(
        "ScheduledOutputTrainingSampler",
        ("sampling_probability", "time_major", "seed", "next_inputs_fn"),
        "inputs",
        ("sequence_length", "auxiliary_inputs"),
    ),
    "InferenceHelper": Sampler(
        "InferenceSampler",
        ("sample_fn", "sample_shape", "sample_dtype", "end_fn", "next_inputs_fn"),
        "start_inputs",
    ),
    "CustomHelper": Sampler(
        "CustomSampler", ("initialize_fn", "sample_fn", "next_inputs_fn", "sample_ids_shape", "sample_ids_dtype"), ""
    ),
}
SYMBOLS = frozenset(_SEQ2SEQ + name for name in SAMPLERS)


def sampler_of(call: Call) -> Sampler | None:
    """Return what a call of a helper becomes, None where it is not a helper."""
    return SAMPLERS.get(call.api[len(_SEQ2SEQ) :]) if call.api.startswith(_SEQ2SEQ) else None


def is_own_helper(value: Value, context: Context) -> bool:
    """Tell whether a value is an object of a class that the program derives from `tf.contrib.seq2seq.Helper`."""
    return isinstance(value, Instance) and derives_from(value.of, _SEQ2SEQ + "Helper", context)


def derives_from(of: Class, name: str, context: Context) -> bool:
    """Tell whether a class of the program has the TF1 symbol among its bases, or theirs."""
    for base in of.node.bases:
        value = context.facts.value(base.value)
        if isinstance(value, Api) and value.name == name:
            return True
        if isinstance(value, Class) and value is not of and derives_from(value, name, context):
            return True
    return False


def is_function(value: Value) -> bool | None:
    """Tell whether an embedding is a function, and not a matrix; None where that is not known."""
    if isinstance(value, Choice):
        found = {is_function(option) for option in value.options}
        return found.pop() if len(found) == 1 else None
    if isinstance(value, (Function, Instance)) or (isinstance(value, Call) and isinstance(value.function, Foreign)):
        return True
    kind = kind_of(value)
    if kind is Kind.OBJECT:
        return True  # a layer
    return False if kind in (Kind.VARIABLE, Kind.PLACEHOLDER, Kind.GRAPH, Kind.CONSTANT) else None


def sampler_arguments(helper: CallSite, sampler: Sampler, context: Context) -> list[str]:
    """Write the arguments that a sampler is made with."""
    arguments: list[str] = []
    if sampler.name == "CustomSampler" and "initialize_fn" in helper.nodes:
        arguments.append(f"initialize_fn={_taking_inputs(helper, context)}")
    if "embedding" in helper.nodes and is_function(helper.value("embedding")):
        arguments.append(f"embedding_fn={_text(helper, 'embedding', context)}")
    written = [name for name in sampler.made_with if helper.node(name) is not None and name != "initialize_fn"]
    return [*arguments, *(f"{name}={_text(helper, name, context)}" for name in written)]


def sampler_feed(helper: CallSite, sampler: Sampler, context: Context) -> Feed:
    """Return what a decoder with this sampler is called with, apart from its initial state."""
    own = "embedding" if "embedding" in helper.nodes and is_function(helper.value("embedding")) else ""
    first = "None" if sampler.first in ("", own) else _text(helper, sampler.first, context)
    given = [name for name in sampler.given if helper.node(name) is not None and name != own]
    return (("inputs", first), *((name, _text(helper, name, context)) for name in given))


def fed_nodes(helper: CallSite, sampler: Sampler) -> list[cst.BaseExpression]:
    """Return the arguments of a helper that move into the decoder's call."""
    own = "embedding" if is_function(helper.value("embedding")) else ""
    return [helper.nodes[name] for name in (sampler.first, *sampler.given) if name in helper.nodes and name != own]


def _taking_inputs(helper: CallSite, context: Context) -> str:
    """Write TF1's `initialize_fn`, which takes nothing, as TFA's, which gets the decoder's inputs."""
    node = context.render(helper.nodes["initialize_fn"])
    if isinstance(node, cst.Lambda) and not node.params.params:
        return f"lambda _: {code_of(node.body)}"
    return f"lambda _: {code_of(node)}()"


def _text(site: CallSite, name: str, context: Context) -> str:
    return code_of(context.render(site.nodes[name]))
