"""Run the original and the migrated program, and compare what they show."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from ..model import Applicability, Finding, Options, Status, VariableMapping
from ..runtimes import Kind
from .comparison import compare_runs
from .migrated import lay_out, migrate_script
from .output import rounded_apart
from .repeats import Original, judge_by_repeats
from .server import Servers
from .sides import Program, Run, run_side, start_runtime
from .verification import Before, Failure, Verdict, Verification, VerifyOptions

FIXED_NOTE = (
    "random ops ran: their numbers are others in TF2, where the order of the draws changed; with the draws held fixed, both "
    "versions show the same"
)
ROUNDED_NOTE = (
    "numbers that were printed rounded were one apart in the last decimal place; from other initial values, which are shown "
    "here, both versions print the same"
)
FIXED_DIFFER_NOTE = "random ops ran: what differs is shown with the draws held fixed"


def verify_file(path: Path, options: Options, terms: VerifyOptions, servers: Servers | None = None) -> Verification:
    """Migrate the script at `path` in a scratch copy of its folder, run both versions, and compare.

    Raises:
        OSError: the file or its folder cannot be read.
    """
    return verify_source(path.read_bytes(), path, options, terms, servers)


def verify_source(
    source: bytes, path: Path, options: Options, terms: VerifyOptions, servers: Servers | None = None
) -> Verification:
    """Migrate `source`, which stands for the file at `path`, with the modules beside it, and prove the result."""
    folder = path.absolute().parents[terms.levels]
    script = path.absolute().relative_to(folder)
    result = migrate_script(source, folder, script, path, options)
    if result.status is Status.ERROR:
        return Verification(Verdict.FAILED, failure=Failure("migration", result.error or "the file was not migrated"))
    with tempfile.TemporaryDirectory(prefix="flowshift-") as scratch:
        before, after = lay_out(folder, script, result, options, Path(scratch))
        proof = verify_pair(before, after, result.variables, terms, servers)
    return replace(proof, notes=(*_left_to_do(result.findings), *proof.notes))


def _left_to_do(findings: Sequence[Finding]) -> Iterator[str]:
    manual = [finding for finding in findings if finding.applicability is Applicability.MANUAL]
    if manual:
        unit = "in cell" if manual[0].cell else "on line"
        places = ", ".join(str(place) for place in sorted({finding.cell or finding.line for finding in manual})[:10])
        left = "1 place is" if len(manual) == 1 else f"{len(manual)} places are"
        yield f"{left} left to migrate by hand, {unit} {places}: `flowshift check` says which"


def verify_pair(
    before: Path,
    after: Path,
    variables: Sequence[VariableMapping] = (),
    terms: VerifyOptions | None = None,
    servers: Servers | None = None,
) -> Verification:
    """Run two scripts that are there, and compare what they show; every run has a fresh copy of its script's folder.

    Where numbers differ and were drawn at random, both run again with the draws held fixed; where they differ in the last
    decimal place that is printed, from other initial values; where they still differ, the original runs again, to see whether
    it shows the same twice.
    """
    terms = terms or VerifyOptions()
    programs = Program(before, "tf1"), Program(after, "tf2", tuple(variables))
    with ExitStack() as stack:
        active = servers if servers is not None else stack.enter_context(Servers())
        proof, original = _prove(*programs, terms, active)
        if proof.verdict is Verdict.DIFFERENT and proof.draws:
            terms = replace(terms, fixed_draws=True)
            proof, original = _prove(*programs, terms, active)
            if proof.verdict is Verdict.EQUAL:
                return replace(proof, verdict=Verdict.SAME_DISTRIBUTION, notes=(*proof.notes, FIXED_NOTE))
            proof = replace(proof, notes=(*proof.notes, FIXED_DIFFER_NOTE))
        if proof.verdict is Verdict.DIFFERENT and all(rounded_apart(row.tf1, row.tf2) for row in proof.differing):
            other, _ = _prove(*programs, replace(terms, other_start=True), active)
            if other.verdict is Verdict.EQUAL:
                verdict = Verdict.SAME_DISTRIBUTION if terms.fixed_draws else Verdict.EQUAL
                return replace(other, verdict=verdict, notes=(*other.notes, ROUNDED_NOTE))
        if proof.verdict is Verdict.DIFFERENT and original is not None:
            return judge_by_repeats(proof, Original(programs[0], original), terms, active)
    return proof


def _prove(before: Program, after: Program, terms: VerifyOptions, servers: Servers) -> tuple[Verification, Run | None]:
    """Run both programs, the original first, since its initial values go into the other's run; return its run too."""
    first = Kind.TF1 if terms.before is Before.TF1 else Kind.TF2
    # Both at once: the second imports TensorFlow while the original runs.
    missing = start_runtime(servers, first, "tf1", terms) or start_runtime(servers, Kind.TF2, "tf2", terms)
    if missing is not None:
        return Verification(Verdict.FAILED, failure=missing), None
    with tempfile.TemporaryDirectory(prefix="flowshift-run-") as scratch:
        work = Path(scratch)
        ours = run_side(servers, first, before, work, terms)
        if terms.expected_error is not None:
            ours = _expect_error(ours, terms.expected_error)
        if ours.failure is not None:
            return Verification(Verdict.FAILED, failure=ours.failure, seconds=(ours.seconds, 0.0)), None
        theirs = run_side(servers, Kind.TF2, after, work, terms)
    if theirs.failure is not None:
        return Verification(Verdict.FAILED, failure=theirs.failure, seconds=(ours.seconds, theirs.seconds)), None
    return compare_runs(ours, theirs, terms), ours


def _expect_error(run: Run, expected: str) -> Run:
    """Turn round what counts as a failure: the original must raise `expected`."""
    if run.failure is None:
        return replace(run, failure=Failure("tf1", f"ran, but {expected!r} was expected"))
    if expected in run.failure.error or expected in run.failure.traceback:
        return replace(run, failure=None)
    return run
