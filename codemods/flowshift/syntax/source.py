"""Turn bytes into text that the parser takes, and back, so that every byte of a file survives.

Bad input is a value, never an exception: `decode` and `encode` return a SourceError that fits on one line.
"""

from __future__ import annotations

import ast
import codecs
import re
import warnings
from dataclasses import dataclass

from .nesting import too_deep_offset

# PEP 263, looked for in the first two lines only.
_COOKIE = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
_BLANK_OR_COMMENT = re.compile(rb"^[ \t\f]*(?:#|$)")
_BLANK_LINE = re.compile(r"[ \t\f]*(?:#[^\r\n]*)?")
# A line continuation with nothing before it on its line, or with nothing to continue.
_LOOSE_BACKSLASH = re.compile(r"(?:^|[\n\r])[ \t]*\\|\\(?:\r\n|\r|\n)[ \t]*(?:#|[\r\n]|$)")
_NEWLINE = re.compile(rb"\r\n|\r|\n")

# CPython's tokenizer stops here ("too many nested parentheses"), and libcst's memory grows with the square of the
# depth: 61 MB for 200 open brackets, 257 MB for 500, 948 MB for 1000, and a crash of the process at 3000.
DEEPEST_NESTING = 200


@dataclass(frozen=True)
class SourceError:
    """Say why a file cannot be migrated; `line` is 1-based, and 0 where no single line is to blame."""

    line: int
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}" if self.line else self.message


@dataclass(frozen=True)
class SourceText:
    """Hold a decoded file: `text` is what the parser gets; the rest is what `encode` puts around it again.

    `head` and `tail` are where libcst drops layout: form feeds before the first token, and the blank lines and comments
    after the last line of code.
    """

    text: str
    encoding: str
    bom: bytes = b""
    head: str = ""
    tail: str = ""


def concerns_us(source: bytes) -> bool:
    """Tell whether a file may have anything to do with TensorFlow; a pattern that ignores case takes ten times as long."""
    lowered = source.lower()
    return b"tensorflow" in lowered or b"keras" in lowered


def decode(source: bytes) -> SourceText | SourceError:
    """Decode a Python file by its byte order mark and coding cookie; `encode(d, d.text)` gives the same bytes again."""
    if source.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return SourceError(1, "the file is UTF-16, which Python does not read; save it as UTF-8")
    if b"\0" in source:
        return SourceError(
            _line_of(source, source.index(b"\0")), "the file contains a NUL byte, which Python does not read"
        )
    bom = codecs.BOM_UTF8 if source.startswith(codecs.BOM_UTF8) else b""
    body = source[len(bom) :]
    encoding = _declared_encoding(body, bom)
    if isinstance(encoding, SourceError):
        return encoding
    text = _decoded(body, encoding)
    if isinstance(text, SourceError):
        return text
    encoded = body if encoding == "utf-8" else text.encode("utf-8", "replace")
    offset = too_deep_offset(encoded, DEEPEST_NESTING)
    if offset is not None:
        return SourceError(
            _line_of(encoded, offset), f"brackets are nested deeper than {DEEPEST_NESTING}, which Python does not read"
        )
    without_head = text.lstrip("\f")
    middle = without_head[: _code_end(without_head)]
    return SourceText(
        text=middle,
        encoding=encoding,
        bom=bom,
        head=text[: len(text) - len(without_head)],
        tail=without_head[len(middle) :],
    )


def encode(source: SourceText, text: str) -> bytes | SourceError:
    """Encode new text the way the file was; a character that its encoding lacks is an error value."""
    whole = source.head + text + source.tail
    try:
        return source.bom + whole.encode(source.encoding)
    except UnicodeEncodeError as error:
        line = _line_of(whole[: error.start].encode("utf-8", "replace"), None)
        return SourceError(line, f"{whole[error.start]!r} cannot be written in the file's encoding, {source.encoding}")


