"""Know the programs whose graph Keras builds and runs: they need no session of their own, and none in TF2."""

from __future__ import annotations

from ..kinds.apis import Make, make_of
from ..kinds.facts import Facts
from .steps import is_run

_KERAS = tuple(
    f"tf.keras.{name}" for name in ("Model", "Sequential", "models.", "layers.", "applications.", "callbacks.")
)
# What a program makes that works on a graph itself.
_GRAPH = frozenset(
    {
        Make.PLACEHOLDER,
        Make.VARIABLE,
        Make.LAYER_CALL,
        Make.CELL,
        Make.RNN,
        Make.HELPER,
        Make.DECODER,
        Make.GRADIENTS,
        Make.UPDATE,
        Make.SAVER,
        Make.SUMMARY,
        Make.INITIALIZATION,
    }
)
_GRAPH_NAMES = frozenset({"tf.Graph", "tf.get_default_graph", "tf.keras.backend.get_session", "tf.estimator.Estimator"})


def is_keras_program(facts: Facts) -> bool:
    """Tell whether Keras alone builds and runs the graph: a session, if there is one, only carries its configuration."""
    names = {reference.api.name for reference in facts.references}
    if not any(name.startswith(_KERAS) for name in names):
        return False
    if names & _GRAPH_NAMES or any(make_of(name) in _GRAPH for name in names):
        return False
    if any(make_of(name) is Make.SESSION for name in names) and "tf.keras.backend.set_session" not in names:
        return False
    return not any(is_run(call) for call in facts.calls)
