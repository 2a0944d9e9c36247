"""Run the migrated scripts of the bench on TF 2.15.1."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from execbench_cases import Case
from flowshift.runtimes import Kind, find_runtime


def run_migrated(cases: Sequence[Case], bench: Path, prepared: Path, migrated: Path) -> Mapping[str, str]:
    """Run every script of a migrated tree; return by name `ok`, or the error."""
    report = migrated.with_suffix(".json")
    command = [sys.executable, str(bench / "run_bench.py"), "--prepared", str(prepared), "--after", str(migrated)]
    only = "|".join(re.escape(case.name) + "$" for case in cases)
    environment = {**os.environ, "TF2_PYTHON": str(find_runtime(Kind.TF2).python)}
    subprocess.run(
        [*command, "--filter", only, "-o", str(report)], check=True, env=environment, stdout=subprocess.DEVNULL
    )
    rows = json.loads(report.read_text(encoding="utf-8"))
    return {case.name: _status(rows[case.identity]) for case in cases}


def _status(row: Mapping[str, str]) -> str:
    return "ok" if row["status"] in ("ok", "ran") else row.get("last") or row["status"]
