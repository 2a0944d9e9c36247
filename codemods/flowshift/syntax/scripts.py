"""Tell the scripts apart that stand in one text: each runs on its own, in a process and with a session of its own."""

from __future__ import annotations

import libcst as cst

# How the line ends that stands before a script, a name that nothing binds.
SCRIPT = "_script"


def script_starts(module: cst.Module) -> list[int]:
    """Return the places of the statements at the top level before which a script begins."""
    return [place for place, line in enumerate(module.body) if _is_start(line)]


def _is_start(line: cst.CSTNode) -> bool:
    small = line.body[0] if type(line) is cst.SimpleStatementLine and len(line.body) == 1 else None
    name = small.value if type(small) is cst.Expr else None
    return type(name) is cst.Name and name.value.startswith("_flowshift_") and name.value.endswith(SCRIPT)
