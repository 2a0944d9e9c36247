"""Test hostile files with the real command line: one clear line each, the others go on, nothing is lost."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_runs import CHANGED, CHANGED_AFTER, LONG, flowshift

TF = b"import tensorflow as tf\n"

# name, content, words of the one line
REFUSED = [
    ("unparsable", TF + b"x = (\n", "line 2: does not parse: "),
    ("neither_python", TF + b'x = 1\nexec "x" "y\n', "line 3: does not parse: "),
    ("wrong_indentation", TF + b"if x:\n\ty\n    z\n", "line 4: does not parse: "),
    ("bytes_and_text", TF + b"x = 'a' b'b'\n", "does not parse: "),
    ("not_utf8", TF + b'x = "\xe9"\n', "line 2: not UTF-8 (byte 0xe9)"),
    ("unknown_cookie", b"# coding: klingon\n" + TF, "line 1: unknown encoding: klingon"),
    ("wrong_cookie", b"# coding: ascii\n# tensorflow \xc3\xa9\n", "line 2: not ascii"),
    ("utf16", b"\xff\xfe# tensorflow\n" + "import tensorflow\n".encode("utf-16-le"), "line 1: the file is UTF-16"),
    ("nul_bytes", TF + b"x = 1\n\0", "line 3: the file contains a NUL byte"),
    ("500_brackets", TF + b"x = " + b"[" * 500 + b"]" * 500 + b"\n", "line 2: brackets are nested deeper than 200"),
    ("open_brackets", TF + b"x = " + b"(" * 100_000, "line 2: brackets are nested deeper than 200"),
]

# What is unusual, but Python: the same edit must come out, and every other byte must stay.
TAKEN = [
    ("crlf", b"import tensorflow as tf\r\nx = %s(2.0)\r\n"),
    ("cr", b"import tensorflow as tf\rx = %s(2.0)\r"),
    ("mixed_newlines", b"import tensorflow as tf\r\n\nx = %s(2.0)\n\r\ny = 1\r"),
    ("no_final_newline", b"import tensorflow as tf\nx = %s(2.0)"),
    ("bom", b"\xef\xbb\xbfimport tensorflow as tf\nx = %s(2.0)\n"),
    ("bom_crlf", b"\xef\xbb\xbfimport tensorflow as tf\r\nx = %s(2.0)\r\n"),
    ("tabs", b"import tensorflow as tf\nif y:\n\tx = %s(2.0)\t# why\n\t\n"),
    ("latin1", b'# coding: latin-1\nimport tensorflow as tf\ny = "\xe9"\nx = %s(2.0)  # \xe9\n'),
    ("form_feeds", b"\x0cimport tensorflow as tf\n\x0c\nx = %s(2.0)\n\x0c"),
    ("trailing_blanks", b"import tensorflow as tf\nx = %s(2.0)   \n\n\n\t\n  # the end\n\n "),
    ("20000_lines", b"import tensorflow as tf\n" + b"y = [1, 2]\n" * 20_000 + b"x = %s(2.0)\n"),
    ("long_sum", b"import tensorflow as tf\ny = " + b" + ".join([b"1"] * LONG) + b"\nx = %s(2.0)\n"),
    ("long_elif", b"import tensorflow as tf\nif y:\n    pass\n" + b"elif y:\n    pass\n" * LONG + b"x = %s(2.0)\n"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Hold every refused file between two good ones."""
    for name, content, _ in REFUSED:
        (tmp_path / f"{name}.py").write_bytes(content)
    for name in ("a_good", "z_good"):
        (tmp_path / f"{name}.py").write_bytes(CHANGED)
    (tmp_path / "empty.py").write_bytes(b"")
    return tmp_path


def test_each_bad_file_is_one_line_and_the_others_go_on(folder: Path) -> None:
    run = flowshift("apply", ".", cwd=folder)
    assert run.code == 2
    errors = [line for line in run.err.splitlines() if line.startswith("error: ")]
    for name, content, words in REFUSED:
        (line,) = [line for line in errors if line.startswith(f"error: {name}.py: ")]
        assert words in line
        assert (folder / f"{name}.py").read_bytes() == content
    assert len(errors) == len(REFUSED)
    assert "Traceback" not in run.err
    assert "bug" not in run.err
    for name in ("a_good", "z_good"):
        assert (folder / f"{name}.py").read_bytes() == CHANGED_AFTER
    assert (folder / "empty.py").read_bytes() == b""
    assert f"2 files changed, 1 unchanged, {len(REFUSED)} with errors" in run.err


