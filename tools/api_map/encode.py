"""Write the map as the two line files that ship with the package; docs/api-map.md describes the columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tools.api_map.derive import Row, bare
from tools.api_map.dumps import Runtime
from tools.api_map.parameters import Change

KINDS = {"function": "f", "class": "c", "module": "m", "constant": "k"}


def encode_map(rows: Iterable[Row], header: str) -> str:
    """Return the text of api_map.tsv."""
    return header + "".join(line for line in map(encode_row, rows) if line)


def encode_row(row: Row) -> str:
    """Write one row; nothing for a compat.v2 spelling that the loader finds by its plain name."""
    plain = "tf." + bare(row.name)
    if row.name.startswith("tf.compat.v2.") and row.alias_of == plain and row.native == plain:
        return ""
    callable_row = row.kind in ("function", "class") and not row.alias_of
    cells = [
        row.name[3:],
        KINDS[row.kind],
        row.alias_of[3:],
        "=" if row.native == row.name else short(row.native),
        "=" if row.compat == "tf.compat.v1." + row.name[3:] else short(row.compat),
        "s" if row.same_object else "",
        encode_parameters(row.parameters) if callable_row else "",
        *encode_change(row.native_change, row.parameters),
        *encode_change(row.compat_change, row.parameters),
    ]
    return "\t".join(cells).rstrip("\t") + "\n"


def short(target: str) -> str:
    """Write a target without `tf.`; one of another package is marked with `!`."""
    return target[3:] if target.startswith("tf.") or not target else "!" + target


def encode_parameters(parameters: tuple[str, ...] | None) -> str:
    """Write a parameter list; `?` where it is unknown and `-` where it is empty."""
    return "?" if parameters is None else " ".join(parameters) or "-"


def encode_change(change: Change | None, parameters: tuple[str, ...] | None) -> tuple[str, str, str]:
    """Write the target's parameters, the renamed and removed ones, and the changed defaults."""
    if change is None:
        return "", "", ""
    same = change.target is not None and change.target == parameters
    moves = [f"{old}>{new}" for old, new in change.renamed] + [f"{old}>" for old in change.removed]
    defaults = [f"{name}~{old}~{new}" for name, old, new in change.defaults]
    return "=" if same else encode_parameters(change.target), " ".join(moves), "|".join(defaults)


def encode_private(tf1: Runtime, canonical: Mapping[str, str], header: str) -> str:
    """Return the text of private_paths.tsv: module, then its attributes by the prefix of their canonical names."""
    spelling = {thing.number: canonical[name] for name, thing in tf1.names.items()}
    lines = []
    for module in sorted(tf1.private):
        if module.startswith("tensorflow.contrib.") and ".python" not in module:
            continue  # a public contrib package: its names are in the map
        groups: dict[str, list[str]] = {}
        for attribute, thing in sorted(tf1.private[module].items()):
            prefix, _, last = spelling[thing.number][3:].rpartition(".")
            groups.setdefault(prefix, []).append(attribute if attribute == last else f"{attribute}={last}")
        if worth_keeping(module, tf1):
            cells = [f"{prefix}:{' '.join(names)}" for prefix, names in sorted(groups.items())]
            lines.append(
                "\t".join(
                    [module.replace("tensorflow.", "", 1) if module.startswith("tensorflow.") else module, *cells]
                )
            )
    return header + "\n".join(lines) + "\n"


def worth_keeping(module: str, tf1: Runtime) -> bool:
    """Drop modules that only import single names for their own use: nobody reaches a symbol through them."""
    things = tf1.private[module].values()
    return any(thing.module == module for thing in things) or len(things) >= 5
