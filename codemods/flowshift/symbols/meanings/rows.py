"""Write rows that differ in one word."""

from __future__ import annotations

from collections.abc import Iterator

from ...model import Applicability
from ..symbol import Meaning

SOURCE = "semantics_facts 4g"


def moved(
    old: str, new: str, names: str, message: str = "", applicability: Applicability = Applicability.SAFE
) -> Iterator[Meaning]:
    """Yield a row per name of a contrib module for names that keep their last part, or are written `old=new`."""
    for pair in names.split():
        name, _, target = pair.partition("=")
        exact = applicability is Applicability.SAFE
        native = f"{new}.{target or name}"
        yield Meaning(f"tf.contrib.{old}.{name}", message, applicability, SOURCE, native=native, exact=exact)


def noted(module: str, notes: dict[str, str], source: str) -> Iterator[Meaning]:
    """Yield a row per name of a contrib module that has no equal form: the note says what to do."""
    for name, note in notes.items():
        yield Meaning(f"tf.contrib.{module}.{name}", note, Applicability.MANUAL, source)
