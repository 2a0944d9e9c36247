"""Read the golden cases: proofs kept as files (docs/golden.md)."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from flowshift.model import Options, Style
from flowshift.rules.written_out.cells_module import MODULE
from flowshift.verify import Before, VerifyOptions

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

GOLDEN = Path(__file__).parent.parent / "golden"

KEYS: Mapping[str, type | tuple[type, ...]] = {
    "rules": list,
    "style": str,
    "select": list,
    "ignore": list,
    "safe_only": bool,
    "python2": bool,
    "before": str,
    "observe": list,
    "tolerance": float,
    "absolute": float,
    "expected_error": str,
    "reference": str,
    "data": list,
    "arguments": list,
    "environment": dict,
    "isolated": bool,
    "seconds": (int, float),
    "covers": list,
}


class BadCase(ValueError):
    """Say what is wrong with a case.toml."""


@dataclass(frozen=True)
class GoldenCase:
    """Hold one case: its folder, the rules it must report, how to migrate it, how to prove it, extra data files."""

    folder: Path
    rules: tuple[str, ...]
    options: Options
    terms: VerifyOptions
    data: tuple[Path, ...]
    reference: Path | None = None
    covers: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return `family/case`."""
        return f"{self.folder.parent.name}/{self.folder.name}"

    @property
    def before(self) -> Path:
        """Return the original."""
        notebook = self.folder / "before.ipynb"
        return notebook if notebook.exists() else self.folder / "before.py"

    @property
    def after(self) -> Path:
        """Return what the migration must give."""
        return self.before.with_name(f"after{self.before.suffix}")

    @property
    def cells(self) -> Path:
        """Return the module of cells that must be written beside what the migration gives, where it needs one."""
        return self.folder / f"{MODULE}.py"


def read_cases(root: Path = GOLDEN) -> Iterator[GoldenCase]:
    """Yield every case under `root`, by name.

    Raises:
        BadCase: a case.toml has an unknown key or a value of the wrong type.
    """
    for path in sorted(root.glob("*/*/case.toml")):
        yield read_case(path.parent)


def read_case(folder: Path) -> GoldenCase:
    """Read one case.

    Raises:
        BadCase: its case.toml has an unknown key or a value of the wrong type.
    """
    values = tomllib.loads((folder / "case.toml").read_text(encoding="utf-8"))
    for key, value in values.items():
        if key not in KEYS:
            raise BadCase(f"{folder}: unknown key {key!r}; known are {', '.join(KEYS)}")
        if not isinstance(value, KEYS[key]):
            raise BadCase(f"{folder}: {key} has a value of the wrong type: {value!r}")
    return GoldenCase(
        folder=folder,
        rules=tuple(values.get("rules", ())),
        options=Options(
            style=Style(values.get("style", "auto")),
            select=frozenset(values.get("select", ())),
            ignore=frozenset(values.get("ignore", ())),
            safe_only=values.get("safe_only", False),
            python2=values.get("python2", False),
        ),
        terms=VerifyOptions(
            observe=tuple(values.get("observe", ())),
            relative=values.get("tolerance", 1e-4),
            absolute=values.get("absolute", 1e-6),
            before=Before(values.get("before", "tf1")),
            seconds=values.get("seconds", 120),
            arguments=tuple(values.get("arguments", ())),
            isolated=values.get("isolated", False),
            environment=tuple(values.get("environment", {}).items()),
            expected_error=values.get("expected_error"),
            repeats=0,
        ),
        data=tuple(folder / name for name in values.get("data", ())),
        reference=folder / values["reference"] if "reference" in values else None,
        covers=tuple(values.get("covers", ())),
    )
