"""Count what the map says, and compare it with the tables of TensorFlow's own upgrade script."""

from __future__ import annotations

from collections import Counter

from tools.api_map.dumps import Runtime, Tables


def render(tf1: Runtime, tf2: Runtime, tables: Tables) -> str:
    """Return the report as text."""
    parts = [counts(tf1), rename_disagreements(tf2, tables), argument_disagreements(tables)]
    return "\n\n".join("\n".join(part) for part in parts)


def counts(tf1: Runtime) -> list[str]:
    """Count every public TF1 name by where it is and by what became of it."""
    from flowshift.symbols.api_map import lookup

    table: Counter[tuple[str, str]] = Counter()
    for name in tf1.names:
        symbol = lookup(name)
        if symbol is None:
            outcome = "MISSING"
        elif symbol.native is not None:
            outcome = "native, same object" if symbol.same_object else "native, exact" if symbol.exact else "native"
        elif symbol.compat is not None:
            outcome = "compat.v1 only"
        else:
            outcome = "none, with a message" if symbol.message else "none, SILENT"
        part = next((p for p in ("tf.compat.v1.", "tf.compat.v2.", "tf.contrib.") if name.startswith(p)), "tf.")
        table[part, outcome] += 1
    return [f"{part:14} {outcome:24} {number:6}" for (part, outcome), number in sorted(table.items())]


def rename_disagreements(tf2: Runtime, tables: Tables) -> list[str]:
    """List the renames of TensorFlow's table that the map does not follow, with the reason where it is mechanical."""
    from flowshift.symbols.api_map import lookup

    lines = []
    for name, theirs in sorted(tables.renames.items()):
        if not name.startswith("tf."):
            continue
        symbol = lookup(name)
        ours = {t.name for t in (symbol.native, symbol.compat) if t} if symbol else set()
        if theirs in ours:
            continue
        first, second = tf2.names.get(theirs), [tf2.names.get(o) for o in ours]
        if first is None:
            reason = "their target does not exist in TF 2.15"
        elif symbol is None:
            reason = "no public symbol of TF 1.15"
        elif first in second:
            reason = "same object, other spelling"
        else:
            reason = "differs"
        lines.append(f"{name}: theirs {theirs}, ours {', '.join(sorted(ours)) or 'none'}: {reason}")
    return lines


def argument_disagreements(tables: Tables) -> list[str]:
    """List the argument renames and the reordered functions in which TensorFlow's tables and the signatures differ."""
    from flowshift.symbols.api_map import lookup

    lines = []
    for name, moves in sorted(tables.keywords.items()):
        symbol = lookup(name) if name.startswith("tf.") else None
        if symbol is None or symbol.native is None or symbol.parameters is None:
            continue
        ours: dict[str, str | None] = {**dict(symbol.native.renamed), **dict.fromkeys(symbol.native.removed)}
        known = {parameter.strip("+=/*") for parameter in symbol.parameters}
        for old, new in moves.items():
            if old in known and ours.get(old, old) != new:
                lines.append(f"{name}: their table has {old} -> {new}, the signatures say {ours.get(old, old)}")
            elif old not in known:
                lines.append(f"{name}: their table renames {old}, which TF 1.15 does not take")
    for name in sorted(tables.reordered):
        symbol = lookup(name)
        if symbol is not None and symbol.native is not None and not symbol.native.reordered:
            lines.append(f"{name}: reordered in their table, in the same order by the signatures")
    return lines
