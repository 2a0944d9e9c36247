"""Find the causes of the errors in a text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .catalogue import CAUSES
from .cause import Cause
from .missing_names import missing_names
from .text import Place, Trace, last_error, traces


@dataclass(frozen=True)
class Diagnosis:
    """Say what an error is about: the message as it was found, its cause, and the places its traceback goes through."""

    message: str
    cause: Cause
    places: tuple[Place, ...]


def diagnose(text: str) -> tuple[Diagnosis, ...]:
    """Return a diagnosis for each error that is known, the last error of the text first; each cause once."""
    found = [pair for trace in traces(text) for pair in _known(trace)]
    # the more specific causes come first in the catalogue: of those at one place, the first one counts
    seen_at: set[int] = set()
    known: dict[str, Diagnosis] = {}
    for position, diagnosis in sorted(found, key=lambda pair: -pair[0]):
        if position not in seen_at:
            seen_at.add(position)
            known.setdefault(diagnosis.cause.name, diagnosis)
    return tuple(known.values())


def unknown_error(text: str) -> str | None:
    """Return the last error that a text names, whether it is known or not."""
    return last_error(text)


def _known(trace: Trace) -> Iterator[tuple[int, Diagnosis]]:
    for cause in (*CAUSES, *missing_names(trace.text)):
        found = list(cause.pattern.finditer(trace.text))
        if found and (not cause.seen or any(word in trace.text for word in cause.seen)):
            last = found[-1]
            message = " ".join(last.group().split())
            yield trace.start + last.start(), Diagnosis(message, cause, trace.places)
