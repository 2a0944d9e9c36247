"""Answer what became of a TF 1.15 symbol. The data was derived from the two runtimes by tools/build_api_map.py."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from ..model import Applicability
from . import meanings
from .binding import Argument, Plan, bind
from .symbol import Meaning, Symbol, Target

_KINDS = {"f": "function", "c": "class", "m": "module", "k": "constant"}
_PACKAGES = {
    "tf": "tensorflow",
    "tfa": "tensorflow_addons",
    "tf_slim": "tf_slim",
    "absl": "absl",
    "unittest": "unittest",
}
# Modules that slim has in the open without listing what is in them; each holds what the public one does.
_MODULES_OF_SLIM = (
    ("contrib.slim.initializers.", "contrib.layers."),
    ("contrib.slim.layers.", "contrib.layers."),
    ("contrib.slim.regularizers.", "contrib.layers."),
    ("contrib.slim.nets.resnet_v1.resnet_arg_scope", "contrib.slim.nets.resnet_utils.resnet_arg_scope"),
    ("contrib.slim.nets.resnet_v2.resnet_arg_scope", "contrib.slim.nets.resnet_utils.resnet_arg_scope"),
)
_FOLDER = Path(__file__).parent


@cache
def _lines() -> list[str]:
    return (_FOLDER / "api_map.tsv").read_text(encoding="utf-8").splitlines()


def _row(key: str) -> str | None:
    """Return what stands behind a name. A search in the sorted lines: making a dict of them would cost 4 ms per start."""
    lines = _lines()
    start = key + "\t"
    index = bisect_left(lines, start)
    return lines[index][len(start) :] if index < len(lines) and lines[index].startswith(start) else None


@cache
def _private() -> dict[str, str]:
    text = (_FOLDER / "private_paths.tsv").read_text(encoding="utf-8")
    return {line.partition("\t")[0]: line.partition("\t")[2] for line in text.splitlines()[1:]}


def names() -> tuple[str, ...]:
    """Return every public TF1 name that the map holds, without the `tf.compat.v1.` spellings."""
    return tuple("tf." + line.partition("\t")[0] for line in _lines()[1:])


def private_names() -> Iterator[tuple[str, str, str]]:
    """Yield each implementation module, an attribute of it, and the public TF1 name of what that is."""
    for module, row in _private().items():
        path = module if module.startswith("tensorflow_estimator.") else "tensorflow." + module
        for group in row.split("\t"):
            prefix, _, attributes = group.partition(":")
            for attribute in attributes.split(" "):
                own, _, last = attribute.partition("=")
                yield path, own, ".".join(part for part in ("tf", prefix, last or own) if part)


def canonical(name: str) -> str:
    """Return the canonical TF1 public name of a symbol, whatever spelling it came by.

    Spellings are `tf.` names, `tensorflow.` names and private paths; any other name comes back unchanged. What follows a
    known symbol (a method, an attribute) is kept: `tf.contrib.rnn.LSTMCell.call` is `tf.nn.rnn_cell.LSTMCell.call`.
    """
    return _canonical(name)


@cache
def _canonical(name: str) -> str:
    key = _key(name)
    if key is None:
        return name
    head, tail = key, ""
    while head:
        row = _row(head)
        if row is not None:
            alias = row.split("\t", 2)[1] if row.count("\t") else ""
            return "tf." + (alias or head) + tail
        head, _, last = head.rpartition(".")
        tail = "." + last + tail
    return "tf." + key


def _key(name: str) -> str | None:
    """Return a name as the map's keys are written, or None where it is no name of TensorFlow."""
    for prefix in ("tf.", "tensorflow."):
        if name.startswith(prefix):
            rest = name[len(prefix) :]
            break
    else:
        if not name.startswith("tensorflow_estimator."):
            return None
        rest = name
    if rest.startswith("compat.v1."):
        rest = rest[len("compat.v1.") :]
    elif rest.startswith("compat.v2.") and _row(rest) is None and _row(rest[len("compat.v2.") :]):
        rest = rest[len("compat.v2.") :]
    for module, public in _MODULES_OF_SLIM:
        if rest.startswith(module):
            rest = public + rest[len(module) :]
    if ".python." in "." + rest or rest.startswith("tensorflow_estimator."):
        return _public(rest) or rest
    return rest


def _public(path: str) -> str | None:
    """Return the public key of an implementation's path: `python.ops.math_ops.log` is `log`."""
    module, _, attribute = path.rpartition(".")
    tail = ""
    while module:
        if module in _private():
            public = _public_members(module).get(attribute)
            return None if public is None else public + tail
        tail = "." + attribute + tail
        module, _, attribute = module.rpartition(".")
    return None


@cache
def _public_members(module: str) -> dict[str, str]:
    """Return the public key of each attribute of an implementation module."""
    found: dict[str, str] = {}
    for group in _private()[module].split("\t"):
        prefix, _, attributes = group.partition(":")
        for attribute in attributes.split(" "):
            own, _, last = attribute.partition("=")
            found.setdefault(own, (prefix + "." if prefix else "") + (last or own))
    return found


