"""Measure how deep the brackets of a file are nested, before the parser pays for it."""

from __future__ import annotations

import re

_BRACKETS = b"()[]{}"
_NOT_BRACKETS = bytes(set(range(256)) - set(_BRACKETS))
_NOT_SYNTAX = bytes(set(range(256)) - set(_BRACKETS + b"'\"#\\\n"))
_ESCAPE = re.compile(rb"\\[^\r\n]")
# What may hold brackets that do not count. A backslash that is left stands before a newline.
_LITERAL_OR_COMMENT = re.compile(
    rb'"""(?:[^"]|"(?!""))*"""'
    rb"|'''(?:[^']|'(?!''))*'''"
    rb'|"(?:\\\n|[^"\n])*"'
    rb"|'(?:\\\n|[^'\n])*'"
    rb"|#[^\n]*"
)


def too_deep_offset(source: bytes, deepest: int) -> int | None:
    """Return the offset of the first bracket that is nested deeper than `deepest`, or None.

    `source` is in an encoding that contains ASCII. The common case costs half a per cent of parsing the file:
    one bytes.translate, then matching pairs are removed as often as the nesting is deep.
    """
    if sum(source.count(bracket) for bracket in (b"(", b"[", b"{")) <= deepest:
        return None
    unix = source.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in source else source
    syntax = _ESCAPE.sub(b"", unix) if b"\\" in unix else unix
    brackets = _LITERAL_OR_COMMENT.sub(b"", syntax.translate(None, _NOT_SYNTAX)).translate(None, _NOT_BRACKETS)
    for _ in range(deepest):
        shorter = brackets.replace(b"()", b"").replace(b"[]", b"").replace(b"{}", b"")
        if len(shorter) == len(brackets):
            break
        brackets = shorter
    if len(brackets) <= deepest and not _is_balanced_rest(brackets):
        return None
    return _first_deeper(source, deepest)


def _is_balanced_rest(brackets: bytes) -> bool:
    return b"()" in brackets or b"[]" in brackets or b"{}" in brackets


def _first_deeper(source: bytes, deepest: int) -> int | None:
    """Walk the brackets one by one: slow, and exact about the place."""
    blanked = _LITERAL_OR_COMMENT.sub(
        lambda match: b" " * len(match.group()), _ESCAPE.sub(b"  ", _with_unix_newlines(source))
    )
    depth = 0
    for match in re.finditer(rb"([(\[{])|[)\]}]", blanked):
        depth = depth + 1 if match.group(1) else max(depth - 1, 0)
        if depth > deepest:
            return match.start()
    return None


def _with_unix_newlines(source: bytes) -> bytes:
    # As long as the source, so that offsets hold.
    return source.replace(b"\r\n", b" \n").replace(b"\r", b"\n")
