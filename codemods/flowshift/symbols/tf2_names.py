"""Tell whether a name exists in TF 2.15. The lists were read from the runtime by tools/build_api_map.py."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent
# Two ways of writing one module.
_SAME = (("compat.v2.", ""), ("compat.v1.compat.", "compat."), ("compat.v1.raw_ops", "raw_ops"))


@cache
def exists_in_tf2(name: str) -> bool:
    """Tell whether TF 2.15 has a name: public (`tf.nn.relu`), or private (`tensorflow.python.ops.math_ops.cast`).

    What follows a class, a function or a constant is taken to exist: `tf.Variable.assign` is as good as `tf.Variable`.
    """
    root, _, rest = name.partition(".")
    if root not in ("tf", "tensorflow"):
        return False
    if root == "tf":
        for written, plain in _SAME:
            if (rest + ".").startswith(written):
                rest = plain + rest[len(written) :]
    return _resolves(rest.split(".") if rest else [], root == "tf")


@cache
def imports_in_tf2(path: str) -> bool:
    """Tell whether an import statement finds a path (`tensorflow.nn.relu`) in TF 2.15.

    Some public names are attributes only: `tf.losses.mse` exists, and `from tensorflow.losses import mse` fails.
    """
    rest = path[len("tensorflow.") :]
    parts = rest.split(".")
    for end in range(1, len(parts)):
        unreached = _unreached().get(".".join(parts[:end]), ())
        if "*" in unreached or parts[end] in unreached:
            return False
    return exists_in_tf2(("tf." + rest).rstrip(".")) or exists_in_tf2(path)


@cache
def _unreached() -> dict[str, list[str]]:
    text = (_FOLDER / "tf2_attributes.tsv").read_text(encoding="utf-8")
    return {line.partition("\t")[0]: line.partition("\t")[2].split(" ") for line in text.splitlines()}


def _resolves(parts: list[str], public: bool) -> bool:
    module = ""
    for part in parts:
        inner = f"{module}.{part}" if module else part
        if _is_module(inner, public):
            module = inner
            continue
        names = _names(module, public)
        if part.startswith("__"):
            return (module, part) != ("keras", "__version__")  # which only the package `keras` itself has
        return names is not None and part in names
    return True


@cache
def _lines(public: bool) -> list[str]:
    file = "tf2_names.tsv" if public else "tf2_private_names.tsv"
    return (_FOLDER / file).read_text(encoding="utf-8").splitlines()


@cache
def _is_module(module: str, public: bool) -> bool:
    lines = _lines(public)
    # a package without names of its own has no line, but the modules in it have
    return any(
        index < len(lines) and lines[index].startswith(start)
        for start in (module + "\t", module + ".")
        for index in (bisect_left(lines, start),)
    )


@cache
def _names(module: str, public: bool) -> frozenset[str] | None:
    lines = _lines(public)
    start = module + "\t"
    index = bisect_left(lines, start)
    if index == len(lines) or not lines[index].startswith(start):
        return None
    return frozenset(lines[index][len(start) :].split(" "))