@cache
def members(module: str) -> tuple[str, ...]:
    """Return the names that a TF1 module holds itself: those that `from module import *` brings."""
    prefix = module[len("tf.") :] + "." if module != "tf" else ""
    lines = _lines()
    below: list[str] = []
    for index in range(bisect_left(lines, prefix) if prefix else 1, len(lines)):
        if not lines[index].startswith(prefix):
            break
        below.append(lines[index].partition("\t")[0][len(prefix) :])
    return tuple(name for name in below if name and "." not in name and not name.startswith("_"))


@cache
def is_module(name: str) -> bool:
    """Tell whether a name is a module, or one that TF 1.15 does not have: what follows it is part of a longer name."""
    symbol = lookup(name)
    return symbol is None or symbol.kind == "module"


@cache
def lookup(name: str) -> Symbol | None:
    """Return what became of a TF1 symbol, by any spelling that `canonical` knows; None for a name that is no symbol."""
    key = _key(name)
    if key is None:
        return None
    row = _row(key)
    if row is None:
        return _by_hand(key)
    cells = row.split("\t") + [""] * 12
    kind = _KINDS[cells[0]]
    own, alias = cells, cells[1]
    if alias:
        own = (_row(alias) or "").split("\t") + [""] * 12
    same_name = name.startswith(("tf.compat.v2.", "tensorflow.compat.v2."))
    parameters = _parameters(own[5])
    symbol = Symbol(
        name="tf." + key,
        canonical="tf." + (alias or key),
        kind=kind,
        parameters=parameters,
        native=_target(_full(cells[2], key), own[6:9], parameters),
        compat=_target(_full(cells[3], "compat.v1." + key), own[9:12], parameters),
        exact="s" in cells[4] or same_name,
        same_object="s" in cells[4] or same_name,
    )
    return _with_meaning(symbol)


def _parameters(cell: str) -> tuple[str, ...] | None:
    return None if cell in ("", "?") else () if cell == "-" else tuple(cell.split())


def _full(cell: str, same: str) -> str:
    if cell.startswith("!"):
        return cell[1:]
    return "tf." + (same if cell == "=" else cell) if cell else ""


def _target(name: str, cells: list[str], parameters: tuple[str, ...] | None) -> Target | None:
    if not name:
        return None
    own = parameters if cells[0] == "=" else _parameters(cells[0])
    moves = [tuple(move.split(">", 1)) for move in cells[1].split()]
    defaults = tuple(
        (parts[0], parts[1], parts[2]) for parts in (item.split("~", 2) for item in cells[2].split("|") if item)
    )
    renamed = tuple((old, new) for old, new in moves if new)
    removed = tuple(old for old, new in moves if not new)
    return Target(
        name,
        _PACKAGES.get(name.split(".")[0], ""),
        own,
        renamed,
        removed,
        defaults,
        _reordered(parameters, own, renamed),
    )


def _reordered(
    source: tuple[str, ...] | None, target: tuple[str, ...] | None, renamed: tuple[tuple[str, str], ...]
) -> bool:
    if source is None or target is None:
        return False
    moves = dict(renamed)
    places = [name.rstrip("=/") for name in target if name[0] not in "*+"]
    given = [name.rstrip("=/") for name in source if name[0] not in "*+"]
    return [moves.get(name, name) for name in given] != places[: len(given)]


def _by_hand(key: str) -> Symbol | None:
    """Return a symbol that TF 1.15 no longer has and older code still names."""
    name = "tf." + key
    row = meanings.by_name().get(name)
    if row is None:
        return None
    if row.same_as:
        heir = lookup(row.same_as)
        if heir is None:
            return None
        message = row.message or heir.message
        worst = row.applicability if heir.applicability is Applicability.SAFE else heir.applicability
        return replace(heir, name=name, applicability=worst, message=message, source=row.source)
    target = _target(row.native, ["", "", ""], None) if row.native else None
    return Symbol(
        name, name, "name", None, target, None, bool(row.exact), False, row.applicability, row.message, row.source
    )


def _with_meaning(symbol: Symbol) -> Symbol:
    """Add what was written by hand; a symbol without any form always gets a message."""
    row = meanings.by_name().get(symbol.canonical)
    if row is not None:
        exact = symbol.exact if row.exact is None else row.exact
        symbol = replace(symbol, exact=exact, applicability=row.applicability, message=row.message, source=row.source)
    elif symbol.native is not None and not symbol.exact and symbol.kind != "module":
        message = f"{symbol.native.name} is another implementation than TF 1.15's {symbol.canonical}"
        symbol = replace(symbol, applicability=Applicability.REVIEW, message=message, source="derived")
    if symbol.native is None and symbol.compat is None and not symbol.message:
        message = meanings.family_message(symbol.canonical)
        symbol = replace(symbol, applicability=Applicability.MANUAL, message=message, source="semantics_facts 4g")
    return symbol


def parameters_of(name: str) -> tuple[str, ...] | None:
    """Return the names of a TF1 symbol's parameters in order, without `*args` and `**kwargs`; None where unknown."""
    symbol = lookup(name)
    if symbol is None or symbol.parameters is None:
        return None
    return tuple(p.strip("+=/") for p in symbol.parameters if not p.startswith("*"))


__all__ = ["Argument", "Meaning", "Plan", "Symbol", "Target", "bind", "canonical", "lookup", "names", "parameters_of"]
