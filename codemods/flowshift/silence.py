"""Find the TF1 names that a module still has, so that none is left without a finding."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from .kinds.facts import Facts, Reference
from .kinds.imports import imported_paths
from .kinds.kind import Kind, kind_of
from .kinds.named_by_text import NamedByText, names_by_text
from .kinds.test_cases import tests_graphs
from .kinds.values import Member
from .model import Style
from .symbols.api_map import lookup
from .symbols.meanings import family_message
from .symbols.tf2_names import exists_in_tf2, imports_in_tf2

# Calls after which it is settled whether TF2's behaviour is on.
_SWITCHES = frozenset({"tf.disable_v2_behavior", "tf.disable_eager_execution", "tf.enable_eager_execution"})

# What opens a session of a graph, the second argument.
_SESSIONS = frozenset({"tf.Session", "tf.InteractiveSession"})
_GRAPH_PLACE = 2

# The parts of TensorFlow that hold its implementation.
_PRIVATE = ("tf.python.", "tf.core.", "tf.compiler.", "tf.tools.")


# The summaries of TF2 have the names of TF1's, and a step.
_SUMMARIES = frozenset(f"tf.summary.{kind}" for kind in ("scalar", "histogram", "image", "audio", "text"))


def left_over(facts: Facts, style: Style) -> list[Reference]:
    """Return the references that do not resolve in TF2 as they are written.

    In the eager style a name under `tf.compat.v1` counts too: the output is to be native.
    """
    return [found for found in facts.references if not resolves(found, style) and not facts.is_given(found.node)]


def failing_imports(facts: Facts) -> Iterator[tuple[cst.Import | cst.ImportFrom, str]]:
    """Yield the import statements of TensorFlow that TF2 fails on, with the path it does not have."""
    for statement in facts.imports:
        for path in imported_paths(statement):
            if not imports_in_tf2(path):
                yield statement, path


def needs_migration(facts: Facts) -> bool:
    """Tell whether a module uses TensorFlow 1: it has a name, an import or an argument that TF2 does not have.

    A session of the default graph needs TF1's behaviour, and so do gradients of a Keras graph, though TF2 has their names.
    """
    names = (
        reference.api.name
        for reference in facts.references
        if not resolves(reference, Style.GRAPH) or _has_old_keyword(reference)
    )
    paths = (path for _, path in failing_imports(facts))
    texts = (found.symbol.api.name for found in names_by_text(facts) if found.symbol and not resolves_by_text(found))
    if any(not is_data(name) for name in (*names, *paths, *texts)):
        return True
    return not is_switched(facts) and (
        tests_graphs(facts) or _differentiates_graph(facts) or _runs_default_graph(facts)
    )


def _differentiates_graph(facts: Facts) -> bool:
    """Tell whether a module takes gradients of a Keras model's tensors, which TF2 refuses outside of a graph."""
    names = {reference.api.name for reference in facts.references}
    return "tf.keras.backend.gradients" in names and "tf.function" not in names


def _runs_default_graph(facts: Facts) -> bool:
    """Tell whether a module runs a session of the default graph, which is empty in TF2: nothing is added to it eagerly."""
    names = {reference.api.name for reference in facts.references}
    if not names & _SESSIONS or "tf.Graph" in names:
        return False
    opened = [call.arguments for call in facts.calls if call.api in _SESSIONS]
    if not all(given.exact and len(given.positional) < _GRAPH_PLACE and not given.keyword("graph") for given in opened):
        return False
    methods = (call.function for call in facts.calls if isinstance(call.function, Member))
    return any(method.name == "run" and kind_of(method.of) is Kind.SESSION for method in methods)


def resolves_by_text(found: NamedByText) -> bool:
    """Tell whether TF2 has what a text names."""
    if found.symbol is None:
        return False
    return imports_in_tf2(found.symbol.api.written) if found.imported else resolves(found.symbol, Style.GRAPH)


def is_switched(facts: Facts) -> bool:
    """Tell whether a module says itself which behaviour it wants: TF1's or TF2's."""
    return any(reference.api.name in _SWITCHES for reference in facts.references)


def is_switched_off(facts: Facts) -> bool:
    """Tell whether a module switches all of TF2's behaviour off, so that it runs as a graph of TF1."""
    return any(reference.api.name == "tf.disable_v2_behavior" for reference in facts.references)


def is_data(name: str) -> bool:
    """Tell whether a name is of TF1's examples, which load data: a native program may still import them."""
    return name.startswith(("tf.examples", "tensorflow.examples"))


def what_to_do(name: str) -> str:
    """Say what to do about a name that TF2 does not have; a private path has `tf.` in front too."""
    symbol = lookup(name)
    if symbol is not None and symbol.message:
        return symbol.message
    form = symbol and (symbol.native or symbol.compat)
    if form:
        return f"use {form.name}"
    if name.startswith("tf.examples"):
        return "TF2 ships no examples: load the data with tf.keras.datasets or the tensorflow_datasets package"
    if name.startswith(_PRIVATE):
        path = "tensorflow" + name[len("tf") :]
        return f"TF 2.15 has no {path}, which is private: use what is public, or copy it from the TF 1.15 source"
    if name.startswith("tf.contrib") or symbol is not None:
        return family_message(name)
    return f"neither TF 1.15 nor TF 2.15 has {name}: is it spelled right, or from an older TensorFlow?"


def resolves(reference: Reference, style: Style) -> bool:
    """Tell whether TF2 has what a reference names, as it is written and with the same meaning."""
    api = reference.api
    if api.written.startswith("tensorflow_estimator"):
        # a package of its own that TF 2.15 still brings; what is public in it is to be reached through `tf.estimator`
        return (api.name + ".").startswith("tf.tensorflow_estimator.") and ".contrib" not in api.written
    name = _name(api.written)
    if style is Style.EAGER and (name + ".").startswith("tf.compat.v1."):
        return False
    if not exists_in_tf2(name):
        # below a path that was imported, the private parts of TensorFlow can be reached; what has a public name takes it
        private = api.imported_as != "tensorflow" and api.written == "tensorflow" + api.name[len("tf") :]
        return private and exists_in_tf2(api.written)
    if name in _SUMMARIES:
        return _has_step(reference)
    symbol = lookup(name)
    # a name that exists without being the native form has another meaning in TF2
    return symbol is None or symbol.kind == "module" or name.startswith("tf.compat.v1.") or symbol.native is not None


def _has_step(reference: Reference) -> bool:
    """Tell whether a summary is TF2's: it is given a step, or the description and data that TF1 did not know."""
    if reference.call is None:
        return False
    names = {name for name, _ in reference.call.arguments.keywords}
    return bool(names & {"step", "data", "buckets", "description"}) or not reference.call.arguments.exact


def _has_old_keyword(reference: Reference) -> bool:
    """Tell whether a call gives an argument by a name that TF2's function does not have: `tf.argmax(x, dimension=1)`."""
    written = _name(reference.api.written)
    symbol = lookup(written) if reference.call is not None else None
    target = symbol and (symbol.compat if written.startswith("tf.compat.v1.") else symbol.native)
    if not target or target.parameters is None or reference.call is None:
        return False
    old = {name for name, _ in target.renamed} | set(target.removed)
    known = {parameter.strip("+=/*") for parameter in target.parameters}
    return any(name in old - known for name, _ in reference.call.arguments.keywords)


def _name(path: str) -> str:
    """Return a path that a file imports as a name of the API, with `tf` in front."""
    return "tf" + path[len("tensorflow") :]
