"""Read what people paste: tracebacks of Python and of notebooks, whole logs, with colours and any line ends."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

# Reading 8 MB takes a tenth of a second, and holds some 10,000 tracebacks.
LONGEST = 8 << 20

_ANSI = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[@-Z\\-_]")
# What pages and word processors make of quotes.
_QUOTES = str.maketrans("\u2018\u2019\u201c\u201d", "''\"\"")
_ESCAPED_QUOTE = re.compile(r"&(?:#0?39|#x27|apos|quot);")
_HEAD = b"Traceback (most recent call last)"
_START = re.compile(r"Traceback \(most recent call last\)")
_FRAMES = (
    re.compile(r'File "(?P<path>[^"\n]+)", line (?P<line>\d+)'),
    re.compile(r"^File (?P<path>\S.*?):(?P<line>\d+), in ", re.M),
    re.compile(r"^(?P<path>\S+\.(?:py|ipynb)) in [^\n]*\n(?:[^\n]*\n){0,6}?-+> (?P<line>\d+) ", re.M),
)
_ERROR = re.compile(
    r"^(?:E\s+)?(?P<type>(?:[A-Za-z_]\w*\.)*[A-Z]\w*(?:Error|Exception|Warning|Interrupt|Exit))(?:: |$)", re.M
)


@dataclass(frozen=True)
class Place:
    """One line of a source file that a traceback goes through."""

    path: str
    line: int


@dataclass(frozen=True)
class Trace:
    """One traceback: its text, where it starts in the whole, and the places it goes through, the innermost last."""

    text: str
    start: int
    places: tuple[Place, ...]


def read_text(data: bytes) -> str | None:
    """Return the text of what was given, without colours; None where it is no text.

    Of a notebook, what its cells printed and raised. Of a text longer than `LONGEST` bytes, its end, or so much of it from
    its last traceback on.
    """
    notebook = _of_notebook(data) if data.lstrip()[:1] == b"{" else None
    if notebook is not None:
        text = notebook
    else:
        tail = _end(data)
        if tail[:2] in (b"\xff\xfe", b"\xfe\xff"):
            text = tail.decode("utf-16", "replace")
        elif b"\0" in tail:
            return None
        else:
            text = tail.decode("utf-8", "replace")
    text = _ANSI.sub("", text.lstrip("\ufeff")).translate(_QUOTES)
    text = html.unescape(text) if _ESCAPED_QUOTE.search(text) else text
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _end(data: bytes) -> bytes:
    """Return the end of a long text; what failed early in a log that goes on has its last traceback before that."""
    begin = max(0, len(data) - LONGEST)
    last = data.rfind(_HEAD)
    begin = last if 0 <= last < begin else begin
    return data[begin : begin + LONGEST]


def _of_notebook(data: bytes) -> str | None:
    try:
        notebook = json.loads(data)
        cells = notebook["cells"]
        outputs = [output for cell in cells for output in cell.get("outputs", ())]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    lines = (line for output in outputs for line in _printed(output))
    return "\n".join(lines)


def _printed(output: object) -> Iterator[str]:
    if isinstance(output, dict):
        for key in ("traceback", "text"):
            value = output.get(key, ())
            yield from (str(line).rstrip("\n") for line in (value if isinstance(value, list) else [value]))


def traces(text: str) -> list[Trace]:
    """Cut a text into tracebacks; a text without the usual head is one of its own."""
    starts = [found.start() for found in _START.finditer(text)] or [0]
    if starts[0] > 0:
        starts.insert(0, 0)
    ends = [*starts[1:], len(text)]
    return [Trace(text[a:b], a, _places(text[a:b])) for a, b in zip(starts, ends)]


def _places(text: str) -> tuple[Place, ...]:
    found = [
        (match.start(), Place(match["path"], int(match["line"]))) for frame in _FRAMES for match in frame.finditer(text)
    ]
    return tuple(place for _, place in sorted(found, key=lambda pair: pair[0]))


def last_error(text: str) -> str | None:
    """Return the line of the last error of a text, None where there is none."""
    found = list(_ERROR.finditer(text))
    if not found:
        return None
    end = text.find("\n", found[-1].start())
    return text[found[-1].start() : end if end >= 0 else len(text)].strip()
