"""Test what becomes of a notebook's cells: one program, magics as they were, one bad cell does not lose the others."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from flowshift.engine import migrate_source
from flowshift.model import Applicability, FileResult, Options, Status, Style
from notebooks import code, notebook, sources, text

TF = "import tensorflow as tf"


def migrate(*cells: str, style: Style = Style.AUTO) -> FileResult:
    """Migrate a notebook of code cells, twice: the second run must change nothing."""
    options = Options(style=style)
    result = migrate_source(notebook(*map(code, cells)), "a.ipynb", options)
    assert migrate_source(result.after, "a.ipynb", options).after == result.after
    return result


def after(*cells: str, style: Style = Style.AUTO) -> Sequence[str]:
    result = migrate(*cells, style=style)
    assert result.error is None
    return sources(result.after)


def test_a_name_of_one_cell_is_known_in_the_next() -> None:
    assert after("from tensorflow import log as l", "x = l(2.0)")[-1] == "x = tf.math.log(2.0)"


@pytest.mark.parametrize(
    "magic",
    [
        "%matplotlib inline",
        "!pip install six",
        "!!ls",
        "!ls \\\n  -l \\\n  /",
        "files = !ls",
        "files = %sx ls",
        "a, b = !ls",
        "x[0] = !ls",
        "x?",
        "tf.log?",
        "?x",
        "tf.log??",
        "%timeit tf.log(2.0)",
        "%load_ext tensorboard  # a comment",
        "for i in range(3):\n    !echo {i}\n    %time y = i",
        "if x:\n    files = !ls\nelse:\n    %pwd",
        "%%time",
        "%%time\ny = (1\n  % 2)\n%pwd",
        "%%capture out\n!ls",
        '!echo "(" \n!echo \'',
    ],
)
def test_magics_stay(magic: str) -> None:
    before = f"{magic}\ny = tf.log(2.0)" if magic.startswith("%%") else f"y = tf.log(2.0)\n{magic}\nz = tf.log(3.0)\n"
    expected = before.replace("y = tf.log(", "y = tf.math.log(").replace("z = tf.log(", "z = tf.math.log(")
    assert after(TF, before) == [TF, expected]


@pytest.mark.parametrize(
    "source",
    [
        "%%bash\necho tf.log(",
        "%%html\n<b>tensorflow</b>",
        "%%writefile a.py\nimport tensorflow as tf\nx = tf.log(2.0)\n",
        "\n%%javascript\nalert(1)",
    ],
)
def test_a_cell_of_another_language_stays(source: str) -> None:
    assert after(TF, source, "x = tf.log(2.0)") == [TF, source, "x = tf.math.log(2.0)"]


def test_a_line_that_goes_on_is_no_magic() -> None:
    body = 'x = ("%d"\n% tf.log(2.0))\ny = """\n%matplotlib inline\n!ls\nx?\n"""'
    assert after(TF, f"%pwd\n{body}") == [TF, "%pwd\n" + body.replace("tf.log", "tf.math.log")]


def test_magics_that_speak_of_tensorflow_are_reported() -> None:
    cells = (TF, "%tensorflow_version 1.x", "!pip install tensorflow==1.15", "%timeit tf.log(2.0)", "%pwd")
    found = [finding for finding in migrate(*cells).findings if finding.rule == "notebook"]
    assert [finding.cell for finding in found] == [2, 3, 4]
    assert {finding.applicability for finding in found} == {Applicability.MANUAL}
    assert "remove it" in found[0].message
    assert "install TensorFlow 2.15" in found[1].message
    assert "not migrated" in found[2].message


@pytest.mark.parametrize("bad", ["x = (", "print 'a", "if x:\npass", "x = 1\x0b$", "  x = 1\n y = 2", "x = '\udc80'"])
def test_a_bad_cell_is_left_and_does_not_lose_the_others(bad: str) -> None:
    source = notebook(code(TF), code(bad), code("x = tf.log(2.0)"), ascii_only=True)
    result = migrate_source(source, "a.ipynb")
    assert result.after == source.replace(b"tf.log", b"tf.math.log")
    assert [finding.cell for finding in result.findings if finding.rule == "notebook"] == [2]


def test_a_cell_whose_layout_would_be_lost_is_left() -> None:
    result = migrate(TF, "if x:\n    \x0cy = 1\n\x0cz = tf.log(1.0)", "x = tf.log(2.0)")
    assert result.error is None
    assert sources(result.after)[2] == "x = tf.math.log(2.0)"


def test_an_import_that_is_added_does_not_get_into_a_cell_of_another_language() -> None:
    assert after("%%bash\nls", "%%time\nfrom tensorflow import log", "x = log(2.0)") == [
        "%%bash\nls",
        "%%time\nimport tensorflow as tf",
        "x = tf.math.log(2.0)",
    ]


PROGRAM = (
    TF,
    "x = tf.placeholder(tf.float32)",
    "# doubled\ny = x * 2.0",
    "sess = tf.Session()",
    "print(sess.run(y, {x: 1.0}))",
)


def test_functions_stand_where_the_graph_was_complete_and_other_cells_become_empty() -> None:
    cells = after(*PROGRAM)
    assert (cells[0], cells[1], cells[3]) == (TF, "", "")
    assert "# doubled\n" in cells[2]
    assert "def compute_y(x):" in cells[2]
    assert cells[4] == "print(compute_y(1.0).numpy())"


@pytest.mark.parametrize("use", ["%timeit sess.run(y, {x: 1.0})", "!echo {sess}", "sess?", "z = ("])
def test_a_session_that_a_magic_or_bad_cell_uses_is_kept(use: str) -> None:
    use = use if use != "z = (" else "sess.run(y, {x: 1.0}"
    cells = after(*PROGRAM, use)
    assert cells[0].startswith(f"{TF}\n\ntf.compat.v1.disable_v2_behavior()")
    assert cells[3] == "sess = tf.compat.v1.Session()"
    assert cells[5] == use


def test_an_alias_that_is_written_out_does_not_lose_the_notebook() -> None:
    cells = after(f"{TF}\nlayers = tf.nn", "x = layers.sigmoid_cross_entropy_with_logits(tf.log(1.0))", "layers?")
    assert cells[2] == "layers?"
    assert "tf.math.log(1.0)" in cells[1]


def test_the_graph_style_switches_off_tf2_behaviour_before_anything_is_built() -> None:
    cells = after(
        TF, "x = tf.placeholder(tf.float32)", "from tensorflow.contrib import rnn", *PROGRAM[2:], style=Style.GRAPH
    )
    assert cells[0] == f"{TF}\n\ntf.compat.v1.disable_v2_behavior()"


def test_findings_count_cells_and_lines_as_the_reader_does() -> None:
    source = notebook(text("tensorflow"), code(TF), text("b"), code("%pwd\n!ls \\\n  -l\ny = 1\n\nx = tf.log(2.0)"))
    (finding,) = migrate_source(source, "a.ipynb").findings
    assert (finding.cell, finding.line, finding.column) == (4, 6, 5)


def test_trailing_comments_and_blank_lines_stay_in_their_cells() -> None:
    cells = (f"{TF}\n# the end of one\n\n", "\n\n# only words", "", "x = tf.log(2.0)\n\n\n", "# last\n")
    assert after(*cells) == [*cells[:3], "x = tf.math.log(2.0)\n\n\n", "# last\n"]


def test_a_coding_cookie_in_a_cell_means_nothing() -> None:
    assert after("# coding: latin-1\n" + TF, "y = 'é'\nx = tf.log(2.0)")[1] == "y = 'é'\nx = tf.math.log(2.0)"


def test_future_imports_stay_in_front() -> None:
    first = "from __future__ import print_function\n" + TF
    assert after(first, "print(tf.log(2.0))") == [first, "print(tf.math.log(2.0))"]


def test_names_of_stand_ins_in_a_notebook_are_no_harm() -> None:
    cells = (TF, "_flowshift_cell_2 = 1\n_flowshift_cell_2\n%pwd", "x = tf.log(2.0)")
    assert after(*cells) == [*cells[:2], "x = tf.math.log(2.0)"]


def test_deep_nesting_in_one_cell_costs_that_cell_only() -> None:
    deep = "x = " + "[" * 300 + "]" * 300
    result = migrate(TF, deep, "x = tf.log(2.0)")
    assert result.status is Status.CHANGED
    assert sources(result.after)[1:] == [deep, "x = tf.math.log(2.0)"]
