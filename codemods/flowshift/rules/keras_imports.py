"""Import Keras from TensorFlow, under the paths that it still has.

    import keras                                       ->  from tensorflow import keras
    from keras.layers.core import Dense, Dropout       ->  from tensorflow.keras.layers import Dense, Dropout
    import keras.backend.tensorflow_backend as KTF     ->  from tensorflow.keras import backend as KTF
    from keras.utils import np_utils                   ->  from tensorflow.keras import utils as np_utils

With TF 2.15, `keras` and `tf.keras` are one package; with later versions `keras` is Keras 3, with other optimizers, other files
and another `backend`. The modules that Keras 2.0 to 2.3 had in the open (`keras.layers.core`, `keras.engine.topology`,
`keras.utils.np_utils`) are gone in both. Names that no version of `tf.keras` has stay, with a finding.

Some defaults of standalone Keras were others than those of TF 1.15's `tf.keras` and of TF 2.15: the learning rates of Adagrad
(0.01), Adadelta (1.0), Adamax and Nadam (0.002), and `recurrent_activation="hard_sigmoid"` of LSTM and GRU. A program that
relies on them says so in its call after this.

Source: each path imported on TF 2.15.1; Keras 2.3.1 `keras/optimizers.py`, `keras/layers/recurrent.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst

from ..kinds.facts import Reference
from ..kinds.imports import dotted_name
from ..model import Applicability
from ..symbols.api_map import lookup
from ..symbols.keras_paths import public_keras_path
from ..symbols.tf2_names import exists_in_tf2
from ..syntax.templates import dotted, line
from . import keras_optimizers
from .change import Change, Edit, manual
from .context import Context
from .registry import Rule

_NAME = "keras-import"
_MESSAGE = (
    "Keras comes with TensorFlow; defaults of standalone Keras 2.x differ for some optimizers and recurrent layers"
)
_GONE = "tf.keras of TF 2.15 has no {}: {}"
_ADVICE = (
    ("Merge", "use Add, Concatenate, Multiply or Average"),
    ("merge", "use the functions add, concatenate, multiply or average"),
    ("Highway", "write the gate with Dense and Multiply"),
    ("MaxoutDense", "write it with Dense, Reshape and tf.reduce_max"),
    ("AtrousConvolution2D", "use Conv2D with dilation_rate"),
    ("CuDNNLSTM", "LSTM with its defaults uses cuDNN on a GPU"),
    ("CuDNNGRU", "GRU with its defaults uses cuDNN on a GPU"),
    ("ChainCRF", "use tfa.text.crf_log_likelihood"),
    ("multi_gpu_model", "build the model under tf.distribute.MirroredStrategy().scope()"),
    ("KerasClassifier", "use the package scikeras"),
    ("KerasRegressor", "use the package scikeras"),
)


def survey(context: Context) -> Iterator[Change]:
    """Rewrite each import of standalone Keras."""
    for small in context.facts.imports:
        if isinstance(small, cst.Import):
            names = [dotted_name(alias.name) for alias in small.names]
            if not any(_is_keras(name) for name in names):
                continue
            yield _import(small, names, context)
        elif not small.relative and small.module is not None and _is_keras(dotted_name(small.module)):
            yield _from(small, dotted_name(small.module), context)


def _is_keras(path: str) -> bool:
    return path == "keras" or path.startswith("keras.")


def _import(small: cst.Import, names: list[str], context: Context) -> Change:
    """`import keras.backend as K` binds a module; without `as` it binds `keras` itself."""
    if len(names) > 1:
        return manual(_NAME, small, "keras", "imported beside other modules: write `from tensorflow import keras`")
    alias = small.names[0]
    if alias.asname is None:
        found = [r for r in context.facts.references if _starts(r.node)]
        missing = [r.api.written for r in found if not _has_form(r) and not _is_replaced(r, context)]
        if missing:
            return manual(_NAME, small, names[0], _gone(missing[0]))
        return _changed(small, names[0], "from tensorflow import keras")
    path = public_keras_path(names[0])
    if not _exists(path):
        return manual(_NAME, small, names[0], _gone(path))
    module, _, last = path.rpartition(".")
    return _changed(small, names[0], f"from {module} import {_as(last, dotted_name(alias.asname.name))}")


def _has_form(reference: Reference) -> bool:
    """Tell whether a name stays, or gets a new one from the map of the API."""
    symbol = lookup(reference.api.name)
    return _exists(reference.api.written) or (symbol is not None and symbol.native is not None)


def _is_replaced(reference: Reference, context: Context) -> bool:
    """Tell whether the rule of the optimizers writes a name of today's in its place: `keras.optimizers.adam`."""
    change = keras_optimizers.apply(reference, context) if reference.api.name in keras_optimizers.SYMBOLS else None
    return change is not None and any(edit.node is reference.node for edit in change.edits)


