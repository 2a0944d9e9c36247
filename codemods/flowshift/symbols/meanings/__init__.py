"""Hold what no signature shows: changed meanings, contrib targets, names that were gone before TF 1.15."""

from __future__ import annotations

from functools import cache

from ..symbol import Meaning


@cache
def by_name() -> dict[str, Meaning]:
    """Return the hand-written rows by canonical TF1 name.

    Raises:
        ValueError: two rows have one name.
    """
    from . import contrib, contrib_models, decoders, exact, flags, legacy, networks, operations, removed, training

    out: dict[str, Meaning] = {}
    for part in (operations, networks, flags, training, removed, contrib, contrib_models, decoders, legacy):
        for row in part.ROWS:
            if row.name in out:
                raise ValueError(f"two meanings for {row.name}")
            out[row.name] = row
    for name in exact.NAMES:
        if name in out:
            raise ValueError(f"{name} is listed as exact and has a meaning of its own")
        out[name] = Meaning(name, exact=True, applicability=exact.SAFE, source=exact.SOURCE)
    return out


def family_message(name: str) -> str:
    """Return what to do about a symbol that has neither a TF2 form nor a row of its own."""
    from .families import DEFAULT, MESSAGES

    head = name
    while head:
        if head in MESSAGES:
            return MESSAGES[head].replace("{name}", name)
        head = head.rpartition(".")[0]
    return DEFAULT.replace("{name}", name)
