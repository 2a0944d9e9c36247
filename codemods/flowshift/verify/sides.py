"""Run one side of a proof: the job, and what it left."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..model import VariableMapping
from ..runtimes import Kind, RuntimeMissing, find_runtime
from ..syntax.cells import script_of
from ..syntax.notebook import SUFFIX, read_notebook
from ..syntax.source import SourceError
from .scratch import copy_folder
from .server import SEVERAL_THREADS, Ended, ServerDied, Servers
from .verification import Before, Failure, VerifyOptions

TRACEBACK_LINES = 30
_OF_LAYER = re.compile(r"\A\s*Exception encountered when calling layer .*")


@dataclass(frozen=True)
class Program:
    """Hold one version of a program: its script, which side it is ("tf1" or "tf2"), where TF1's variables went."""

    script: Path
    side: str
    variables: tuple[VariableMapping, ...] = ()


@dataclass(frozen=True)
class Run:
    """Hold what one side of a proof left: its output, its report, and why it failed (None if it did not)."""

    output: str
    report: Mapping[str, object]
    failure: Failure | None
    seconds: float


def start_runtime(servers: Servers, kind: Kind, side: str, terms: VerifyOptions) -> Failure | None:
    """Start a runtime, or say why there is none."""
    try:
        if terms.isolated:
            find_runtime(kind)
        else:
            servers.start(kind)
    except (RuntimeMissing, ServerDied) as missing:
        return Failure(side, str(missing))
    return None


def run_side(
    servers: Servers, kind: Kind, program: Program, work: Path, terms: VerifyOptions, disturbance: int = 0
) -> Run:
    """Run a program in a fresh copy of its folder below `work`, where the initial values are recorded or read.

    `disturbance` makes a run of the original unlike all others in what TF1 leaves open (inside/disturbance.py).
    """
    name = f"{program.side}-{disturbance}"
    folder = work / name
    copy_folder(program.script.absolute().parents[terms.levels], folder)
    script = _as_script(folder / program.script.absolute().relative_to(program.script.absolute().parents[terms.levels]))
    job = write_job(script, work / f"run-{name}", work, program, terms, disturbance)
    try:
        ended = servers.run(kind, job, isolated=terms.isolated)
    except ServerDied as died:
        return Run("", {}, Failure(program.side, str(died)), 0.0)
    output = _read(job["stdout"]).replace(str(folder), "<folder>")
    try:
        report = json.loads(_read(job["report"]) or "{}")
    except ValueError:
        report = {}
    output = _without_version(output, report.get("version"))
    failure = _failure(program.side, ended, report, script, _read(job["stderr"]), terms)
    return Run(output, report, failure, ended.seconds)


def _as_script(path: Path) -> Path:
    """Write the cells of a notebook as a script beside it; a script is one already."""
    if path.suffix != SUFFIX:
        return path
    notebook = read_notebook(path.read_bytes())
    script = path.with_name(f"{path.stem}_cells.py")
    script.write_text("" if isinstance(notebook, SourceError) else script_of(notebook.cells), encoding="utf-8")
    return script


def write_job(
    script: Path, prefix: Path, work: Path, program: Program, terms: VerifyOptions, disturbance: int = 0
) -> dict[str, object]:
    """Write a job as the fork server reads it; what it leaves lies beside `prefix`."""
    records = program.side == "tf1"
    return {
        "script": str(script),
        "folder": str(script.parents[terms.levels]),
        "arguments": list(terms.arguments),
        "environment": {**dict(terms.environment), **(SEVERAL_THREADS if disturbance else {})},
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
        "disturbance": disturbance,
        "other_start": terms.other_start,
        "mappings": [
            {
                "sources": list(mapping.sources),
                "target": mapping.target,
                "conversion": mapping.conversion,
                "parameters": dict(mapping.parameters),
            }
            for mapping in program.variables
        ],
    }


def _without_version(output: str, version: object) -> str:
    """Replace TensorFlow's version where the script prints it: that it is another is no difference."""
    if not isinstance(version, str) or not version:
        return output
    return re.sub(rf"(?<![\w.]){re.escape(version)}(?![\w.])", "<version>", output)


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
        said = ": ".join(filter(None, (str(error["type"]), _gist(str(error["message"])))))
        return Failure(side, said, "\n".join(trace) or tail)
    if ended.code < 0:
        return Failure(side, f"ended by signal {-ended.code} (memory limit: {terms.memory / (1 << 30):g} GiB)", tail)
    if ended.code == 0 and not report:
        return Failure(side, "ended at once, as os._exit does, before what it computed could be read", tail)
    if ended.code > 0:
        return Failure(side, f"ended with exit code {ended.code}", tail)
    return None


def _gist(message: str) -> str:
    """Return the line of an error's message that says what was wrong: inside a tf.function it is the last one.

    Keras puts a line before it that names the layer, and after it what the layer was called with.
    """
    said = _OF_LAYER.sub("", message).partition("\nCall arguments received by layer")[0]
    lines = [line.strip() for line in said.splitlines() if line.strip()] or [""]
    return lines[-1] if lines[0].endswith("in user code:") else lines[0]