def test_a_dry_run_says_the_same_and_writes_nothing(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir()}
    run = flowshift("diff", ".", cwd=folder)
    assert run.code == 2
    assert run.err.count("error: ") == len(REFUSED)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize(("name", "content"), TAKEN, ids=[name for name, _ in TAKEN])
def test_unusual_files_keep_every_byte_outside_the_edit(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / f"{name}.py"
    path.write_bytes(content.replace(b"%s", b"tf.log"))
    run = flowshift("apply", path.name, cwd=tmp_path)
    assert run.code == 0, run.err
    assert path.read_bytes() == content.replace(b"%s", b"tf.math.log")


@pytest.mark.parametrize("content", [b"", b"\n", b"\xef\xbb\xbf", b"# tensorflow", b"\r", b"# tensorflow\r\n\x0c"])
def test_a_file_without_code_is_nothing_to_do(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.py").write_bytes(content)
    run = flowshift("apply", "a.py", cwd=tmp_path)
    assert (run.code, run.out, (tmp_path / "a.py").read_bytes()) == (0, b"", content)


def test_paths_that_do_not_exist_are_one_line_each(tmp_path: Path) -> None:
    (tmp_path / "good.py").write_bytes(CHANGED)
    run = flowshift("apply", "none.py", "no/folder", "good.py", cwd=tmp_path)
    assert run.code == 2
    assert "error: none.py: no such file or directory\n" in run.err
    assert "error: no/folder: no such file or directory\n" in run.err
    assert (tmp_path / "good.py").read_bytes() == CHANGED_AFTER


def test_a_newline_in_a_name_does_not_break_the_line(tmp_path: Path) -> None:
    (tmp_path / "a\nb.py").write_bytes(TF + b"(\n")
    run = flowshift("check", ".", cwd=tmp_path)
    assert run.err.splitlines()[0].startswith("error: a b.py: line 2: does not parse")


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Give a folder that every user can enter; pytest's own are closed to others."""
    folder = Path(tempfile.mkdtemp(prefix="flowshift-"))
    folder.chmod(0o777)
    yield folder
    shutil.rmtree(folder)


# Root may read everything. So the command is imported first, and then run as another user.
AS_NOBODY = """
import io, os, sys
from contextlib import redirect_stderr
from flowshift import Options
from flowshift.workspace.migration import migrate_bytes
from flowshift_cli.app import build
migrate_bytes(b"import tensorflow as tf\\nx = tf.log(2.0)\\n", "warm", Options())
try:
    with redirect_stderr(io.StringIO()):
        build()(["apply", "no-such-file"])
except SystemExit:
    pass
if os.geteuid() == 0:
    os.setegid(65534)
    os.seteuid(65534)
build()(sys.argv[1:])
"""


def test_a_folder_or_file_without_permission_is_one_line(open_folder: Path) -> None:
    (open_folder / "closed").mkdir()
    (open_folder / "closed" / "a.py").write_bytes(CHANGED)
    (open_folder / "secret.py").write_bytes(CHANGED)
    (open_folder / "good.py").write_bytes(CHANGED)
    (open_folder / "secret.py").chmod(0o000)
    (open_folder / "closed").chmod(0o000)
    run = flowshift("apply", ".", cwd=open_folder, code=AS_NOBODY)
    (open_folder / "closed").chmod(0o755)
    assert run.code == 2, run.err
    assert "error: closed: permission denied\n" in run.err
    assert "error: secret.py: cannot be read: permission denied\n" in run.err
    assert "Traceback" not in run.err
    assert (open_folder / "good.py").read_bytes() == CHANGED_AFTER


def test_a_folder_that_cannot_be_written_keeps_its_files(open_folder: Path) -> None:
    (open_folder / "fixed").mkdir()
    (open_folder / "fixed" / "a.py").write_bytes(CHANGED)
    (open_folder / "fixed" / "a.py").chmod(0o444)
    (open_folder / "fixed").chmod(0o555)
    run = flowshift("apply", "fixed", cwd=open_folder, code=AS_NOBODY)
    assert run.code == 2, run.err
    assert "error: fixed/a.py: not written: permission denied\n" in run.err
    assert (open_folder / "fixed" / "a.py").read_bytes() == CHANGED
    assert os.listdir(open_folder / "fixed") == ["a.py"]
