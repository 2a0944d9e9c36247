"""Run the original and the migrated program, and compare what they show."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from ..model import Applicability, Finding, Options, Status, VariableMapping
from ..runtimes import Kind, RuntimeMissing, find_runtime
from ..syntax.cells import script_of
from ..syntax.notebook import SUFFIX, read_notebook
from ..syntax.source import SourceError
from .events import compare_events
from .migrated import migrate_modules, migrate_script, write_cells
from .output import Tolerance, compare_output
from .scratch import copy_folder
from .server import Ended, ServerDied, Servers
from .values import compare_value
from .verification import Before, Failure, Observation, Verdict, Verification, VerifyOptions

TRACEBACK_LINES = 30
COMPAT_NOTE = "weaker proof: the original ran on TF 2.15's tf.compat.v1, not on TF 1.15"
FIXED_NOTE = (
    "random ops ran: their numbers are others in TF2, where the order of the draws changed; with the draws held fixed, both "
    "versions show the same"
)
RANDOM_NOTE = (
    "random ops without a seed ran: same distribution, other numbers are possible where the order of the draws changed"
)


@dataclass(frozen=True)
class Run:
    """Hold what one side of a proof left: its output, its report, and why it failed (None if it did not)."""

    output: str
    report: Mapping[str, object]
    failure: Failure | None
    seconds: float


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

    def prove(terms: VerifyOptions) -> Verification:
        with tempfile.TemporaryDirectory(prefix="flowshift-") as scratch:
            before, after = Path(scratch, "before"), Path(scratch, "after")
            copy_folder(folder, before)
            copy_folder(folder, after)
            (before / script).write_bytes(result.before)
            (after / script).write_bytes(result.before)
            migrate_modules(after, script, options)
            (after / script).write_bytes(result.after)
            write_cells((after / script).parent, result)
            return _prove(before / script, after / script, result.variables, terms, servers)

    proof = _with_draws_fixed(prove, terms)
    return replace(proof, notes=(*_left_to_do(result.findings), *proof.notes))


def _with_draws_fixed(prove: Callable[[VerifyOptions], Verification], terms: VerifyOptions) -> Verification:
    """Prove, and where numbers differ that were drawn at random, prove again with the draws held fixed."""
    proof = prove(terms)
    if proof.verdict is not Verdict.DIFFERENT or not proof.draws:
        return proof
    fixed = prove(replace(terms, fixed_draws=True))
    if fixed.verdict is not Verdict.EQUAL:
        return replace(proof, notes=(*proof.notes, "with the draws held fixed, they differ too"))
    return replace(fixed, verdict=Verdict.SAME_DISTRIBUTION, notes=(*fixed.notes, FIXED_NOTE))


def verify_pair(
    before: Path,
    after: Path,
    variables: Sequence[VariableMapping] = (),
    terms: VerifyOptions | None = None,
    servers: Servers | None = None,
) -> Verification:
    """Run two scripts that are there, each in a scratch copy of its folder, and compare what they show."""

    def prove(terms: VerifyOptions) -> Verification:
        with tempfile.TemporaryDirectory(prefix="flowshift-") as scratch:
            copies = Path(scratch, "before"), Path(scratch, "after")
            copy_folder(before.parent, copies[0])
            copy_folder(after.parent, copies[1])
            return _prove(copies[0] / before.name, copies[1] / after.name, variables, terms, servers)

    return _with_draws_fixed(prove, terms or VerifyOptions())


def _left_to_do(findings: Sequence[Finding]) -> Iterator[str]:
    manual = [finding for finding in findings if finding.applicability is Applicability.MANUAL]
    if manual:
        unit = "in cell" if manual[0].cell else "on line"
        places = ", ".join(str(place) for place in sorted({finding.cell or finding.line for finding in manual})[:10])
        yield f"{len(manual)} places are left to migrate by hand, {unit} {places}: `flowshift check` says which"


def _prove(
    before: Path, after: Path, variables: Sequence[VariableMapping], terms: VerifyOptions, servers: Servers | None
) -> Verification:
    """Run both scripts where they lie, the original first, since its initial values go into the other's run."""
    before, after = _as_script(before), _as_script(after)
    first = Kind.TF1 if terms.before is Before.TF1 else Kind.TF2
    with ExitStack() as stack:
        active = servers if servers is not None else stack.enter_context(Servers())
        work = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="flowshift-run-")))
        # Both at once: the second imports TensorFlow while the original runs.
        missing = _start(active, first, "tf1", terms) or _start(active, Kind.TF2, "tf2", terms)
        if missing is not None:
            return Verification(Verdict.FAILED, failure=missing)
        ours = _run(active, first, before, "tf1", write_job(before, work / "tf1", work, (), terms), terms)
        if terms.expected_error is not None:
            ours = _expect_error(ours, terms.expected_error)
        if ours.failure is not None:
            return Verification(Verdict.FAILED, failure=ours.failure, seconds=(ours.seconds, 0.0))
        theirs = _run(active, Kind.TF2, after, "tf2", write_job(after, work / "tf2", work, variables, terms), terms)
    if theirs.failure is not None:
        return Verification(Verdict.FAILED, failure=theirs.failure, seconds=(ours.seconds, theirs.seconds))
    return _compare(ours, theirs, terms)


