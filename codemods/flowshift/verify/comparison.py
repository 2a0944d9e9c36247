"""Compare what two runs left: what they printed, named values, event files, constant initial values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from .events import compare_events
from .output import Tolerance, compare_output
from .sides import Run
from .values import compare_value
from .verification import Before, Observation, Verdict, Verification, VerifyOptions

COMPAT_NOTE = "weaker proof: the original ran on TF 2.15's tf.compat.v1, not on TF 1.15"
RANDOM_NOTE = (
    "random ops without a seed ran: same distribution, other numbers are possible where the order of the draws changed"
)


def compare_runs(ours: Run, theirs: Run, terms: VerifyOptions) -> Verification:
    """Compare what two runs left, row by row."""
    tolerance = Tolerance(terms.relative, terms.absolute)
    rows: list[Observation] = []
    notes = [*_strings(ours.report, "notes"), *_strings(theirs.report, "notes")]
    if terms.expected_error is None:
        rows.extend(compare_output(ours.output, theirs.output, tolerance))
        rows.extend(_observed(ours.report, theirs.report, terms.observe, tolerance))
        rows.extend(compare_events(ours.report.get("events"), theirs.report.get("events"), tolerance))
        if not terms.fixed_draws:  # some are drawn with fixed numbers then
            rows.extend(_initial_values(theirs.report))
    else:
        notes.append(f"the original raises {terms.expected_error!r}: only that the migrated program runs is shown")
    if not rows:
        notes.append("nothing was printed or observed: only that both versions run is shown")
    verdict = Verdict.EQUAL if all(row.equal for row in rows) else Verdict.DIFFERENT
    calls = ours.report.get("random_calls") or theirs.report.get("random_calls")
    if verdict is Verdict.DIFFERENT and calls and not terms.fixed_draws:
        notes.append(RANDOM_NOTE)
    if terms.before is Before.COMPAT:
        notes.append(COMPAT_NOTE)
    draws = bool(ours.report.get("draws") or theirs.report.get("draws")) and not theirs.report.get("differences")
    return Verification(verdict, tuple(rows), None, tuple(notes), (ours.seconds, theirs.seconds), draws)


def _strings(report: Mapping[str, object], key: str) -> list[str]:
    value = report.get(key)
    return [str(item) for item in value] if isinstance(value, list) else []


def _observed(
    ours: Mapping[str, object], theirs: Mapping[str, object], names: Sequence[str], tolerance: Tolerance
) -> Iterator[Observation]:
    before, after = ours.get("observed"), theirs.get("observed")
    if isinstance(before, dict) and isinstance(after, dict):
        for name in names:
            yield compare_value(name, before[name], after[name], tolerance)


def _initial_values(report: Mapping[str, object]) -> Iterator[Observation]:
    """Turn constants that the migrated program starts from, and that are not TF1's, into rows."""
    differences = report.get("differences")
    for row in differences if isinstance(differences, list) else []:
        one, other = float(row["tf1"]), float(row["tf2"])
        yield Observation(str(row["name"]), f"{one:g}", f"{other:g}", False, abs(one - other), None)