def parse_error(text: str, parser_message: str) -> SourceError:
    """Say in one line where text that libcst refuses goes wrong; Python's own parser words it best.

    libcst gives the line of a tokenizer error as 1 always, and names the parser's tokens rather than the mistake.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text)
    except SyntaxError as error:
        return SourceError(error.lineno or 0, f"does not parse: {_one_line(error.msg)}")
    except (ValueError, MemoryError, RecursionError):
        pass
    found = re.search(r"error at (\d+):", parser_message)
    return SourceError(int(found.group(1)) if found else 0, f"does not parse: {_one_line(parser_message)}")


def layout_is_plain(text: str) -> bool:
    """Say whether libcst is sure to give back every character of decoded text, so that `layout_error` need not be asked.

    Found by parsing a million random texts: what libcst drops always has a form feed, mixed newlines, or a line
    continuation that continues nothing or begins its line.
    """
    if "\f" in text or text.endswith(("\\\n", "\\\r\n")):
        return False
    if "\r" in text and not text.count("\r\n") == text.count("\n") == text.count("\r"):
        return False
    return not ("\\" in text and _LOOSE_BACKSLASH.search(text))


def layout_error(text: str, code: str) -> SourceError | None:
    """Compare the parsed text with the code that libcst gives back for it; None where it has kept every character.

    libcst drops a form feed or a line continuation that stands before the first token of a line. Writing such a file
    would change bytes outside the edits.
    """
    if text == code:
        return None
    kept = next((at for at, (a, b) in enumerate(zip(text, code)) if a != b), min(len(text), len(code)))
    return SourceError(
        _line_of(text[:kept].encode("utf-8", "replace"), None),
        "a form feed or line continuation before the first word of a line would be lost; put it on a line of its own",
    )


def _code_end(text: str) -> int:
    """Return where the last line of code ends: after its newline, unless that is a lone carriage return."""
    end = len(text)
    while end:
        stop = end - 2 if text.endswith("\r\n", 0, end) else end - (text[end - 1] in "\r\n")
        start = max(text.rfind("\n", 0, stop), text.rfind("\r", 0, stop) if "\r" in text else -1) + 1
        if not _BLANK_LINE.fullmatch(text, start, stop):
            break
        end = start
    if text[:end].rstrip("\r\n").endswith("\\"):
        return len(text)  # the comment after a line continuation belongs to the code
    return end - 1 if text.endswith("\r", 0, end) else end


def _declared_encoding(body: bytes, bom: bytes) -> str | SourceError:
    for number, line in enumerate(_NEWLINE.split(body[:4096], maxsplit=2)[:2], start=1):
        found = _COOKIE.match(line)
        if found:
            return _known_encoding(found.group(1).decode("ascii", "replace"), number, bom)
        if not _BLANK_OR_COMMENT.match(line):
            break
    return "utf-8"


def _known_encoding(name: str, line: int, bom: bytes) -> str | SourceError:
    # The same spellings that CPython's tokenizer takes for UTF-8 without asking the codecs.
    plain = name.lower().replace("_", "-")
    if plain == "utf-8" or plain.startswith("utf-8-"):
        return "utf-8"
    try:
        found = codecs.lookup(name).name
        "".encode(found)  # refuses the codecs that are not text encodings, such as base64
    except LookupError:
        return SourceError(line, f"unknown encoding: {name}")
    if bom and found != "utf-8":
        return SourceError(line, f"the file has a UTF-8 byte order mark, but its coding cookie says {name}")
    return found


def _decoded(body: bytes, encoding: str) -> str | SourceError:
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        line = _line_of(body, error.start)
        if encoding == "utf-8":
            return SourceError(
                line, f"not UTF-8 (byte 0x{body[error.start]:02x}), and no coding cookie names another encoding"
            )
        return SourceError(line, f"not {encoding}, which its coding cookie names: {_one_line(error.reason)}")
    except UnicodeError as error:
        return SourceError(1, f"not {encoding}, which its coding cookie names: {_one_line(str(error))}")
    # Strict UTF-8 always survives the way there and back; utf-7, unicode_escape and their like do not.
    if encoding != "utf-8" and not _survives(text, encoding, body):
        return SourceError(1, f"the bytes of this file would not survive being read and written as {encoding}")
    return text


def _survives(text: str, encoding: str, body: bytes) -> bool:
    try:
        return text.encode(encoding) == body
    except UnicodeError:
        return False


def _line_of(source: bytes, offset: int | None) -> int:
    return len(_NEWLINE.findall(source[:offset])) + 1


def _one_line(message: str) -> str:
    return " ".join(message.split())
