"""Test how printed output and named values are compared."""

from __future__ import annotations

import pytest
from flowshift.verify.output import Tolerance, compare_output, logical_lines
from flowshift.verify.values import compare_value

TOLERANCE = Tolerance(relative=1e-4, absolute=1e-6)


def equal(before: str, after: str) -> bool:
    return all(row.equal for row in compare_output(before, after, TOLERANCE))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("loss 1.00000", "loss 1.00005"),
        ("loss 1e-9", "loss 2e-9"),
        ("nan inf -inf", "nan inf -inf"),
        ("3", "3.0"),
        ("[1. 2.\n 3. 4.]", "[1. 2. 3. 4.]"),
        ("[[1 2]\n [3 4]]\nend 5", "[[1 2] [3 4]]\nend 5"),
        ("a   b", "a b"),
        ("[ 1.5]", "[1.5]"),
        ("[array([0.1 , 0.25])]", "[array([0.10000001, 0.25])]"),
        ("a\n\n\nb", "a\nb"),
        ("<object at 0x7f00deadbeef>", "<object at 0x7e1234567890>"),
        ("took 1.24 sec", "took 9.8 sec"),
        ("(?, 3) (2, ?)", "(None, 3) (2, None)"),
        ('Tensor("add:0", shape=(?, 3), dtype=float32)\nend 1', "end 1"),
        (
            "<tf.Variable 'W:0' shape=(2,) dtype=float32_ref>\nend 1",
            "<tf.Variable 'W:0' shape=(2,) dtype=float32, numpy=\narray([1., 2.], dtype=float32)>\nend 1",
        ),
        ('Tensor("c:0", shape=(), dtype=string)', "tf.Tensor(b'a', shape=(), dtype=string)"),
        ("at 10:11:12", "at 23:59:59"),
        ("lr=0.10000000149", "lr=0.1"),
    ],
)
def test_harmless_difference(before: str, after: str) -> None:
    assert equal(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("loss 1.0000", "loss 1.0003"),
        ("step 10000", "step 10001"),
        ("nan", "0.0"),
        ("inf", "-inf"),
        ("loss 1.0", "cost 1.0"),
        ("1.0", "tf.Tensor(1.0, shape=(), dtype=float32)"),
        ("[1. 2.]", "array([1., 2.], dtype=float32)"),
        ("a\nb", "b\na"),
        ("a 1\na 2", "a 1"),
        ("a", ""),
        ("True", "1"),
        ("[1 2]", "[1 2 3]"),
        ("accuracy 0.5", "accuracy 0.25 sec"),
    ],
)
def test_real_difference(before: str, after: str) -> None:
    assert not equal(before, after)


def test_rows_name_lines_and_largest_difference() -> None:
    rows = compare_output("a 1.0 2.0\nb 3", "a 1.0 2.5\nb 3", TOLERANCE)
    assert [(row.name, row.equal) for row in rows] == [("line 1", False), ("line 2", True)]
    assert rows[0].absolute == pytest.approx(0.5)
    assert rows[0].relative == pytest.approx(0.2)


def test_line_of_one_side_only_is_a_row() -> None:
    rows = compare_output("a 1\nb 2\nc 3", "a 1\nc 3", TOLERANCE)
    assert [(row.tf1, row.tf2) for row in rows if not row.equal] == [("b 2", "")]


def test_lone_bracket_does_not_swallow_the_rest() -> None:
    assert logical_lines("range [0, 1)\nstep 1\nstep 2") == ["range [0, 1)", "step 1", "step 2"]


def test_thousands_of_lines_are_compared_at_once() -> None:
    before = "\n".join(f"step {n} loss {n / 7:.6f}" for n in range(5000))
    assert equal(before, before)
    assert not equal(before, before + "\nmore")


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ([1.0, 2.0], [1.00001, 2.0], True),
        ([1.0, 2.0], [1.1, 2.0], False),
        ([1.0, 2.0], [1.0], False),
        ([[1.0, 2.0]], [1.0, 2.0], False),
        (3, 3.0, True),
        (30000, 30001, False),
        (True, 1, False),
        ("a", "a", True),
        ({"h": 1.0, "c": 2.0}, {"c": 2.0, "h": 1.0}, True),
        ({"h": 1.0}, {"c": 1.0}, False),
        ([], {}, False),
        (None, None, True),
    ],
)
def test_named_value(before: object, after: object, same: bool) -> None:
    assert compare_value("x", {"value": before}, {"value": after}, TOLERANCE).equal is same


def test_missing_name_is_a_difference_that_says_so() -> None:
    row = compare_value("x", {"value": 1.0}, {"error": "no such global"}, TOLERANCE)
    assert not row.equal
    assert row.tf2 == "(no such global)"


def test_progress_bars_of_keras_are_no_difference() -> None:
    before = "Train on 80 samples, validate on 20 samples\nEpoch 1/3\n\r32/80 [===>...] - ETA: 0s - loss: 4.0000\b\b\b"
    before += "\r80/80 [======] - 0s 2ms/sample - loss: 3.5274\n80/80 - 0s - loss: 0.7529\n[0.5]\n"
    after = "Epoch 1/3\n\r1/3 [==>.....] - ETA: 0s\b\b\r3/3 [======] - 0s 10ms/step - loss: 3.5274\n"
    after += (
        "3/3 - 0s - loss: 0.7529 - 8ms/epoch - 2ms/step\n\r1/1 [====] - ETA: 0s\b\b\r1/1 [====] - 0s 50ms/step\n[0.5]\n"
    )
    assert equal(before, after)
    assert not equal(before, after.replace("3.5274", "3.6"))


def test_fractions_are_no_progress_bars() -> None:
    assert not equal("1/2 - 3s", "1/2 - 4")
    assert not equal("3/7 correct", "4/7 correct")