def _as_script(path: Path) -> Path:
    """Write the cells of a notebook as a script beside it; a script is one already."""
    if path.suffix != SUFFIX:
        return path
    notebook = read_notebook(path.read_bytes())
    script = path.with_name(f"{path.stem}_cells.py")
    script.write_text("" if isinstance(notebook, SourceError) else script_of(notebook.cells), encoding="utf-8")
    return script


def _start(servers: Servers, kind: Kind, side: str, terms: VerifyOptions) -> Failure | None:
    """Start a runtime, or say why there is none."""
    try:
        if terms.isolated:
            find_runtime(kind)
        else:
            servers.start(kind)
    except (RuntimeMissing, ServerDied) as missing:
        return Failure(side, str(missing))
    return None


def write_job(
    script: Path, prefix: Path, work: Path, variables: Sequence[VariableMapping], terms: VerifyOptions
) -> dict[str, object]:
    """Write a job as the fork server reads it; what it leaves lies beside `prefix`, whose name says the side."""
    records = prefix.name == "tf1"
    return {
        "script": str(script),
        "folder": str(script.parents[terms.levels]),
        "arguments": list(terms.arguments),
        "environment": dict(terms.environment),
        "seconds": terms.seconds,
        "memory": terms.memory,
        "stdout": f"{prefix}.out",
        "stderr": f"{prefix}.err",
        "report": f"{prefix}.json",
        "recording": str(work / "variables.pickle"),
        "role": "record" if records else "replay",
        "compat": records and terms.before is Before.COMPAT,
        "observe": list(terms.observe),
        "fixed_draws": terms.fixed_draws,
        "mappings": [
            {
                "sources": list(mapping.sources),
                "target": mapping.target,
                "conversion": mapping.conversion,
                "parameters": dict(mapping.parameters),
            }
            for mapping in variables
        ],
    }


def _run(servers: Servers, kind: Kind, script: Path, side: str, job: Mapping[str, object], terms: VerifyOptions) -> Run:
    try:
        ended = servers.run(kind, job, isolated=terms.isolated)
    except ServerDied as died:
        return Run("", {}, Failure(side, str(died)), 0.0)
    output = _read(job["stdout"]).replace(str(script.parents[terms.levels]), "<folder>")
    try:
        report = json.loads(_read(job["report"]) or "{}")
    except ValueError:
        report = {}
    return Run(output, report, _failure(side, ended, report, script, _read(job["stderr"]), terms), ended.seconds)


def _read(path: object) -> str:
    try:
        return Path(str(path)).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _failure(
    side: str, ended: Ended, report: Mapping[str, object], script: Path, stderr: str, terms: VerifyOptions
) -> Failure | None:
    """Say why a run failed; None if it ended well."""
    tail = "\n".join(stderr.strip().splitlines()[-TRACEBACK_LINES:]).replace(str(script.parent), "<folder>")
    if ended.late:
        return Failure(side, f"stopped at the time limit of {terms.seconds:g} s", tail)
    error = report.get("error")
    if isinstance(error, dict):
        trace = str(error["traceback"]).replace(str(script.parent), "<folder>").strip().splitlines()[-TRACEBACK_LINES:]
        return Failure(side, f"{error['type']}: {_gist(str(error['message']))}", "\n".join(trace) or tail)
    if ended.code < 0:
        return Failure(side, f"ended by signal {-ended.code} (memory limit: {terms.memory / (1 << 30):g} GiB)", tail)
    if ended.code > 0 or not report:
        return Failure(side, f"ended with exit code {ended.code}", tail)
    return None


def _gist(message: str) -> str:
    """Return the line of an error's message that says what was wrong: inside a tf.function it is the last one."""
    lines = [line.strip() for line in message.strip().splitlines() if line.strip()] or [""]
    return lines[-1] if lines[0].endswith("in user code:") else lines[0]


def _expect_error(run: Run, expected: str) -> Run:
    """Turn round what counts as a failure: the original must raise `expected`."""
    if run.failure is None:
        return replace(run, failure=Failure("tf1", f"ran, but {expected!r} was expected"))
    if expected in run.failure.error or expected in run.failure.traceback:
        return replace(run, failure=None)
    return run


def _compare(ours: Run, theirs: Run, terms: VerifyOptions) -> Verification:
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
    if verdict is Verdict.DIFFERENT and (ours.report.get("random_calls") or theirs.report.get("random_calls")):
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
