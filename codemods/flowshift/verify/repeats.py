"""Run the original again, to see whether it shows the same twice.

What no two runs of the original share cannot be asked of its migration: numbers that hang on the order in which TF1 runs
operations that do not wait for each other, and numbers that grow out of last bits, which are others in each version of
TensorFlow. So where something differs, the original runs again with several threads, and from initial values that are others
in the last bit (inside/disturbance.py). What its runs differ in by as much as the migrated program does is unsteady.
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..runtimes import Kind
from .comparison import compare_runs
from .output import text_of
from .server import Servers
from .sides import Program, Run, run_side
from .verification import Before, Observation, Verdict, Verification, VerifyOptions

# The migrated program may be this many times as far from the original's run as another run of it is: a few runs do not
# show the largest distance, and what grows out of last bits grows by such a factor within some steps.
FACTOR = 10.0

NEIGHBOURS = 2

# Of text there is no distance; so many times as many lines may differ.
TEXT_FACTOR = 2.0


@dataclass(frozen=True)
class Original:
    """Hold the original and the run of it that a proof compared with."""

    program: Program
    run: Run


@dataclass(frozen=True)
class Spread:
    """Hold how far other runs of the original are from the first one.

    `distances` has the largest one of each row, in tolerances; `parted` is the first row whose text differs, `texts` the most
    rows of one run whose text differs.
    """

    runs: int = 0
    distances: Mapping[str, float] = field(default_factory=dict)
    parted: int | None = None
    texts: int = 0


def judge_by_repeats(proof: Verification, original: Original, terms: VerifyOptions, servers: Servers) -> Verification:
    """Run the original again, and mark the rows in which its own runs differ as much as the migrated program does.

    Where this holds for all rows that differ, the verdict is `WITHIN_REPEATS`.
    """
    kind = Kind.TF1 if terms.before is Before.TF1 else Kind.TF2
    places = {row.name: place for place, row in enumerate(proof.observations)}
    spread, judged = Spread(), proof
    with tempfile.TemporaryDirectory(prefix="flowshift-run-") as scratch:
        for number in range(1, terms.repeats + 1):
            again = run_side(servers, kind, original.program, Path(scratch), terms, number)
            if again.failure is not None:
                note = f"the original could not be repeated: {again.failure.error}"
                return replace(judged, notes=(*judged.notes, note))
            spread = _widened(spread, compare_runs(original.run, again, terms).observations, places)
            judged = replace(proof, observations=_marked(proof.observations, spread))
            if all(row.unsteady for row in judged.differing):
                return _accepted(judged, spread)
    return judged


def _widened(spread: Spread, rows: Sequence[Observation], places: Mapping[str, int]) -> Spread:
    distances = dict(spread.distances)
    for row in rows:
        if row.excess is not None:
            distances[row.name] = max(distances.get(row.name, 0.0), row.excess)
    texts = [places[row.name] for row in rows if _is_text(row) and row.name in places]
    parted = min([*texts, *([] if spread.parted is None else [spread.parted])], default=None)
    return Spread(spread.runs + 1, distances, parted, max(spread.texts, len(texts)))


def _marked(rows: Sequence[Observation], spread: Spread) -> tuple[Observation, ...]:
    bearable = sum(_is_text(row) for row in rows) <= TEXT_FACTOR * spread.texts
    nearby, found = _nearby(rows, spread.distances), []
    for place, row in enumerate(rows):
        if _is_text(row):
            unsteady = bearable and spread.parted is not None and spread.parted <= place
        else:
            unsteady = not row.equal and row.excess is not None and row.excess <= FACTOR * nearby[place]
        found.append(replace(row, unsteady=unsteady))
    return tuple(found)


def _nearby(rows: Sequence[Observation], distances: Mapping[str, float]) -> list[float]:
    """Return for each row the largest distance in it and in the lines of the same text that were printed just before and after.

    Two curves that have parted cross: at a crossing their distance says nothing.
    """
    same: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        same.setdefault(text_of(row.tf1) if row.name.startswith("line ") else row.name, []).append(place)
    found = [0.0] * len(rows)
    for places in same.values():
        for index, place in enumerate(places):
            around = places[max(0, index - NEIGHBOURS) : index + NEIGHBOURS + 1]
            found[place] = max(distances.get(rows[other].name, 0.0) for other in around)
    return found


def _is_text(row: Observation) -> bool:
    """Tell whether lines were printed that differ in text or whole numbers, of which there is no distance."""
    return row.excess == math.inf


def _accepted(proof: Verification, spread: Spread) -> Verification:
    distances = [(row.excess, spread.distances.get(row.name)) for row in proof.differing]
    times = [ours / own for ours, own in distances if ours is not None and own and ours < math.inf]
    note = (
        f"the original does not show the same twice: run {spread.runs} times more, with several threads and initial values "
        f"that differ in the last bit, it shows {len(distances)} of {len(proof.observations)} observations otherwise too"
    )
    times = [ratio for ratio in times if ratio]
    if times:
        note += f"; the migrated program is at most {max(times):.1f} times as far from it"
    return replace(proof, verdict=Verdict.WITHIN_REPEATS, notes=(*proof.notes, note))
