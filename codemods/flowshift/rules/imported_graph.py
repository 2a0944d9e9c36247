"""Warn of gradients through a graph that was imported from TensorFlow 1.

    model = tf.saved_model.load("export")
    with tf.GradientTape() as tape:
        logits = model.signatures["serving_default"](source)["logits"]
        loss = ...
    tape.gradient(loss, model.trainable_variables)
    # AttributeError: 'NoneType' object has no attribute 'outer_context'

A graph that TensorFlow 1 wrote has its loops (`dynamic_rnn`, `dynamic_decode`, `tf.while_loop`) as Enter and Exit operations.
What an import brings back of them has no while context, which the gradient needs. It has nothing to do with TFA. Running
such a graph forward is fine.

The way out: build the model in TF2 (FlowShift migrates the code that built it), load the weights
(`tf.train.load_checkpoint(path).get_tensor(name)`), and differentiate that, with one tape that is not persistent. Or export the
graph again in TF1 with `tf.enable_control_flow_v2()`: its loops are While operations then, and plain tapes work.

Source: TF 2.15 `control_flow_state.py` `AddWhileContext`; run with graphs exported by both control flows.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..kinds.values import Call, Member, Value
from .change import Change, manual
from .context import Context, parts
from .registry import Rule

_NAME = "imported-graph-gradient"
_IMPORTS = frozenset(
    {
        "tf.saved_model.load",
        "tf.saved_model.load_v2",
        "tf.saved_model.loader.load",
        "tf.import_graph_def",
        "tf.graph_util.import_graph_def",
        "tf.wrap_function",
    }
)
_DIFFERENTIATES = frozenset({"gradient", "jacobian", "minimize", "compute_gradients"})
_WAY_OUT = (
    "where TF1 exported that graph with loops in it (dynamic_rnn, dynamic_decode), its gradient fails: 'NoneType' object has "
    "no attribute 'outer_context'. Build the model in TF2, load its weights (tf.train.load_checkpoint) and differentiate that"
)
_DEPTH = 60


def survey(context: Context) -> Iterator[Change]:
    """Report each gradient of something that an imported graph computes."""
    if not any(call.api in _IMPORTS for call in context.facts.calls):
        return
    for call in context.facts.calls:
        if _differentiates(call) and any(_is_imported(value, _DEPTH, set()) for value in call.arguments.positional[:1]):
            yield manual(_NAME, call.node, "tf.saved_model.load", f"a gradient through an imported graph: {_WAY_OUT}")


def _differentiates(call: Call) -> bool:
    function = call.function
    return call.api == "tf.gradients" or (isinstance(function, Member) and function.name in _DIFFERENTIATES)


def _is_imported(value: Value, depth: int, seen: set[int]) -> bool:
    """Tell whether a value was computed by, or taken from, an imported graph."""
    if isinstance(value, Call) and value.api in _IMPORTS:
        return True
    if depth == 0 or id(value) in seen:
        return False
    seen.add(id(value))
    return any(_is_imported(part, depth - 1, seen) for part in parts(value))


RULES = (
    Rule(
        _NAME,
        "seq2seq",
        "gradients through a graph imported from TensorFlow 1 are reported, with the way out",
        __doc__ or "",
        survey=survey,
        words=frozenset({"saved_model.load", "import_graph_def", "wrap_function"}),
    ),
)
