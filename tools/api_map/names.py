"""Write the names that exist in TF 2.15, a line per module: the public ones, and those of its implementation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from tools.api_map.dumps import Runtime

_TESTS = re.compile(r"\b(kernel_)?tests?\b|test_ops|_test_")


def encode_public_names(tf2: Runtime) -> str:
    """Return the text of tf2_names.tsv: a module of `tf` (an empty cell for `tf` itself), then what it holds."""
    return _lines(_by_module(name[3:] for name in tf2.names if _is_public(name)))


def _is_public(name: str) -> bool:
    # tf.compat.v2 holds what tf does, and both raw_ops are one module
    return name.startswith("tf.") and not name.startswith(("tf.compat.v2.", "tf.compat.v1.raw_ops."))


def _by_module(names: Iterable[str]) -> Mapping[str, list[str]]:
    modules: dict[str, list[str]] = {}
    for name in names:
        module, _, last = name.rpartition(".")
        modules.setdefault(module, []).append(last)
    return modules


def encode_names(modules: Mapping[str, list[str]]) -> str:
    """Return the text of a file of names: a module below `tensorflow.`, then names in it."""
    return _lines({module: names for module, names in modules.items() if not _TESTS.search(module)})


def _lines(modules: Mapping[str, list[str]]) -> str:
    return "".join(f"{module}\t{' '.join(sorted(modules[module]))}".rstrip(" ") + "\n" for module in sorted(modules))
