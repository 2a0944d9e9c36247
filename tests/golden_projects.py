"""Read the golden projects: proofs over several files (docs/golden.md)."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from flowshift.model import FileResult, Options, Style
from flowshift.verify import VerifyOptions
from flowshift.workspace import discover, migrate_project
from golden_cases import GOLDEN, BadCase

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

KEYS = {"scripts": list, "findings": list, "style": str, "tolerance": float, "paths": list}


@dataclass(frozen=True)
class GoldenProject:
    """Hold one project: the scripts that are run, what findings must say, and the paths that are given, below its folder."""

    folder: Path
    scripts: tuple[str, ...]
    findings: tuple[str, ...]
    paths: tuple[str, ...]
    options: Options
    terms: VerifyOptions

    @property
    def name(self) -> str:
        """Return `family/case`."""
        return f"{self.folder.parent.name}/{self.folder.name}"

    @property
    def before(self) -> Path:
        """Return the folder of the originals."""
        return self.folder / "before"

    @property
    def after(self) -> Path:
        """Return the folder of what the migration must give."""
        return self.folder / "after"


def read_projects(root: Path = GOLDEN) -> Iterator[GoldenProject]:
    """Yield every project under `root`, by name.

    Raises:
        BadCase: a project.toml has an unknown key or a value of the wrong type.
    """
    for path in sorted(root.glob("*/*/project.toml")):
        values = tomllib.loads(path.read_text(encoding="utf-8"))
        for key, value in values.items():
            if key not in KEYS or not isinstance(value, KEYS[key]):
                raise BadCase(f"{path.parent}: {key} = {value!r} means nothing")
        yield GoldenProject(
            path.parent,
            tuple(values["scripts"]),
            tuple(values.get("findings", ())),
            tuple(values.get("paths", (".",))),
            Options(style=Style(values.get("style", "auto"))),
            VerifyOptions(relative=values.get("tolerance", 1e-4)),
        )


def migrated(project: GoldenProject, source: Path, target: Path) -> dict[str, FileResult]:
    """Copy a folder and migrate the copy in place; return the results by the paths below it."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    given = [str(target / path) for path in project.paths]
    results = list(migrate_project([file.path for file in discover(given).sources], project.options))
    for result in results:
        Path(result.path).write_bytes(result.after)
    return {Path(result.path).relative_to(target).as_posix(): replace(result, path="") for result in results}


def texts(folder: Path) -> dict[str, str]:
    """Return the text of each file below a folder."""
    files = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}
