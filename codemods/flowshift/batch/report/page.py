"""Put the page together: one file, that needs no other and no network.

Everything that comes out of user code is either JSON with its `<` written as an escape, or base64; the script puts it into the
page as text, never as markup. The policy in the head lets no other script run.
"""

from __future__ import annotations

import base64
import hashlib
import inspect
import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from ...model import Applicability, Status
from ..journal import tool_version
from ..records import Places
from .tables import Row

# A browser takes a page of this size without trouble. What does not fit is in the patches.
_MOST_BYTES = 64_000_000


def page(rows: Sequence[Row], places: Places) -> bytes:
    """Return the page as bytes."""
    folder = Path(__file__).parent
    script, style, frame = (
        (folder / name).read_text(encoding="utf-8") for name in ("page.js", "page.css", "page.html")
    )
    packs, packed = _packs(rows, places)
    data = {
        "version": tool_version().partition("+")[0],
        "repositories": [_repository(row, number in packed) for number, row in enumerate(rows)],
        "rules": _rules({rule for row in rows for rule in row.rules}),
    }
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{_hash(script)}'"
    parts = {"POLICY": policy, "STYLE": style, "DATA": embedded(data), "SCRIPT": script}
    before, _, after = frame.partition("{{PACKS}}")
    return b"".join((_filled(before, parts), *packs, _filled(after, parts)))


def embedded(data: object) -> str:
    """Return JSON that can stand inside a script element, whatever it says."""
    return json.dumps(data, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")


def _filled(text: str, parts: dict[str, str]) -> bytes:
    # In one pass: what is put in is not looked at again, whatever it says.
    return re.sub(r"\{\{(\w+)\}\}", lambda found: parts[found[1]], text).encode()


def _hash(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _packs(rows: Sequence[Row], places: Places) -> tuple[list[bytes], set[int]]:
    left = _MOST_BYTES
    packs: list[bytes] = []
    packed: set[int] = set()
    for number, row in enumerate(rows):
        try:
            pack = Path(places.diffs(row.record.name)).read_bytes()
        except OSError:  # a repository that could not be opened has none
            continue
        if len(pack) <= left:
            left -= len(pack)
            packed.add(number)
            packs.append(b'<script type="text/plain" id="pack-%d">%s</script>\n' % (number, pack))
    return packs, packed


def _repository(row: Row, packed: bool) -> dict[str, object]:
    record, trial = row.record, row.record.trial
    return {
        "name": record.name,
        "location": record.location,
        "state": record.state.value,
        "message": record.message,
        "identity": record.identity,
        "written": record.written,
        "readiness": row.readiness,
        "files": row.files,
        "changed": row.counts.get(Status.CHANGED, 0),
        "errors": row.counts.get(Status.ERROR, 0),
        "blockers": row.blockers,
        "rules": {rule: [counts.get(kind, 0) for kind in Applicability] for rule, counts in row.rules.items()},
        "trial": None if trial is None else [trial.command, trial.before, trial.after],
        "notes": record.notes,
        "seconds": record.seconds,
        "patch": Places("").patch(record.name).replace("\\", "/"),
        "packed": packed,
    }


def _rules(names: Iterable[str]) -> dict[str, list[str]]:
    """Return family, summary and documentation of the rules that are named."""
    wanted = sorted(names)
    if not wanted:
        return {}
    from ...rules.registry import all_rules

    known = all_rules()
    found = {name: known[name] for name in wanted if name in known}
    return {name: [rule.family, rule.summary, inspect.cleandoc(rule.documentation)] for name, rule in found.items()}
