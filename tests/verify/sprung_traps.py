"""Spring a trap: change what a migration wrote into what a wrong migration writes, and prove the result."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from flowshift.engine import migrate_source
from flowshift.rules.written_out.cells_module import MODULE, module_text
from flowshift.verify import Servers, Verification, verify_pair
from golden_cases import GOLDEN, read_case

BEFORE, AFTER, CELLS = "before.py", "after.py", f"{MODULE}.py"


@dataclass(frozen=True)
class Edit:
    """Hold the text that is right, what a wrong migration writes in its place, and the file of the case it stands in."""

    right: str
    wrong: str
    file: str = AFTER


def prove_with(edits: Iterable[Edit], case_name: str, folder: Path, servers: Servers) -> Verification:
    """Migrate the original of a golden case (`family/case`), edit what was written, and prove that in `folder`."""
    case = read_case(GOLDEN / case_name)
    result = migrate_source(case.before.read_bytes(), case.before.name, case.options)
    texts = {BEFORE: result.before.decode(), AFTER: result.after.decode(), CELLS: module_text(result.cells)}
    for edit in edits:
        assert edit.right in texts[edit.file], f"{edit.right!r} must stand in {edit.file} of {case_name}"
        changed = texts[edit.file].replace(edit.right, edit.wrong)
        assert changed != texts[edit.file], f"{edit.wrong!r} must change {edit.file} of {case_name}"
        texts[edit.file] = changed
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return verify_pair(folder / BEFORE, folder / AFTER, result.variables, case.terms, servers)
