"""Take a part of a file's changes: hunk by hunk, as `git add -p` does."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from ..model import Applicability, FileResult, Status
from ..syntax.notebook import is_notebook
from .anchors import AnchoredMatcher
from .diff import CONTEXT, Opcode, diff_lines, hunk_lines, lines_of, to_bytes


@dataclass(frozen=True)
class Hunk:
    """Hold one hunk: its text as in a diff, the rules that made it, and what it replaces. Of a notebook, all is one hunk."""

    text: tuple[str, ...]
    rules: frozenset[str]
    codes: tuple[Opcode, ...] = ()


def hunks_of(result: FileResult) -> tuple[Hunk, ...]:
    """Return the hunks of a changed file, in order."""
    findings = [f for f in result.findings if f.applicability is not Applicability.MANUAL]
    if is_notebook(result.path, result.before):
        text = tuple(diff_lines(result.path, result.before, result.after))
        return (Hunk(text, frozenset(f.rule for f in findings)),)
    old, new = lines_of(result.before), lines_of(result.after)
    hunks = []
    for codes in AnchoredMatcher(old, new).get_grouped_opcodes(CONTEXT):
        first, last = codes[0][1] + 1, codes[-1][2]
        rules = frozenset(f.rule for f in findings if first <= f.line <= last)
        hunks.append(Hunk(tuple(hunk_lines(codes, old, new)), rules, tuple(codes)))
    return tuple(hunks)


def with_hunks(result: FileResult, hunks: Collection[Hunk], taken: Collection[Hunk]) -> FileResult:
    """Return the result with the taken hunks only; an error where what is left does not parse as the whole did."""
    if len(taken) == len(hunks):
        return result
    if not taken:
        manual = tuple(f for f in result.findings if f.applicability is Applicability.MANUAL)
        return replace(result, status=Status.UNCHANGED, after=result.before, findings=manual)
    old, new = lines_of(result.before), lines_of(result.after)
    text: list[str] = []
    at = 0
    for hunk in taken:
        for tag, start, end, first, last in hunk.codes:
            if tag != "equal":
                text += old[at:start] + new[first:last]
                at = end
    text += old[at:]
    after = b"".join(map(to_bytes, text))
    if result.path.endswith(".py") and not _parses(after) and _parses(result.after):
        message = "not written: with these hunks alone it would not parse"
        return replace(result, status=Status.ERROR, after=result.before, error=message)
    return replace(result, after=after)


def _parses(source: bytes) -> bool:
    import libcst

    try:
        libcst.parse_module(source)
    except (libcst.ParserSyntaxError, libcst.CSTValidationError, UnicodeDecodeError, LookupError, RecursionError):
        return False
    return True
