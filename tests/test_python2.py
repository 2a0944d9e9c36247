"""Test that Python 2 sources are recognised, left alone, and with --python2 become Python 3 first."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from cli_runs import flowshift
from flowshift.engine import migrate_source
from flowshift.model import Applicability, FileResult, Options, Status, Style
from notebooks import code, notebook, sources

TF = b"import tensorflow as tf\n"
PRINTS = TF + b'x = tf.log(2.0)\nprint "x is", x  # shown\n'
PRINTS_AFTER = TF + b'x = tf.math.log(2.0)\nprint("x is", x)  # shown\n'


def migrate(source: bytes, path: str = "a.py") -> FileResult:
    """Migrate with --python2; a second run must change nothing."""
    result = migrate_source(source, path, Options(python2=True))
    assert result.error is None
    again = migrate_source(result.after, path, Options(python2=True))
    assert (again.after, again.error) == (result.after, None)
    return result


def test_without_the_option_there_is_a_finding_and_no_edit() -> None:
    result = migrate_source(PRINTS, "a.py")
    assert (result.status, result.after, result.error) == (Status.UNCHANGED, PRINTS, None)
    (finding,) = result.findings
    assert (finding.rule, finding.line, finding.applicability) == ("python2", 3, Applicability.MANUAL)
    assert finding.message == "Python 2 source: run again with --python2"


def test_with_the_option_both_steps_are_made() -> None:
    result = migrate(PRINTS)
    assert (result.status, result.before, result.after) == (Status.CHANGED, PRINTS, PRINTS_AFTER)
    assert {finding.rule for finding in result.findings} > {"python2"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('print "a", b', 'print("a", b)'),
        ("print >>f, a,", "print(a, end=' ', file=f)"),
        ("exec 'a' in b", "exec('a', b)"),
        ("try:\n    pass\nexcept IOError, e:\n    raise", "try:\n    pass\nexcept IOError as e:\n    raise"),
        ("raise E, 'a'", "raise E('a')"),
        ("a <> b", "a != b"),
        ("`a`", "repr(a)"),
        ("0777", "0o777"),
        ("10L", "10"),
        ("ur'a'", "r'a'"),
        ("def f((a, b)):\n    pass", "def f(xxx_todo_changeme):\n    (a, b) = xxx_todo_changeme\n    pass"),
        ("print 1\nfor i in xrange(3):\n    pass", "print(1)\nfor i in range(3):\n    pass"),
        ("print 1\nfor k, v in d.iteritems():\n    pass", "print(1)\nfor k, v in d.items():\n    pass"),
        ("print 1\nks = d.keys()", "print(1)\nks = list(d.keys())"),
        ("print 1\nimport cPickle as pkl", "print(1)\nimport pickle as pkl"),
        (
            "print 1\nimport urllib2\nurllib2.urlopen(a)",
            "print(1)\nimport urllib.request, urllib.error, urllib.parse\nurllib.request.urlopen(a)",
        ),
        ("print 1\nys = map(f, xs)", "print(1)\nys = list(map(f, xs))"),
        ("print 1\nx = raw_input()", "print(1)\nx = input()"),
        ("print 1\nx = unicode(y)", "print(1)\nx = str(y)"),
        ("print '\\user'", "print('\\\\user')"),
    ],
)
def test_what_python_3_does_not_have_is_rewritten(old: str, new: str) -> None:
    result = migrate(TF + old.encode() + b"\n")
    assert result.after.decode() == TF.decode() + new + "\n"


@pytest.mark.parametrize(
    "kept", ["s = u'a'", "s = set([1, 2])", "if type(a) == int: pass", "f(a,b ,c)", "while 1: pass"]
)
def test_what_is_only_taste_stays(kept: str) -> None:
    assert kept in migrate(TF + f"print 1\n{kept}\n".encode()).after.decode()


@pytest.mark.parametrize(
    "source",
    [
        PRINTS.replace(b"\n", b"\r\n"),
        PRINTS.rstrip(b"\n"),
        b"\xef\xbb\xbf" + PRINTS,
        b"# coding: latin-1\n" + PRINTS.replace(b"shown", b"\xe9"),
        PRINTS.replace(b"tf\n", b"tf\r\n\n").replace(b"# shown\n", b"# shown\r\n"),
        PRINTS + b"\n\n# the end   \n\t\n",
        b"#!/usr/bin/env python\n\n" + PRINTS,
        b"\x0c" + PRINTS,
    ],
    ids=["crlf", "no final newline", "byte order mark", "latin-1", "mixed newlines", "the end", "shebang", "form feed"],
)
def test_every_other_byte_stays(source: bytes) -> None:
    expected = source.replace(b'print "x is", x', b'print("x is", x)').replace(b"tf.log", b"tf.math.log")
    assert migrate(source).after == expected


def test_mixed_tabs_and_spaces_become_spaces_but_not_in_strings() -> None:
    source = TF + b'if x:\n\ty = """\n\ta\n"""\n        z = tf.log(y)\n'
    assert migrate_source(source, "a.py").findings[0].rule == "python2"
    result = migrate(source)
    assert result.after == TF + b'if x:\n        y = """\n\ta\n"""\n        z = tf.math.log(y)\n'


def test_tabs_stay_where_python_3_reads_them() -> None:
    assert migrate(TF + b"if x:\n\tprint 1\n").after == TF + b"if x:\n\tprint(1)\n"


def test_imports_of_modules_beside_a_file_in_a_package_become_relative(tmp_path: Path) -> None:
    for name in ("__init__.py", "model.py"):
        (tmp_path / name).write_bytes(b"")
    source = b"import model\nfrom model import net\nimport os\nprint 1\n"
    expected = b"from . import model\nfrom .model import net\nimport os\nprint(1)\n"
    assert migrate(source, str(tmp_path / "a.py")).after == expected
    (tmp_path / "__init__.py").unlink()
    assert migrate(source, str(tmp_path / "a.py")).after == source.replace(b"print 1", b"print(1)")


def test_a_script_whose_imports_become_relative_is_told(tmp_path: Path) -> None:
    for name in ("__init__.py", "model.py"):
        (tmp_path / name).write_bytes(b"")
    result = migrate(b'import model\nprint 1\nif __name__ == "__main__":\n    model.f()\n', str(tmp_path / "a.py"))
    assert [(one.line, "as a module" in one.message) for one in result.findings if one.rule == "python2"][-1] == (
        1,
        True,
    )


def test_division_that_may_be_of_integers_is_reported() -> None:
    source = TF + b"print 1\na = len(b) / 2\nc = b / 2.0\nd = float(b) / 2\nb /= 3\n"
    lines = [one.line for one in migrate(source).findings if "rounds down" in one.message]
    assert lines == [3, 6]
    assert "rounds down" not in str(migrate(b"from __future__ import division\n" + source).findings)


def test_findings_count_lines_of_the_original() -> None:
    source = TF + b"print reduce(f, xs)\ny = 1\nz = tf.contrib.slim.conv2d(y, 3, 3)\n"
    result = migrate(source)
    assert b"from functools import reduce" in result.after
    assert 4 in [one.line for one in result.findings if one.rule != "python2"]


@pytest.mark.parametrize(
    "name", ["for i in xrange(3): pass", "import cPickle", "for k in d.iteritems(): pass", "unicode(a)"]
)
def test_a_name_that_only_python_2_has_is_reported_beside_the_migration(name: str) -> None:
    source = TF + b"x = tf.log(2.0)\n" + name.encode() + b"\n"
    result = migrate_source(source, "a.py")
    assert result.after == source.replace(b"tf.log", b"tf.math.log")
    assert [one.line for one in result.findings if one.rule == "python2"] == [3]
    assert "python2" not in {one.rule for one in migrate_source(migrate(source).after, "a.py").findings}
    assert migrate_source(source, "a.py", Options(ignore=frozenset({"python2"}))).findings == tuple(
        one for one in result.findings if one.rule != "python2"
    )


@pytest.mark.parametrize(
    "text",
    [
        "from six.moves import xrange\nfor i in xrange(3): pass",
        "try:\n    import cPickle\nexcept ImportError:\n    import pickle",
        "xrange = range\nfor i in xrange(3): pass",
        "import sys\nif sys.version_info[0] == 2:\n    range = xrange",
        "from compat import *\nfor i in xrange(3): pass",
        "print(list({}.keys()), 1 / 2, map(f, xs))",
    ],
)
def test_python_3_is_left_alone(text: str) -> None:
    source = TF + text.encode() + b"\n"
    for options in (Options(), Options(python2=True)):
        result = migrate_source(source, "a.py", options)
        assert (result.after, result.findings) == (source, ())


def test_a_print_with_parentheses_is_a_call_where_python_3_parses_the_file() -> None:
    source = b'import cPickle\nprint("a", 1)\n'
    assert migrate(source).after == b'import pickle\nprint("a", 1)\n'


def test_without_tensorflow_only_the_option_looks_at_a_file() -> None:
    assert migrate_source(b"print 1\n", "a.py").findings == ()
    assert migrate(b"print 1\n").after == b"print(1)\n"


@pytest.mark.parametrize(
    "source", [TF + b"x = (\n", TF + b"print 1 2\n", TF + b"f(a for a in b, c)\n", TF + b"x = 'a' b'b'\n"]
)
@pytest.mark.parametrize("python2", [False, True])
def test_what_is_no_python_at_all_is_an_error(source: bytes, python2: bool) -> None:
    result = migrate_source(source, "a.py", Options(python2=python2))
    assert (result.status, result.after) == (Status.ERROR, source)
    assert "does not parse" in str(result.error)


@pytest.mark.parametrize("source", [b"", b"\n", b"# print 1\n", b"print\n", b"print 1", TF + b"print 1;\n"])
def test_no_file_becomes_empty(source: bytes) -> None:
    after = migrate(source).after
    assert bool(after) == bool(source)
    ast.parse(after)


CELLS = ("import tensorflow as tf\n%pwd", "print 'a'", "x = tf.log(2.0)\nfor i in xrange(2): print x,")


def test_a_notebook_of_python_2_is_left_alone_with_a_finding_for_each_cell() -> None:
    source = notebook(*map(code, CELLS))
    result = migrate_source(source, "a.ipynb")
    assert (result.status, result.after) == (Status.UNCHANGED, source)
    assert [(one.cell, one.line, one.rule) for one in result.findings] == [(2, 1, "python2"), (3, 2, "python2")]


def test_a_notebook_of_python_2_is_migrated_with_the_option() -> None:
    result = migrate(notebook(*map(code, (*CELLS, "x = ("))), "a.ipynb")
    assert sources(result.after) == [
        CELLS[0],
        "print('a')",
        "x = tf.math.log(2.0)\nfor i in range(2): print(x, end=' ')",
        "x = (",
    ]
    assert (4, "notebook") in {(one.cell, one.rule) for one in result.findings}


def test_the_style_is_kept() -> None:
    source = TF + b"sess = tf.Session()\nprint sess.run(tf.log(2.0))\n"
    after = migrate_source(source, "a.py", Options(python2=True, style=Style.GRAPH)).after
    assert b"print(sess.run(tf.math.log(2.0)))" in after


def test_the_command_line_and_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(PRINTS)
    run = flowshift("apply", "a.py", cwd=tmp_path)
    assert (run.code, (tmp_path / "a.py").read_bytes()) == (1, PRINTS)
    assert "a.py:3:1: manual [python2] Python 2 source: run again with --python2" in run.err
    diff = flowshift("diff", "a.py", "--python2", cwd=tmp_path).out
    assert b'-print "x is", x  # shown\n' in diff
    assert b"+x = tf.math.log(2.0)\n" in diff
    (tmp_path / "pyproject.toml").write_text("[tool.flowshift]\npython2 = true\n", encoding="utf-8")
    assert flowshift("apply", "a.py", cwd=tmp_path).code == 0
    assert (tmp_path / "a.py").read_bytes() == PRINTS_AFTER
