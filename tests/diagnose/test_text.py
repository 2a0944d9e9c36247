"""Hold how a text is read, whatever it was pasted from."""

from __future__ import annotations

import json

import pytest
from flowshift.diagnose import diagnose, read_text, unknown_error

ERROR = "AttributeError: module 'tensorflow' has no attribute 'placeholder'"
TRACEBACK = f"""Traceback (most recent call last):
  File "/work/train.py", line 4, in <module>
    x = tf.placeholder(tf.float32)
{ERROR}
"""


def names(data: bytes) -> list[str]:
    text = read_text(data)
    assert text is not None
    return [one.cause.name for one in diagnose(text)]


@pytest.mark.parametrize(
    "data",
    [
        TRACEBACK.encode(),
        TRACEBACK.replace("\n", "\r\n").encode(),
        TRACEBACK.replace("\n", "\r").encode(),
        TRACEBACK.encode("utf-16"),
        b"\xef\xbb\xbf" + TRACEBACK.encode(),
        ERROR.encode(),
        f"E   {ERROR}\n".encode(),
        b"\x1b[0;31mAttributeError\x1b[0m: module 'tensorflow' has no attribute \x1b[1m'placeholder'\x1b[0m",
        ERROR.replace(" '", " \u2018").replace("'", "\u2019").encode(),
        f"<pre>{ERROR}</pre>".replace("'", "&#39;").encode(),
        b"AttributeError: 'module' object has no attribute 'placeholder'",
        ERROR.replace("tensorflow", "tensorflow_core._api.v2.compat.v2").encode(),
        f"ÿ latin-1 \n{TRACEBACK}".encode("latin-1"),
    ],
    ids=[
        "plain",
        "crlf",
        "cr",
        "utf16",
        "bom",
        "last-line",
        "pytest",
        "colours",
        "quotes",
        "html",
        "python2",
        "core",
        "latin1",
    ],
)
def test_line_ends_colours_and_encodings_do_not_matter(data: bytes) -> None:
    assert names(data) == ["name-of-tf1"]


def test_notebook_is_read_cell_by_cell() -> None:
    lines = [
        "\x1b[0;31m---------------------------------------------------------------------------\x1b[0m",
        "\x1b[0;31mAttributeError\x1b[0m                            Traceback (most recent call last)",
        "\x1b[0;32m<ipython-input-3-5b1f3b1>\x1b[0m in \x1b[0;36m<module>\x1b[0m\n\x1b[0;32m----> 1\x1b[0m x",
        f"\x1b[0;31mAttributeError\x1b[0m: {ERROR.partition(': ')[2]}",
    ]
    notebook = {"cells": [{"cell_type": "code", "outputs": [{"output_type": "error", "traceback": lines}]}]}
    assert names(json.dumps(notebook).encode()) == ["name-of-tf1"]


def test_the_last_error_comes_first() -> None:
    second = "ValueError: Argument `profiler_outdir` is not specified.\n"
    chained = f"{TRACEBACK}\nDuring handling of the above exception, another exception occurred:\n\n"
    chained += f'Traceback (most recent call last):\n  File "b.py", line 1, in <module>\n{second}'
    assert names(chained.encode()) == ["trace-without-folder", "name-of-tf1"]


def test_an_error_that_is_repeated_is_told_once() -> None:
    assert names(TRACEBACK.encode() * 50) == ["name-of-tf1"]


def test_message_alone_is_not_enough_where_it_says_too_little() -> None:
    assert names(b"AttributeError: 'NoneType' object has no attribute 'optimizer'") == []
    assert names(b"in on_epoch_end\nAttributeError: 'NoneType' object has no attribute 'optimizer'") != []


def test_the_end_of_a_large_log_is_read() -> None:
    log = b"step 1 loss 0.5\n" * 2_000_000 + TRACEBACK.encode()
    assert names(log) == ["name-of-tf1"]


def test_an_error_that_a_large_log_goes_on_after_is_found() -> None:
    assert names(TRACEBACK.encode() + b"step 1 loss 0.5\n" * 1_000_000) == ["name-of-tf1"]


def test_binary_is_no_text() -> None:
    assert read_text(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR") is None


def test_unknown_error_is_named() -> None:
    text = read_text(b"Traceback (most recent call last):\n  ...\nZeroDivisionError: division by zero\n") or ""
    assert diagnose(text) == ()
    assert unknown_error(text) == "ZeroDivisionError: division by zero"
    assert unknown_error("nothing here") is None


def test_brackets_and_braces_alone_are_no_notebook() -> None:
    assert names(b'{"cells": 3} ' + ERROR.encode()) == ["name-of-tf1"]
    assert names(b"{" * 5000 + ERROR.encode()) == ["name-of-tf1"]
