"""Test what holds for every program: no crash, output that parses, a second run with nothing to do, other code untouched."""

from __future__ import annotations

import ast
import warnings
from pathlib import Path

import pytest
from flowshift import Options, Status, Style
from flowshift.deep_stack import call_with_deep_stack
from flowshift.engine import migrate_source
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

GOLDEN = sorted((Path(__file__).parent.parent / "golden").glob("*/*/before.py"))
PROGRAMS = [path.read_bytes().decode("utf-8", "replace") for path in GOLDEN]
PROFILE = settings(
    max_examples=120,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

IMPORTS = (
    "import tensorflow as tf",
    "import tensorflow",
    "from tensorflow import keras",
    "from tensorflow.contrib import rnn, layers as L",
    "import tensorflow.contrib.slim as slim",
    "import tensorflow.compat.v1 as tf",
    "from tensorflow.python.ops import array_ops",
    "try:\n    import tensorflow as tf\nexcept ImportError:\n    tf = None",
)
CALLEES = (
    "tf.log",
    "tf.placeholder",
    "tf.get_variable",
    "tf.Session",
    "tf.reduce_sum",
    "tf.layers.dense",
    "tf.nn.rnn_cell.LSTMCell",
    "tf.nn.dynamic_rnn",
    "tf.train.AdamOptimizer",
    "tf.contrib.layers.xavier_initializer",
    "tf.contrib.rnn.GRUCell",
    "tf.summary.scalar",
    "tf.variable_scope",
    "sess.run",
    "rnn.BasicLSTMCell",
    "L.fully_connected",
    "keras.layers.Lambda",
    "f",
    "x.minimize",
    "self.state.c",
)
ATOMS = ("x", "y", "1", "0.5", "None", "tf.float32", "[None, 3]", "{x: y}", "'name'", "*xs", "**kw", "tf", "sess", "()")
KEYWORDS = ("name", "dtype", "axis", "shape", "keep_dims", "reduction_indices", "feed_dict", "activation", "units")


@st.composite
def expressions(draw: st.DrawFn, depth: int = 2) -> str:
    """Write a call with arguments of every kind, or an atom."""
    if depth == 0 or draw(st.integers(0, 3)) == 0:
        return draw(st.sampled_from([atom for atom in ATOMS if "*" not in atom]))
    positional = draw(st.lists(expressions(depth=depth - 1), max_size=3))
    keywords = draw(st.lists(st.sampled_from(KEYWORDS), max_size=2, unique=True))
    named = [f"{name}={draw(expressions(depth=depth - 1))}" for name in keywords]
    stars = draw(st.sampled_from([[], [], [], ["*xs"], ["**kw"]]))
    arguments = [*positional, *(stars if stars == ["*xs"] else []), *named, *(stars if stars == ["**kw"] else [])]
    return f"{draw(st.sampled_from(CALLEES))}({', '.join(arguments)})"


@st.composite
def blocks(draw: st.DrawFn, depth: int = 2) -> list[str]:
    """Write statements, some of which hold others."""
    lines: list[str] = []
    for _ in range(draw(st.integers(1, 4))):
        kind = draw(st.integers(0, 8 if depth else 4))
        value = draw(expressions())
        if kind <= 1:
            lines.append(value)
        elif kind <= 3:
            lines.append(
                f"{draw(st.sampled_from(['x', 'y', 'sess', 'x, y', 'self.x', 'tf', 'x[0]']))} = {value}  # why"
            )
        elif kind == 4:
            lines.append(f"x: int = {value}")
        else:
            heads = (
                f"with {value} as sess:",
                f"for x in {value}:",
                f"if {value}:",
                "def f(x, y=1):",
                "class C(tf.Module):",
            )
            inner = draw(blocks(depth=depth - 1))
            lines += [heads[kind - 5 if kind < 8 else draw(st.integers(3, 4))], *(f"    {line}" for line in inner)]
    return lines


@st.composite
def generated(draw: st.DrawFn) -> str:
    """Write a program out of nothing."""
    imports = draw(st.lists(st.sampled_from(IMPORTS), min_size=1, max_size=3, unique=True))
    return "\n".join([*imports, *draw(blocks())]) + "\n"


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Damage a real program: lines removed, doubled, swapped, moved in, words changed, two programs in one."""
    lines = draw(st.sampled_from(PROGRAMS)).splitlines(keepends=True)
    if draw(st.booleans()):
        other = draw(st.sampled_from(PROGRAMS)).splitlines(keepends=True)
        lines = lines[: draw(st.integers(1, len(lines)))] + other[draw(st.integers(0, len(other) - 1)) :]
    for _ in range(draw(st.integers(1, 5))):
        if not lines:
            break
        at = draw(st.integers(0, len(lines) - 1))
        other_at = draw(st.integers(0, len(lines) - 1))
        kind = draw(st.integers(0, 6))
        if kind == 0:
            del lines[at]
        elif kind == 1:
            lines.insert(at, lines[other_at])
        elif kind == 2:
            lines[at], lines[other_at] = lines[other_at], lines[at]
        elif kind == 3:
            lines[at] = "    " + lines[at]
        elif kind == 4:
            words = ("tf.", "sess", "=", "(", ")", "None", "import", "state", "[0]", "self.")
            lines[at] = lines[at].replace(draw(st.sampled_from(words)), draw(st.sampled_from(words)), 1)
        elif kind == 5:
            cut = draw(st.integers(0, len(lines[at])))
            lines[at] = lines[at][:cut] + draw(st.text(max_size=3)) + lines[at][cut:]
        else:
            lines[at] = draw(expressions()) + "\n"
    return "".join(lines)


def parses(source: bytes) -> bool:
    """Tell whether Python parses a text."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def check(text: str, style: Style) -> None:
    """Migrate a text, and its migration."""
    source = text.encode("utf-8", "surrogatepass")
    first = call_with_deep_stack(lambda: migrate_source(source, "m.py", Options(style=style)))
    if first.status is not Status.CHANGED:
        assert first.after == source
        return
    assert first.error is None
    assert parses(first.after) or not parses(source)
    second = call_with_deep_stack(lambda: migrate_source(first.after, "m.py", Options(style=style)))
    assert second.error is None
    assert second.after == first.after


@pytest.mark.parametrize("style", [Style.AUTO, Style.GRAPH])
def test_generated_programs(style: Style) -> None:
    @PROFILE
    @given(generated())
    def holds(text: str) -> None:
        check(text, style)

    holds()


@pytest.mark.parametrize("style", [Style.AUTO, Style.GRAPH])
def test_mutated_programs(style: Style) -> None:
    @PROFILE
    @given(mutated())
    def holds(text: str) -> None:
        check(text, style)

    holds()


@PROFILE
@given(mutated())
def test_where_no_tensorflow_is_used_nothing_changes(text: str) -> None:
    source = text.replace("tensorflow", "numpy").replace("keras", "numpy").encode("utf-8", "surrogatepass")
    result = migrate_source(b"# not tensorflow\n" + source, "m.py")
    assert result.after == b"# not tensorflow\n" + source
    # Python 2 is said wherever a file speaks of TensorFlow, be it in a comment.
    assert [finding for finding in result.findings if finding.rule != "python2"] == []


@PROFILE
@given(st.binary(max_size=400))
def test_bytes_of_any_kind_are_a_result(content: bytes) -> None:
    result = migrate_source(b"import tensorflow as tf\n" + content, "m.py")
    assert result.status in Status
    assert result.status is Status.CHANGED or result.after == b"import tensorflow as tf\n" + content
