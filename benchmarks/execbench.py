"""Count what becomes of whole programs: `python benchmarks/execbench.py --cases FOLDER --prepared TREE`.

FOLDER holds `cases.json` (the scripts and how each is run), `run_bench.py` and `stubs/` (small data sets for downloads);
TREE is the tree of originals that `run_bench.py --prepare` writes. The table says how many of the migrated scripts run on
TF 2.15.1, how many are native (no session, no `compat.v1`, no contrib), how many of the native ones `flowshift verify` proves
equal, and which condition stopped each of the others.

`--speed` times the training loops of five scripts: the native form against the graph form, both on TF 2.15.1.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from flowshift.engine import migrate_source
from flowshift.model import Options, Style
from flowshift.runtimes import Kind, find_runtime
from flowshift.verify.proof import verify_source
from flowshift.verify.server import Servers
from flowshift.verify.verification import Verdict, Verification, VerifyOptions

_KEEPS = "keeps its Session: "
_LEFT = re.compile(r"\bcompat\.v1\b|\bcontrib\b|\btf_slim\b|\bSession\(|\bdisable_v2_behavior\b")
_SPEED_CASES = (
    "lab-04-2-multi_variable_matmul_linear_regression.py",
    "lab-05-2-logistic_regression_diabetes.py",
    "lab-06-1-softmax_classifier.py",
    "lab-09-2-xor-nn.py",
    "lab-07-3-linear_regression_min_max.py",
)


@dataclass(frozen=True)
class Case:
    """Hold one script: where it stands, what it is called with, and what its migration gave."""

    identity: str
    path: Path
    source: bytes
    after: bytes
    arguments: tuple[str, ...]
    seconds: float
    obstacle: str  # why the program keeps its session, empty where it is native

    @property
    def native(self) -> bool:
        """Tell whether the migrated script is native TF2."""
        return not self.obstacle


def cases(folder: Path, prepared: Path, pattern: str) -> Iterator[Case]:
    """Migrate each case of the bench."""
    for row in json.loads((folder / "cases.json").read_text())["cases"]:
        name = f"{row['repo']}/{row['path']}"
        if re.search(pattern, name):
            path = prepared / row["repo"] / row["path"]
            source = path.read_bytes()
            result = migrate_source(source, str(path), Options())
            kept = [f.message for f in result.findings if f.message.startswith(_KEEPS)]
            obstacle = kept[0][len(_KEEPS) :] if kept else _left_in(result.after)
            arguments = tuple(row.get("args", ()))
            yield Case(name, path, source, result.after, arguments, float(row["timeout"]), obstacle)


def _left_in(text: bytes) -> str:
    code = "\n".join(line.partition("#")[0] for line in text.decode().splitlines())
    found = _LEFT.search(code)
    return f"{found.group()} is left in the file" if found else ""


def run_migrated(found: Sequence[Case], folder: Path, prepared: Path) -> Mapping[str, str]:
    """Run every migrated script on TF 2.15.1; return the status of each (`ok`, or its error)."""
    with tempfile.TemporaryDirectory() as scratch:
        for case in found:
            target = Path(scratch, "after", case.path.relative_to(prepared))
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(case.after)
        report = Path(scratch, "after.json")
        options = ["--prepared", str(prepared), "--after", str(Path(scratch, "after")), "-o", str(report)]
        environment = {**os.environ, "TF2_PYTHON": str(find_runtime(Kind.TF2).python)}
        only = ["--filter", "|".join(re.escape(case.identity) + "$" for case in found)]
        bench = [sys.executable, str(folder / "run_bench.py"), *options, *only]
        subprocess.run(bench, check=True, env=environment, stdout=subprocess.DEVNULL)
        rows = json.loads(report.read_text())
    identities = {row["id"]: f"{row['repo']}/{row['path']}" for row in _rows(folder)}
    return {
        identities[name]: "ok" if row["status"] in ("ok", "ran") else row.get("last", row["status"])
        for name, row in rows.items()
    }


def _rows(folder: Path) -> Sequence[Mapping[str, str]]:
    rows: Sequence[Mapping[str, str]] = json.loads((folder / "cases.json").read_text())["cases"]
    return rows


def proofs(found: Sequence[Case], folder: Path, scratch: Path) -> Iterator[tuple[Case, Verification]]:
    """Prove each native case, with the data sets of the bench in reach of both runtimes."""
    for kind, variable in ((Kind.TF1, "FLOWSHIFT_TF1_PYTHON"), (Kind.TF2, "FLOWSHIFT_TF2_PYTHON")):
        interpreter = scratch / f"{kind.value}.sh"
        stubs = folder / "stubs"
        interpreter.write_text(f'#!/bin/sh\nPYTHONPATH="{stubs}" exec "{find_runtime(kind).python}" "$@"\n')
        interpreter.chmod(0o755)
        os.environ[variable] = str(interpreter)
    with Servers() as servers:
        for case in found:
            terms = VerifyOptions(relative=2e-3, absolute=1e-4, arguments=case.arguments, seconds=2 * case.seconds)
            yield case, verify_source(case.source, case.path, Options(), terms, servers)


def _print_table(found: Sequence[Case], ran: Mapping[str, str], proved: Mapping[str, Verification]) -> None:
    for case in found:
        proof = proved.get(case.identity)
        verdict = "" if proof is None else proof.verdict.value.partition(",")[0]
        print(f"{'native' if case.native else 'graph':7} {verdict:17} {case.identity}")
        status = ran.get(case.identity, "ok")
        for line in (case.obstacle, "" if status == "ok" else f"FAILS: {status}", *_differences(proof)):
            if line:
                print(f"{'':18}{line}")
    native = [case for case in found if case.native]
    print()
    if ran:
        _share("run on TF 2.15.1", sum(status == "ok" for status in ran.values()), len(found))
    _share("native", len(native), len(found))
    if proved:
        verdicts = [proof.verdict for proof in proved.values()]
        equal, random = verdicts.count(Verdict.EQUAL), verdicts.count(Verdict.SAME_DISTRIBUTION)
        _share("verified, of the native ones", equal + random, len(native))
        print(f"    equal {equal}; same distribution, other numbers {random}")
    stopped: dict[str, int] = {}
    for case in found:
        if case.obstacle:
            condition = case.obstacle.partition(" (")[0]
            stopped[condition] = stopped.get(condition, 0) + 1
    for condition, count in sorted(stopped.items(), key=lambda row: -row[1]):
        print(f"{count:4}  {condition}")


def _differences(proof: Verification | None) -> Iterator[str]:
    if proof is None:
        return
    if proof.failure is not None:
        yield f"{proof.failure.side}: {proof.failure.error}"
    for row in [row for row in proof.observations if not row.equal][:3]:
        yield f"{row.name}: {row.tf1[:70]!r} / {row.tf2[:70]!r}"
    if proof.verdict is Verdict.DIFFERENT:
        yield from proof.notes


def _share(what: str, count: int, of: int) -> None:
    print(f"{what}: {count} of {of} ({100 * count / max(of, 1):.1f} %)")


def compare_speed(found: Sequence[Case], folder: Path) -> None:
    """Time 200 steps of five scripts in both styles on TF 2.15.1.

    A script is run with 200 steps and with 1200: the difference is what the loop takes, without imports and the first
    trace. Both are printed: the loop alone for 200 steps, and the whole script with 200.
    """
    python = str(find_runtime(Kind.TF2).python)
    for case in found:
        if case.path.name not in _SPEED_CASES or not case.native:
            continue
        loops, wholes = {}, {}
        for style in (Style.EAGER, Style.GRAPH):
            short, long = (_wall(_with_steps(case.source, steps, style), case, python, folder) for steps in (200, 1200))
            loops[style], wholes[style] = (long - short) / 5, short
        loop, whole = (times[Style.EAGER] / times[Style.GRAPH] for times in (loops, wholes))
        seconds = f"{loops[Style.EAGER]:.3f} s / {loops[Style.GRAPH]:.3f} s"
        print(f"{loop:5.2f} x  {seconds}  (whole script {whole:.2f} x)  {case.path.name}", flush=True)


def _with_steps(source: bytes, steps: int, style: Style) -> bytes:
    """Return the migrated program with another number of steps in its loops."""
    changed = re.sub(rb"(for \w+ in range\()\d{2,}(\))", rb"\g<1>%d\2" % steps, source)
    return migrate_source(changed, "x.py", Options(style=style)).after


_CLOCK = (
    b"import atexit, sys, time\nimport tensorflow as _tf\n_tf.keras.layers\n_start = time.perf_counter()\n"
    b"atexit.register(lambda: sys.stderr.write('seconds %f\\n' % (time.perf_counter() - _start)))\n"
)


def _wall(program: bytes, case: Case, python: str, folder: Path) -> float:
    """Return the shortest of three wall times of a program in seconds, from after TensorFlow's import to its end."""
    environment = {**os.environ, "PYTHONPATH": str(folder / "stubs"), "MPLBACKEND": "Agg", "CUDA_VISIBLE_DEVICES": "-1"}
    with tempfile.NamedTemporaryFile(suffix=".py") as script:
        script.write(_CLOCK + program)
        script.flush()
        times = []
        for _ in range(3):
            ended = subprocess.run(
                [python, script.name], cwd=case.path.parent, env=environment, capture_output=True, text=True, check=True
            )
            times.append(float(re.findall(r"seconds ([\d.]+)", ended.stderr)[-1]))
    return min(times)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=Path, required=True)
    parser.add_argument("--prepared", type=Path, required=True)
    parser.add_argument("--filter", default="")
    parser.add_argument("--run", action="store_true", help="run every migrated script on TF 2.15.1")
    parser.add_argument("--verify", action="store_true", help="prove the native ones")
    parser.add_argument("--speed", action="store_true", help="time the training loops of five scripts")
    arguments = parser.parse_args()
    found = list(cases(arguments.cases, arguments.prepared, arguments.filter))
    ran = run_migrated(found, arguments.cases, arguments.prepared) if arguments.run else {}
    if arguments.speed:
        compare_speed(found, arguments.cases)
    proved: dict[str, Verification] = {}
    if arguments.verify:
        with tempfile.TemporaryDirectory() as scratch:
            native = [case for case in found if case.native]
            for case, proof in proofs(native, arguments.cases, Path(scratch)):
                proved[case.identity] = proof
                print(
                    f"{len(proved)}/{len(native)} {proof.verdict.value}: {case.identity}", file=sys.stderr, flush=True
                )
    _print_table(found, ran, proved)


if __name__ == "__main__":
    main()
