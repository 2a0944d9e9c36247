"""Test that every byte of a file survives decoding and encoding, and that bad bytes are errors with a line."""

from __future__ import annotations

import libcst as cst
import pytest
from flowshift.syntax.source import SourceError, SourceText, decode, encode, layout_error, layout_is_plain, parse_error
from hypothesis import given, settings
from hypothesis import strategies as st

# fmt: off
_PIECES = st.sampled_from([
    "x = 1", "def f():", "    a", "if y: z", "# c", "  # d\n", "'s'", '"""a', 'b"""', "é", "pass", "(", "\n)",
    "\n", "\n\n\n", "\r\n", "\r", "\f", " ", "\t", "\\\n", "\\\r\n",
])
# fmt: on


def decoded(source: bytes) -> SourceText:
    result = decode(source)
    assert isinstance(result, SourceText), result
    return result


def error(source: bytes) -> SourceError:
    result = decode(source)
    assert isinstance(result, SourceError), result
    return result


@pytest.mark.parametrize(
    "source",
    [
        b"",
        b"x = 1",
        b"x = 1\r\ny = 2\r\n",
        b"x = 1\ry = 2\r",
        b"x = 1\r\ny = 2\nz = 3\r",
        b"\xef\xbb\xbfx = 1\n",
        b"\xef\xbb\xbf# coding: utf-8\nx = 1\n",
        b'# -*- coding: latin-1 -*-\nx = "\xe9"\n',
        b'\n# vim: set fileencoding=cp1252 :\nx = "\x93"\n',
        b'# coding: shift_jis\nx = "\x83\\"\n',
        b'# coding: latin-1\rx = "\xe9"\r',
        b"\x0cx = 1\n\x0c\ny = 2\n",
        b"if x:\n\ty\n\n\n  # left in\n \n",
        b"# only a comment",
        b"x = 1\n\n\n\t",
    ],
)
def test_every_byte_survives_decoding_parsing_and_encoding(source: bytes) -> None:
    text = decoded(source)
    assert encode(text, text.text) == source
    assert encode(text, cst.parse_module(text.text).code) == source


@given(st.lists(_PIECES, max_size=10).map("".join))
@settings(max_examples=1000, deadline=None)
def test_random_text_survives_or_is_named(text: str) -> None:
    source = text.encode()
    result = decoded(source)
    assert encode(result, result.text) == source
    try:
        code = cst.parse_module(result.text).code
    except (cst.ParserSyntaxError, cst.CSTValidationError):
        return
    if layout_is_plain(result.text):
        assert code == result.text
    assert (layout_error(result.text, code) is None) == (code == result.text)


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        (b'x = 1\r\ny = "\xe9"\n', 2, "not UTF-8 (byte 0xe9)"),
        (b"x = 1\n\ny = 2\x00\n", 3, "NUL byte"),
        ("x = 1\n".encode("utf-16"), 1, "UTF-16"),
        (b"# coding: klingon\n", 1, "unknown encoding: klingon"),
        (b"#!/bin/python\n# coding: base64\n", 2, "unknown encoding: base64"),
        (b"\xef\xbb\xbf# coding: latin-1\n", 1, "byte order mark"),
        (b'# coding: cp1252\nx = "\x81"\n', 2, "not cp1252"),
        (b"# coding: utf-7\nx = 1 # +AGE-\n", 1, "would not survive"),
    ],
)
def test_bytes_that_python_would_not_read_are_an_error_with_its_line(source: bytes, line: int, words: str) -> None:
    found = error(source)
    assert found.line == line
    assert words in found.message
    assert "\n" not in str(found)


def test_a_cookie_below_code_is_a_plain_comment() -> None:
    assert decoded(b"x = 1\n# coding: klingon\n").encoding == "utf-8"


def test_a_character_that_the_encoding_lacks_is_an_error_with_its_line() -> None:
    source = decoded(b"# coding: latin-1\nx = 1\n")
    result = encode(source, source.text + 'y = "→"\n')
    assert isinstance(result, SourceError)
    assert result.line == 3
    assert "iso8859-1" in result.message


@pytest.mark.parametrize("depth", [201, 500, 100_000])
def test_deep_brackets_are_refused_before_the_parser_sees_them(depth: int) -> None:
    found = error(b"a = 1\nx = " + b"[" * depth + b"]" * depth + b"\n")
    assert found.line == 2
    assert "nested deeper than 200" in found.message


def test_brackets_that_stay_open_are_refused_too() -> None:
    assert "nested deeper" in error(b"x = " + b"{(" * 150_000).message


def test_200_brackets_are_taken_as_python_takes_them() -> None:
    source = b"x = " + b"(" * 200 + b"1" + b")" * 200 + b"\n"
    compile(source, "x", "exec")
    assert decoded(source).text == source.decode()


@pytest.mark.parametrize(
    "line",
    [
        b'x = "("\n',
        b"# ((\n",
        b'"""\n((\n"""\n',
        b"y = '\\'(' # \\\n",
        b'z = r"\\"\n',
        b"w = '(\\\n('\n",
        b"f('''(''')\n",
    ],
)
@pytest.mark.parametrize("newline", [b"\n", b"\r\n"])
def test_brackets_in_strings_and_comments_do_not_count(line: bytes, newline: bytes) -> None:
    decoded((line * 500).replace(b"\n", newline))


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("x = 1\nprint 'old'\n", 2, "print"),
        ("x = 1\ny = (\n", 2, "does not parse"),
        ("if x:\n\ty\n        z\n", 3, "does not parse"),
    ],
)
def test_a_parse_error_names_its_line_in_one_line(text: str, line: int, words: str) -> None:
    with pytest.raises(cst.ParserSyntaxError) as raised:
        cst.parse_module(text)
    found = parse_error(text, str(raised.value))
    assert (found.line, "\n" in str(found)) == (line, False)
    assert words in found.message


def test_a_form_feed_in_front_of_a_statement_is_named_because_libcst_drops_it() -> None:
    text = decoded(b"x = 1\n\x0cdef f(): pass\n").text
    assert not layout_is_plain(text)
    lost = layout_error(text, cst.parse_module(text).code)
    assert lost is not None
    assert lost.line == 2
