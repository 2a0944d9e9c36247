"""Make unified diffs that `git apply` and `patch -p1` accept, byte for byte."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from ..syntax.notebook import Cell, is_notebook, read_notebook
from ..syntax.source import SourceError
from .anchors import AnchoredMatcher

CONTEXT = 3
# What difflib calls one: tag, the range in the old lines, the range in the new ones.
Opcode = tuple[str, int, int, int, int]
_NO_NEWLINE = "\\ No newline at end of file\n"


def diff_lines(path: str, before: bytes, after: bytes, added: bool = False) -> Iterator[str]:
    """Yield the lines of the unified diff of one file, each with its newline; of a notebook, of each changed cell.

    An `added` file has /dev/null for what was there before. Lines end at LF alone, as in git: a CR is part of its line.
    Bytes that are not UTF-8 come as lone surrogates, which `os.fsencode`-like encoding with surrogateescape turns back into
    the same bytes.
    """
    if is_notebook(path, before):
        yield from _cell_lines(_header_path(path), before, after)
        return
    yield from patch_lines(path, before, after, added)


def patch_lines(path: str, before: bytes, after: bytes, added: bool = False) -> Iterator[str]:
    """Yield the lines of the unified diff of one file as it is on disk, also of a notebook."""
    name = _header_path(path)
    yield from _hunks(
        "/dev/null" if added else _quoted(f"a/{name}"), _quoted(f"b/{name}"), lines_of(before), lines_of(after)
    )


def _cell_lines(name: str, before: bytes, after: bytes) -> Iterator[str]:
    """Yield the diff of each changed cell. It is for reading: no tool can apply it to the JSON."""
    old, new = read_notebook(before), read_notebook(after)
    if isinstance(old, SourceError) or isinstance(new, SourceError):
        return
    for was, now in zip(old.cells, new.cells):
        if was.source != now.source:
            a, b = (_quoted(f"{side}/{name} cell {was.number}").rstrip("\t") for side in "ab")
            yield from _hunks(a, b, _cell(was), _cell(now))


def _cell(cell: Cell) -> list[str]:
    # The last line of a cell has no newline as a rule, which is nothing to speak of.
    return lines_of(f"{cell.source.rstrip(chr(10))}\n".encode("utf-8", "surrogatepass")) if cell.source else []


def _hunks(old_name: str, new_name: str, old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """Yield a header and the hunks, as difflib.unified_diff would of the same matches."""
    for number, codes in enumerate(AnchoredMatcher(old, new).get_grouped_opcodes(CONTEXT)):
        if number == 0:
            yield f"--- {old_name}\n"
            yield f"+++ {new_name}\n"
        yield from hunk_lines(codes, old, new)


def hunk_lines(codes: Sequence[Opcode], old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """Yield one hunk of a unified diff."""
    first, last = codes[0], codes[-1]
    yield f"@@ -{_range(first[1], last[2])} +{_range(first[3], last[4])} @@\n"
    for tag, i, i_end, j, j_end in codes:
        if tag == "equal":
            yield from _marked(" ", old[i:i_end])
        else:
            yield from _marked("-", old[i:i_end])
            yield from _marked("+", new[j:j_end])


def _marked(sign: str, lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        if line.endswith("\n"):
            yield sign + line
        else:
            yield f"{sign}{line}\n"
            yield _NO_NEWLINE


def _range(start: int, stop: int) -> str:
    """Write the lines of one side of a hunk: the first, counted from 1 (of none, the one before), and how many."""
    length = stop - start
    if length == 1:
        return f"{start + 1}"
    return f"{start + bool(length)},{length}"


def to_bytes(line: str) -> bytes:
    """Turn a line of a diff back into the bytes of the files that it came from."""
    return line.encode("utf-8", "surrogateescape")


def lines_of(content: bytes) -> list[str]:
    """Return the lines of a file, each with its LF; bytes that are not UTF-8 as lone surrogates."""
    lines = content.decode("utf-8", "surrogateescape").split("\n")
    last = lines.pop()
    return [line + "\n" for line in lines] + ([last] if last else [])


def _header_path(path: str) -> str:
    """Return the path below the current folder; elsewhere from the root of the disk, because git refuses `..`."""
    relative = os.path.normpath(path)
    if os.path.isabs(relative):
        below = os.path.relpath(relative)
        relative = relative if below.startswith(os.pardir) else below
    elif relative.startswith(os.pardir):
        relative = os.path.abspath(relative)
    return os.path.splitdrive(relative)[1].replace(os.sep, "/").lstrip("/")


def _quoted(name: str) -> str:
    """Quote a name as git does: C escapes where it holds a control character, a quote or a backslash."""
    if any(ord(c) < 0x20 or c in '"\\\x7f' for c in name):
        escaped = "".join(_escaped(c) for c in name)
        return f'"{escaped}"'
    # Without a tab git and patch end the name at its first space.
    return f"{name}\t" if " " in name else name


def _escaped(c: str) -> str:
    if c in '"\\':
        return "\\" + c
    return f"\\{ord(c):03o}" if ord(c) < 0x20 or c == "\x7f" else c
