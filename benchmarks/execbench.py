"""Count what becomes of whole programs: `python benchmarks/execbench.py --cases FOLDER --prepared TREE --run --verify`.

FOLDER holds `cases.json` (the scripts and how each is run), `run_bench.py` and `stubs/` (small data sets for downloads);
TREE is the tree of originals that `run_bench.py --prepare` writes. EXECBENCH_CASES and EXECBENCH_PREPARED name them too.
All repositories are migrated with `flowshift apply --to`. The table says how many scripts are native (no session, no
`compat.v1`, no contrib) and which condition stopped each of the others.

`--run` runs each of them on TF 2.15.1, in auto style and in the graph style, and demands that none fails in auto that runs in
the graph style. `--verify` proves the native ones; `--results FILE` keeps each result, and a second run goes on from there.
`--step-speed` times 200 steps of eleven scripts: the native form against the graph form, both on TF 2.15.1.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from execbench_cases import Case, Migrated, migrate_repositories, read_cases
from execbench_proofs import Proof, prove_cases
from execbench_runs import run_migrated
from execbench_speed import compare_speed

RUN_SHARE, NATIVE_SHARE, PROVED_SHARE = 97.0, 65.0, 98.0


def _print_cases(
    cases: Sequence[Case], migrated: Migrated, ran: Mapping[str, str], proofs: Mapping[str, Proof]
) -> None:
    for case in cases:
        obstacle, proof = migrated.obstacle(case), proofs.get(case.name)
        verdict = "" if proof is None else proof.verdict.partition(",")[0]
        print(f"{'graph' if obstacle else 'native':7} {verdict:17} {case.name}")
        status = ran.get(case.name, "ok")
        failure = "" if status == "ok" else f"FAILS: {status}"
        for line in (obstacle, failure, *(proof.details if proof is not None and not proof.holds else ())):
            if line:
                print(f"{'':18}{line}")


def _print_conditions(obstacles: Sequence[str]) -> None:
    print("what stopped the others:")
    for condition, count in Counter(_condition(obstacle) for obstacle in obstacles).most_common():
        print(f"{count:4}  {condition}")


def _condition(obstacle: str) -> str:
    """Return the name of the condition that is not met, which stands in brackets at the end of the message."""
    named = re.search(r"\[([\w-]+)\]$", obstacle)
    return named.group(1) if named else obstacle


def _print_runs(auto: Mapping[str, str], graph: Mapping[str, str]) -> bool:
    run = _share("run on TF 2.15.1", sum(status == "ok" for status in auto.values()), len(auto), RUN_SHARE)
    in_graph = sum(status == "ok" for status in graph.values())
    worse = [name for name, status in auto.items() if status != "ok" and graph[name] == "ok"]
    print(f"in the graph style {in_graph} run; of these fail in auto: {', '.join(worse) or 'none'}")
    return run and not worse


def _print_proofs(proofs: Mapping[str, Proof]) -> bool:
    proved = _share("verified, of the native ones", sum(p.holds for p in proofs.values()), len(proofs), PROVED_SHARE)
    for verdict, count in Counter(proof.verdict for proof in proofs.values()).most_common():
        print(f"{count:4}  {verdict}")
    return proved


def _share(what: str, count: int, of: int, limit: float) -> bool:
    share = 100 * count / max(of, 1)
    print(f"{what}: {count} of {of} ({share:.1f} %; at least {limit:g} %{'' if share >= limit else ': MISSED'})")
    return share >= limit


def main() -> None:
    """Print the table; exit with 1 where a figure is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option, variable in (("--cases", "EXECBENCH_CASES"), ("--prepared", "EXECBENCH_PREPARED")):
        given = os.environ.get(variable)
        parser.add_argument(option, type=Path, default=given and Path(given), required=given is None)
    parser.add_argument("--filter", default="", help="only cases whose name matches this expression")
    parser.add_argument("--run", action="store_true", help="run every migrated script on TF 2.15.1, in both styles")
    parser.add_argument("--verify", action="store_true", help="prove the native ones")
    parser.add_argument("--results", type=Path, help="with --verify: the file of results, one a line")
    parser.add_argument("--step-speed", action="store_true", help="time 200 steps of eleven scripts")
    arguments = parser.parse_args()
    bench, prepared = arguments.cases.absolute(), arguments.prepared.absolute()
    cases = read_cases(bench, arguments.filter)
    if arguments.step_speed:
        for line in compare_speed(cases, bench, prepared):
            print(line, flush=True)
        return
    reached = []
    with tempfile.TemporaryDirectory() as scratch:
        migrated = migrate_repositories(prepared, Path(scratch, "auto"), "auto")
        native = [case for case in cases if not migrated.obstacle(case)]
        ran: Mapping[str, str] = {}
        in_graph: Mapping[str, str] = {}
        proofs: Mapping[str, Proof] = {}
        if arguments.run:
            ran = run_migrated(cases, bench, prepared, migrated.folder)
            graph = migrate_repositories(prepared, Path(scratch, "graph"), "graph")
            in_graph = run_migrated(cases, bench, prepared, graph.folder)
        if arguments.verify:
            proofs = prove_cases(native, bench, prepared, migrated, arguments.results)
        _print_cases(cases, migrated, ran, proofs)
        print()
        if ran:
            reached.append(_print_runs(ran, in_graph))
        reached.append(_share("native", len(native), len(cases), NATIVE_SHARE))
        if proofs:
            reached.append(_print_proofs(proofs))
        _print_conditions([migrated.obstacle(case) for case in cases if case not in native])
    sys.exit(0 if all(reached) else 1)


if __name__ == "__main__":
    main()
