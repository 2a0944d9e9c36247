"""Resolve import statements to TF 1.15 public names, whatever the spelling."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import cast

import libcst as cst

from ..symbols.api_map import canonical, members
from ..symbols.keras_paths import public_keras_path
from .values import Api, Foreign, Value

# The module paths under which TensorFlow 1 code reaches the API; the longest matching one wins.
_ROOTS = (
    ("tensorflow.compat.v1", "tf"),
    ("tensorflow.python.keras", "tf.keras"),
    ("tensorflow.python", "tensorflow.python"),
    ("tensorflow.core", "tensorflow.core"),
    ("tensorflow.examples", "tensorflow.examples"),
    ("tensorflow_estimator", "tensorflow_estimator"),
    ("tensorflow", "tf"),
)


@lru_cache(maxsize=4096)  # the same few names stand in the imports of all files
def resolve_module(path: str) -> Value:
    """Return what a dotted module path stands for: `tensorflow.contrib.rnn` is `tf.contrib.rnn`.

    Private paths keep their own name (`tensorflow.python.ops.rnn`), so that the symbol map can look them up.
    """
    if path == "keras" or path.startswith("keras."):
        # Keras of its own package is TensorFlow's since 2.4, and its private modules are gone: `keras.layers.core`
        public = public_keras_path(path)
        return Api(canonical("tf" + public[len("tensorflow") :]), imported_as=path, written=public)
    for prefix, name in _ROOTS:
        if path == prefix or path.startswith(prefix + "."):
            return Api(canonical(name + path[len(prefix) :]), imported_as=path, written=path)
    return Foreign(path)


def dotted_name(node: cst.BaseExpression | None) -> str:
    """Return the text of a dotted name, or an empty string for anything else."""
    # comparing classes: isinstance() costs five times as much on libcst's nodes
    kind = type(node)
    if kind is cst.Attribute:
        attribute = cast(cst.Attribute, node)
        base = dotted_name(attribute.value)
        return f"{base}.{attribute.attr.value}" if base else ""
    return cast(cst.Name, node).value if kind is cst.Name else ""


def imported_paths(statement: cst.Import | cst.ImportFrom) -> Iterator[str]:
    """Yield the dotted path of each name of TensorFlow that an import statement needs to find."""
    module = ""
    if isinstance(statement, cst.ImportFrom):
        module = "" if statement.relative or statement.module is None else dotted_name(statement.module)
        if not _is_tensorflow(module):
            return
        if isinstance(statement.names, cst.ImportStar):
            yield module
            return
    assert not isinstance(statement.names, cst.ImportStar)
    for alias in statement.names:
        path = f"{module}.{dotted_name(alias.name)}" if module else dotted_name(alias.name)
        if _is_tensorflow(path):
            yield path


def _is_tensorflow(path: str) -> bool:
    return path == "tensorflow" or path.startswith("tensorflow.")


def module_names(statement: cst.Import | cst.ImportFrom) -> Iterator[str]:
    """Yield each dotted name in an import statement that may be a module's, with dots in front where it is relative."""
    if isinstance(statement, cst.Import):
        yield from (dotted_name(alias.name) for alias in statement.names)
        return
    module = "." * len(statement.relative) + dotted_name(statement.module)
    yield module
    between = "" if module.endswith(".") else "."
    for alias in statement.names if not isinstance(statement.names, cst.ImportStar) else ():
        yield f"{module}{between}{dotted_name(alias.name)}"


def bound_names(statement: cst.Import | cst.ImportFrom) -> Iterator[tuple[str, Value]]:
    """Yield each name that an import statement binds, with what it stands for; a star brings what TF 1.15 has there."""
    if isinstance(statement, cst.Import):
        for alias in statement.names:
            path = dotted_name(alias.name)
            if alias.asname is not None:
                yield dotted_name(alias.asname.name), resolve_module(path)
            else:
                first = path.split(".")[0]
                yield first, resolve_module(first)
        return
    module = dotted_name(statement.module) if statement.module else ""
    if statement.relative:
        module = "." * len(statement.relative) + module
    if isinstance(statement.names, cst.ImportStar):
        package = resolve_module(module)
        if isinstance(package, Api):
            for name in members(package.name):
                yield name, resolve_module(f"{module}.{name}")
        return
    for alias in statement.names:
        name = dotted_name(alias.name)
        bound = dotted_name(alias.asname.name) if alias.asname else name
        yield bound, resolve_module(f"{module}.{name}")
