"""Test that a notebook's JSON keeps every byte outside the sources that change, however it is written."""

from __future__ import annotations

import json
import time

import pytest
from flowshift.engine import migrate_source
from flowshift.model import FileResult, Status
from flowshift.syntax.notebook import Notebook, read_notebook, with_sources
from hypothesis import given
from hypothesis import strategies as st
from notebooks import code, notebook, one_string, sources, text

LOG = "import tensorflow as tf\nx = tf.log(2.0)"
LOG_AFTER = "import tensorflow as tf\nx = tf.math.log(2.0)"


def migrate(source: bytes) -> FileResult:
    return migrate_source(source, "a.ipynb")


def check(source: bytes, old: bytes = b"tf.log(", new: bytes = b"tf.math.log(") -> None:
    """Check that the one edit is made, and nothing else."""
    result = migrate(source)
    assert result.error is None
    assert result.after == source.replace(old, new)
    assert migrate(result.after).after == result.after


@pytest.mark.parametrize("indent", [None, 0, 1, 2, 4])
@pytest.mark.parametrize("ascii_only", [False, True])
def test_layout_stays(indent: int | None, ascii_only: bool) -> None:
    plot = {"data": {"image/png": "iVBORw0KGgo\n", "text/plain": ["é"]}, "output_type": "display_data", "metadata": {}}
    cells = (text("Größe ≤ 😀"), code("# é 😀\n" + LOG, outputs=[plot]), code("print('ü')"), code([]))
    check(notebook(*cells, indent=indent, ascii_only=ascii_only))


def test_a_source_that_is_one_string_stays_one() -> None:
    check(notebook(one_string(LOG + "\n\n")))


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n", b"\n\n  \n"])
def test_the_end_of_the_file_stays(end: bytes) -> None:
    check(notebook(code(LOG)).rstrip(b"\n") + end)


def test_a_byte_order_mark_stays() -> None:
    check(b"\xef\xbb\xbf" + notebook(code(LOG)))


def test_a_document_with_crlf_stays() -> None:
    check(notebook(code(LOG), text("a")).replace(b"\n", b"\r\n"))


def test_crlf_in_a_source_stays() -> None:
    check(notebook(code((LOG + "\ny = tf.log(x)\n").replace("\n", "\r\n"))))


def test_carriage_returns_in_a_source_stay() -> None:
    result = migrate(notebook(code([LOG.replace("\n", "\r")])))
    assert sources(result.after) == [LOG_AFTER.replace("\n", "\r")]


@pytest.mark.parametrize(("old", "new"), [(b"<", b"\\u003c"), (b">", b"\\u003E"), (b"'", b"\\u0027"), (b"/", b"\\/")])
def test_escapes_that_are_not_needed_stay(old: bytes, new: bytes) -> None:
    check(notebook(code(f"y = 1 < 2 > 3 / 4 # '\n{LOG}\nz = 1 < 2 > 3 / 4 # '")).replace(old, new))


def test_a_new_line_is_escaped_as_the_writer_does() -> None:
    source = notebook(code(f"{LOG} if 1 < 2 else tf.log(1.0)")).replace(b"<", b"\\u003c")
    check(source)


def test_keys_that_are_there_twice() -> None:
    source = notebook(code(LOG)).replace(b'"source":', b'"source": ["x = tf.sin(1.)"],\n   "source":')
    check(source)


def test_nbformat_3() -> None:
    cells = [
        {"cell_type": "heading", "level": 1, "metadata": {}, "source": ["a"]},
        {"cell_type": "code", "collapsed": False, "input": LOG.splitlines(True), "language": "python", "outputs": []},
        {"cell_type": "code", "collapsed": False, "input": "tf.log(", "language": "ruby", "outputs": []},
    ]
    document = {"metadata": {"name": ""}, "nbformat": 3, "worksheets": [{"cells": cells, "metadata": {}}]}
    source = json.dumps(document, indent=1).encode()
    result = migrate(source)
    assert result.after == source.replace(b"x = tf.log(", b"x = tf.math.log(")
    assert [finding.cell for finding in result.findings] == [2]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (b"import tensorflow", "line 1: not a notebook: it is not JSON (Expecting value)"),
        (b'{"cells": [\n"tensorflow"', "line 2: not a notebook: it is not JSON (Expecting ',' delimiter)"),
        (b'"tensorflow" x', "line 1: not a notebook: something follows the JSON document"),
        (b'{"a": "tensorflow"}', "not a notebook: it has no cells"),
        (b'["tensorflow"]', "not a notebook: it has no cells"),
        (b'{"cells": "tensorflow \xff"}', "line 1: not a notebook: it is not UTF-8"),
        ("{} tensorflow".encode("utf-16"), None),
        (b'{"tensorflow": ' + b"[" * 3_000_000, "not a notebook: "),
    ],
)
def test_what_is_not_a_notebook_is_an_error_on_one_line(source: bytes, message: str | None) -> None:
    result = migrate(source)
    assert result.after == source
    if message is not None:
        assert result.status is Status.ERROR
        assert result.error is not None
        assert result.error.startswith(message)


@pytest.mark.parametrize(
    "cells",
    ['"tensorflow"', "{}", "null", "[]", '["tensorflow", 1, null, [], {}]', '[{"cell_type": "code", "source": 1}]'],
)
def test_a_notebook_without_code_is_nothing_to_do(cells: str) -> None:
    source = f'{{"cells": {cells}, "metadata": "tensorflow", "nbformat": 4}}'.encode()
    result = migrate(source)
    assert (result.status, result.after, result.findings) == (Status.UNCHANGED, source, ())


def test_another_language_is_left_alone_and_said_so() -> None:
    source = notebook(code("library(tensorflow)"), language="R")
    result = migrate(source)
    assert result.status is Status.UNCHANGED
    assert [finding.message for finding in result.findings] == ["left alone: its kernel runs r, not Python"]


def test_large_outputs_cost_little() -> None:
    plot = {"data": {"image/png": "iVBORw0KGgo\\" * 1_000_000}, "output_type": "display_data", "metadata": {}}
    source = notebook(code(LOG, outputs=[plot, plot]))
    assert len(source) > 20_000_000
    start = time.process_time()
    check(source)
    assert time.process_time() - start < 10


lines = st.text(st.sampled_from("ab \t\"'\\/<>#é😀\u2028\x0b\x7f"), max_size=6)
texts = st.lists(lines, max_size=5).map("\n".join)


@given(st.lists(st.tuples(texts, st.booleans()), min_size=1, max_size=4), st.booleans(), st.data())
def test_new_sources_are_what_json_reads_and_the_rest_is_as_it_was(
    cells: list[tuple[str, bool]], ascii_only: bool, data: st.DataObject
) -> None:
    made = [code(one) if split else one_string(one) for one, split in cells]
    read = read_notebook(notebook(*made, ascii_only=ascii_only))
    assert isinstance(read, Notebook)
    new = data.draw(st.dictionaries(st.integers(1, len(cells)), texts))
    after = with_sources(read, new)
    assert sources(after) == [new.get(number, one) for number, (one, _) in enumerate(cells, 1)]
    again = read_notebook(after)
    assert isinstance(again, Notebook)
    # Jupyter also begins a new string after these two; a new source has one for each line of Python.
    kept = {
        number: one
        for number, (one, _) in enumerate(cells, 1)
        if number not in new and not {"\u2028", "\x0b"} & set(one)
    }
    assert with_sources(again, kept) == after, "the same source leaves the same bytes"