def _is_replaced_everywhere(path: str, context: Context) -> bool:
    """Tell whether no use of an imported name is left, so that its import goes."""
    uses = [reference for reference in context.facts.references if reference.api.written == path]
    return bool(uses) and all(_is_replaced(reference, context) for reference in uses)


def _starts(node: cst.BaseExpression) -> bool:
    return dotted_name(node).startswith("keras.")


def _from(small: cst.ImportFrom, module: str, context: Context) -> Change:
    """Write one line for each module that the names live in now."""
    if isinstance(small.names, cst.ImportStar):
        path = public_keras_path(module)
        return (
            _changed(small, module, f"from {path} import *")
            if _exists(path)
            else manual(_NAME, small, module, _gone(path))
        )
    found: dict[str, list[str]] = {}
    for alias in small.names:
        name = dotted_name(alias.name)
        path = public_keras_path(f"{module}.{name}")
        if not _exists(path) and not _is_replaced_everywhere(path, context):
            return manual(_NAME, small, f"{module}.{name}", _gone(path))
        home, _, last = path.rpartition(".")
        bound = dotted_name(alias.asname.name) if alias.asname is not None else name
        found.setdefault(home, []).append(_as(last, bound))
    if len(found) == 1 and not any(" as " in name for name in next(iter(found.values()))):
        # the names stay as they are laid out
        home_now = dotted(next(iter(found)))
        edit = Edit(small.module or small, lambda _: home_now)
        return Change(_NAME, small, module, _MESSAGE, Applicability.REVIEW, (edit,))
    texts = [f"from {home} import {', '.join(names)}" for home, names in found.items()]
    statement = context.statement_of(small)
    if len(texts) == 1 or not isinstance(statement, cst.SimpleStatementLine) or len(statement.body) > 1:
        return _changed(small, module, "; ".join(texts))
    edit = Edit(statement, lambda node: _lines(node, texts))
    return Change(_NAME, small, module, _MESSAGE, Applicability.REVIEW, (edit,))


def _lines(node: cst.CSTNode, texts: Sequence[str]) -> cst.FlattenSentinel[cst.CSTNode]:
    """Write several import lines in the place of one; its comments go to the first."""
    assert isinstance(node, cst.SimpleStatementLine)
    first, *others = (line(text) for text in texts)
    return cst.FlattenSentinel([node.with_changes(body=first.body), *others])


def _as(name: str, bound: str) -> str:
    return name if name == bound else f"{name} as {bound}"


# What rules of their own take care of.
_HANDLED = frozenset(f"tensorflow.keras.backend.{name}" for name in ("get_session", "set_session"))


def _exists(path: str) -> bool:
    return path in _HANDLED or exists_in_tf2("tf" + path[len("tensorflow") :])


def _gone(path: str) -> str:
    name = path[len("tensorflow.keras.") :]
    last = name.rpartition(".")[2]
    return _GONE.format(name, next((advice for known, advice in _ADVICE if known == last), "copy what you need of it"))


def _changed(small: cst.Import | cst.ImportFrom, symbol: str, text: str) -> Change:
    def rewrite(_: cst.CSTNode) -> cst.FlattenSentinel[cst.CSTNode]:
        return cst.FlattenSentinel(line(text).body)

    return Change(_NAME, small, symbol, _MESSAGE, Applicability.REVIEW, (Edit(small, rewrite),))


RULES = (
    Rule(
        _NAME,
        "keras",
        "standalone Keras is imported from TensorFlow, under the paths that it still has",
        __doc__ or "",
        survey=survey,
        words=frozenset({"import keras", "from keras"}),
    ),
)
