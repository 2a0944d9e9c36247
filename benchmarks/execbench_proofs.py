"""Prove the native cases of the bench; keep each result in a file, so that a run can be interrupted and taken up again."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from execbench_cases import Case, Migrated
from flowshift import verify
from flowshift.model import Options
from flowshift.runtimes import Kind, find_runtime
from flowshift.verify.proof import verify_file
from flowshift.verify.server import Servers
from flowshift.verify.verification import Verdict, Verification, VerifyOptions

PROVED = (Verdict.EQUAL.value, Verdict.SAME_DISTRIBUTION.value, Verdict.WITHIN_REPEATS.value)


@dataclass(frozen=True)
class Proof:
    """Hold one result: what it was made from (a digest), the verdict, and what to show of it."""

    name: str
    digest: str
    verdict: str
    details: tuple[str, ...]
    seconds: tuple[float, float]

    @property
    def holds(self) -> bool:
        """Tell whether the case counts as proved."""
        return self.verdict in PROVED


def prove_cases(
    cases: Sequence[Case], bench: Path, prepared: Path, migrated: Migrated, results: Path | None
) -> Mapping[str, Proof]:
    """Prove each case with the options that `flowshift verify` has by default, and the bench's data sets in reach.

    A case whose result stands in `results` is not proved again, unless its migration or the prover changed.
    """
    known = {proof.name: proof for proof in _read(results)}
    proofs = {}
    with tempfile.TemporaryDirectory() as scratch, Servers() as servers:
        _put_data_sets_in_reach(bench, Path(scratch))
        for number, case in enumerate(cases, 1):
            digest = _digest(case, prepared, migrated)
            proof = known.get(case.name)
            if proof is None or proof.digest != digest:
                proof = _prove(case, prepared, digest, Path(scratch, "staged"), servers)
                if results is not None:
                    with results.open("a", encoding="utf-8") as file:
                        file.write(json.dumps(asdict(proof)) + "\n")
            proofs[case.name] = proof
            print(f"{number}/{len(cases)} {proof.verdict}: {case.name}", file=sys.stderr, flush=True)
    return proofs


def _read(results: Path | None) -> Iterator[Proof]:
    if results is not None and results.exists():
        for line in results.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield Proof(row["name"], row["digest"], row["verdict"], tuple(row["details"]), tuple(row["seconds"]))


def _digest(case: Case, prepared: Path, migrated: Migrated) -> str:
    """Return a digest of what a proof depends on: the original, the migrated folder, and the prover."""
    found = hashlib.sha256((prepared / case.name).read_bytes())
    folder = migrated.folder / case.repository / case.root
    prover = Path(verify.__file__).parent
    for path in (migrated.folder / case.name, *sorted(folder.glob("*.py")), *sorted(prover.rglob("*.py"))):
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


def _put_data_sets_in_reach(bench: Path, scratch: Path) -> None:
    for kind, variable in ((Kind.TF1, "FLOWSHIFT_TF1_PYTHON"), (Kind.TF2, "FLOWSHIFT_TF2_PYTHON")):
        interpreter = scratch / f"{kind.value}.sh"
        python = find_runtime(kind).python
        interpreter.write_text(f'#!/bin/sh\nPYTHONPATH="{bench / "stubs"}" exec "{python}" "$@"\n', encoding="utf-8")
        interpreter.chmod(0o755)
        os.environ[variable] = str(interpreter)


def _prove(case: Case, prepared: Path, digest: str, staged: Path, servers: Servers) -> Proof:
    """Prove a case in a copy of its folder as the bench lays it out: without old results, with the folders it writes to."""
    shutil.rmtree(staged, ignore_errors=True)
    shutil.copytree(prepared / case.repository / case.root, staged)
    script = staged / Path(case.path).relative_to(case.root)
    for name in case.stale:
        shutil.rmtree(script.parent / name, ignore_errors=True)
    for name in case.folders:
        (script.parent / name).mkdir(parents=True, exist_ok=True)
    levels = len(script.relative_to(staged).parts) - 1
    terms = VerifyOptions(arguments=case.arguments, seconds=4 * case.seconds, levels=levels)
    result = verify_file(script, Options(), terms, servers)
    return Proof(case.name, digest, result.verdict.value, tuple(_details(result)), result.seconds)


def _details(result: Verification) -> Iterator[str]:
    if result.failure is not None:
        yield f"{result.failure.side}: {result.failure.error}"
    rows = [row for row in result.differing if not row.unsteady]
    for row in rows[:3]:
        yield f"{row.name}: {row.tf1[:70]!r} / {row.tf2[:70]!r}"
    if rows:
        yield f"{len(rows)} of {len(result.observations)} observations differ"
    if result.verdict is not Verdict.EQUAL:
        yield from result.notes
