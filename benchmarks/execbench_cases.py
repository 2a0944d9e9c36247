"""Find the cases of the bench of whole programs, and what the migration of their repositories made of them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_KEEPS = "keeps its Session: "
_LEFT = re.compile(r"\bcompat\.v1\b|\bcontrib\b|\btf_slim\b|\bSession\(|\bdisable_v2_behavior\b")


@dataclass(frozen=True)
class Case:
    """Hold one script: how the bench calls it, where it stands, and how it is run.

    `root` is the folder that is copied for a run and `folders` are those that the run needs empty, both relative to the
    repository; `stale` are folders of results that the repository brings and that a run must not see.
    """

    identity: str  # as run_bench.py writes it
    name: str
    repository: str
    path: str
    root: str
    stale: tuple[str, ...]
    folders: tuple[str, ...]
    arguments: tuple[str, ...]
    seconds: float


@dataclass(frozen=True)
class Migrated:
    """Hold what `flowshift apply --to` left of all repositories: the folder, and why programs keep their sessions."""

    folder: Path
    kept: Mapping[str, str]  # path of the case in the folder -> message

    def code(self, case: Case) -> str:
        """Return the migrated source of a case, of a notebook the cells of code."""
        text = (self.folder / case.name).read_text(encoding="utf-8")
        if not case.path.endswith(".ipynb"):
            return text
        cells = json.loads(text)["cells"]
        return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")

    def obstacle(self, case: Case) -> str:
        """Say why a case is not native TF2; empty where it is."""
        kept = self.kept.get(case.name)
        if kept is not None:
            return kept
        found = _LEFT.search("\n".join(line.partition("#")[0] for line in self.code(case).splitlines()))
        return f"{found.group()} is left in the file" if found else ""


def read_cases(folder: Path, pattern: str) -> Sequence[Case]:
    """Read `cases.json`; `pattern` chooses by name."""
    rows = json.loads((folder / "cases.json").read_text(encoding="utf-8"))["cases"]
    # scripts of one folder share the checkpoints that the repository brings
    stale: dict[str, set[str]] = {}
    for row in rows:
        stale.setdefault(str(Path(row["repo"], row["path"]).parent), set()).update(row.get("rm", ()))
    found = [
        Case(
            row["id"],
            f"{row['repo']}/{row['path']}",
            row["repo"],
            row["path"],
            row.get("copy_root", str(Path(row["path"]).parent)),
            tuple(sorted(stale[str(Path(row["repo"], row["path"]).parent)])),
            ("tmp", "temp", *row.get("mkdirs", ())),
            tuple(row.get("args", ())),
            float(row.get("timeout", 40)),
        )
        for row in rows
    ]
    return [case for case in found if re.search(pattern, case.name)]


def migrate_repositories(prepared: Path, target: Path, style: str) -> Migrated:
    """Migrate all repositories as a user would: `flowshift apply --to`."""
    command = [sys.executable, "-m", "flowshift_cli", "apply", "--style", style, "--output-format", "json"]
    done = subprocess.run([*command, "--to", str(target), str(prepared)], capture_output=True, text=True, check=False)
    if done.returncode > 1:
        print(done.stderr, file=sys.stderr)
    files = json.loads(done.stdout)["files"]
    kept = {
        str(Path(file["path"]).relative_to(prepared)): finding["message"][len(_KEEPS) :]
        for file in files
        for finding in reversed(file["findings"])
        if finding["message"].startswith(_KEEPS)
    }
    return Migrated(target, kept)
