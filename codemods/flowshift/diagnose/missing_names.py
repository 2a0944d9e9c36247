"""Explain names that the other version of TensorFlow does not have, from the map of the API."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..rules.registry import rules_by_symbol
from ..silence import what_to_do
from ..symbols.api_map import canonical, lookup
from ..symbols.keras_paths import public_keras_path
from ..symbols.tf2_names import exists_in_tf2
from .cause import Cause

_ATTRIBUTE = re.compile(r"module '(?P<module>(?:tensorflow|keras)[\w.]*)' has no attribute '(?P<name>\w+)'")
_IMPORT = re.compile(r"cannot import name '(?P<name>\w+)' from '(?P<module>(?:tensorflow|keras)[\w.]*)'")
_MODULE = re.compile(r"No module named '(?P<module>(?:tensorflow|keras)(?:\.[\w.]+)?)'")
# Python 2 does not say which module.
_ATTRIBUTE_2 = re.compile(r"'module' object has no attribute '(?P<name>\w+)'")
# How the modules that hold the public names are called inside: `tensorflow._api.v2.nn`, `keras.api._v2.keras.utils`.
_GENERATED = (
    (re.compile(r"^tensorflow\.python\.keras\.api\._v\d\.keras"), "tensorflow.keras"),
    (re.compile(r"^keras\.api\._v\d\.keras"), "keras"),
    (re.compile(r"^tensorflow(?:_core)?\._api\.v\d(?:\.compat\.v\d)?"), "tensorflow"),
    (re.compile(r"^tensorflow_core\b"), "tensorflow"),
    (re.compile(r"\.src\b"), ""),
)


def missing_names(text: str) -> Iterator[Cause]:
    """Yield a cause for each name that a text says is missing."""
    for pattern in (_ATTRIBUTE, _IMPORT, _MODULE):
        for found in pattern.finditer(text):
            cause = _explained(found.group(), found["module"], found.groupdict().get("name") or "")
            if cause is not None:
                yield cause
    for found in _ATTRIBUTE_2.finditer(text):
        symbol = lookup(f"tf.{found['name']}")
        if symbol is not None and not exists_in_tf2(f"tf.{found['name']}"):
            yield _of_tf1(found.group(), f"tf.{found['name']}")


def _explained(message: str, module: str, name: str) -> Cause | None:
    for pattern, plain in _GENERATED:
        module = pattern.sub(plain, module)
    path = f"{module}.{name}" if name else module
    if path.startswith("keras"):
        return _of_keras(message, path)
    symbol = canonical("tf" + path[len("tensorflow") :])
    if lookup(symbol) is None and not symbol.startswith(("tf.contrib", "tf.examples")):
        return _of_tf2(message, symbol)
    return _of_tf1(message, symbol)


def _of_tf1(message: str, symbol: str) -> Cause:
    rule = rules_by_symbol().get(symbol)
    return Cause(
        "name-of-tf1",
        (message,),
        f"{symbol} is TF1's; TF2 does not have it under this name.",
        what_to_do(symbol),
        (rule.name if rule is not None else "api",),
    )


def _of_keras(message: str, path: str) -> Cause:
    public = public_keras_path(path)
    symbol = "tf" + public[len("tensorflow") :]
    there = exists_in_tf2(symbol) and public != f"tensorflow.{path}"
    return Cause(
        "name-of-old-keras",
        (message,),
        f"{path} was part of standalone Keras 2.x, or of TF1's tf.keras; Keras 2.15 does not have it.",
        f"it is {symbol} now" if there else what_to_do(canonical(symbol)),
        ("keras-import",),
    )


def _of_tf2(message: str, symbol: str) -> Cause | None:
    if not exists_in_tf2(symbol):
        return None
    return Cause(
        "name-of-tf2",
        (message,),
        f"{symbol} is TF2's, and this runs on TF1.",
        "run it on TensorFlow 2; `python -c 'import tensorflow; print(tensorflow.__version__)'` says which one it is",
    )
