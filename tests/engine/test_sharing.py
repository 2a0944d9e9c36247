"""Weights that scopes share by name become shared objects where that is certain, and only there."""

from __future__ import annotations

import pytest
from checks import migrate
from flowshift.engine import migrate_source
from flowshift.model import Applicability

HEAD = """\
import numpy as np
import tensorflow as tf
from tensorflow.contrib import seq2seq

table = tf.get_variable("table", [9, 4])
x = tf.placeholder(tf.float32, [3, 5, 4], name="x")
n = tf.placeholder(tf.int32, [3], name="n")
start = tf.zeros([3, 4])
"""
RUN = """
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run([outputs.rnn_output, spoken.sample_id], {x: np.ones([3, 5, 4]), n: [5, 4, 3]}))
"""
FIRST = """
with tf.variable_scope("decoder"):
    cell = tf.nn.rnn_cell.GRUCell(4)
    layer = tf.layers.Dense(9, name="words")
    decoder = seq2seq.BasicDecoder(cell, seq2seq.TrainingHelper(x, n), start, layer)
    outputs, _, _ = seq2seq.dynamic_decode(decoder)
"""
SECOND = """
with tf.variable_scope("decoder", reuse=True):
    again = tf.nn.rnn_cell.GRUCell(4)
    words = tf.layers.Dense(9, name="words")
    greedy = seq2seq.BasicDecoder(again, seq2seq.GreedyEmbeddingHelper(table, [1, 1, 1], 2), start, words)
    spoken, _, _ = seq2seq.dynamic_decode(greedy, maximum_iterations=5)
"""
FUNCTION = '''
def decode(helper, reuse=None):
    """Decode once."""
    with tf.variable_scope("decoder", reuse=reuse):
        cell = tf.nn.rnn_cell.GRUCell(4)
        layer = tf.layers.Dense(9, name="words")
        decoder = seq2seq.BasicDecoder(cell, helper, start, layer)
        result, _, _ = seq2seq.dynamic_decode(decoder, maximum_iterations=5)
    return result


'''
CALLS = """\
outputs = decode(seq2seq.TrainingHelper(x, n))
spoken = decode(seq2seq.GreedyEmbeddingHelper(table, [1, 1, 1], 2), reuse=True)
"""


def migrated(body: str) -> str:
    """Return what a program becomes."""
    return migrate(HEAD + body + RUN).after.decode()


def is_native(body: str) -> bool:
    """Tell whether a program runs without a session."""
    return "Session" not in migrated(body)


@pytest.mark.parametrize("body", [FIRST + SECOND, FUNCTION + CALLS])
def test_each_object_is_made_once(body: str) -> None:
    text = migrated(body)
    assert text.count("GRUCell(") == 1
    assert text.count("Dense(") == 1
    assert text.count("BasicDecoder(") == 2
    assert "Session" not in text


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("GRUCell(4)", "GRUCell(4, activation=tf.nn.relu)"),  # TF1 takes the same weights for other maths
        ('name="words"', 'name="letters"'),
        ('variable_scope("decoder", reuse=True)', 'variable_scope("speaker", reuse=True)'),
        ('"decoder", reuse=True', "tf.get_variable_scope(), reuse=True"),
        ("reuse=True", "reuse=len(start.shape) > 1"),
        ("again = ", "extra = tf.layers.dense(start, 4, name='extra')\n    again = "),
    ],
)
def test_what_is_not_certainly_the_same_keeps_the_session(first: str, second: str) -> None:
    assert not is_native(FIRST + SECOND.replace(first, second))


def test_an_object_whose_name_is_taken_by_another_goes_by_a_name_of_its_own() -> None:
    text = migrated(FIRST + "\ncell = tf.nn.rnn_cell.BasicRNNCell(7)\n" + SECOND)
    assert "first_cell = tf.keras.layers.GRUCell(4" in text
    assert text.count("BasicDecoder(first_cell, ") + text.count("BasicDecoder(\n    first_cell,") == 2


def test_attention_that_is_made_outside_of_the_scope_has_weights_of_its_own() -> None:
    attention = "{0} = seq2seq.LuongAttention(4, x, memory_sequence_length=n)\n"
    wrapper = "seq2seq.AttentionWrapper({0}, {1}, attention_layer_size=4)"
    first = FIRST.replace(
        "    layer =", "    " + attention.format("m") + f"    cell = {wrapper.format('cell', 'm')}\n    layer ="
    )
    second = SECOND.replace("    words =", f"    again = {wrapper.format('again', 'k')}\n    words =")
    first, second = (
        text.replace(" start, ", f" {cell}.zero_state(3, tf.float32), ")
        for text, cell in ((first, "cell"), (second, "again"))
    )
    inside = second.replace("    words =", "    words =", 1).replace(
        "    again = seq2seq", "    " + attention.format("k") + "    again = seq2seq"
    )
    assert is_native(first + inside)
    assert not is_native(first + attention.format("k") + second)


@pytest.mark.parametrize(
    "other",
    [
        "for helper in [1, 2]:\n    decode(helper)\n",
        "pair = [decode, decode]\n",
        "three = [decode(seq2seq.TrainingHelper(x, n), reuse=True) for _ in range(3)]\n",
    ],
)
def test_a_function_with_other_uses_stays(other: str) -> None:
    text = migrated(FUNCTION + CALLS + other)
    assert "def decode(" in text
    assert "Session" in text


def test_a_name_of_the_caller_is_not_taken_for_one_of_the_function() -> None:
    text = migrated(FUNCTION + "layer = [1, 1, 1]\n" + CALLS.replace("[1, 1, 1]", "layer"))
    assert "start_tokens=layer" in text
    assert "outputs_layer = tf.keras.layers.Dense(9" in text


def test_a_result_is_not_named_like_what_the_function_still_reads() -> None:
    calls = CALLS.replace("outputs = decode", "start = decode").replace("spoken = decode", "spoken = decode")
    text = migrated(FUNCTION + calls + "outputs = start\n")
    assert "start, _, _ = " not in text


def test_a_caller_with_other_things_under_names_of_the_module_keeps_the_function() -> None:
    # with a lambda in it, it is not written out itself, which would give these things other names
    main = (
        "def build():\n    start = (lambda: tf.ones([3, 4]))()\n    "
        + CALLS.replace("\nspoken", "\n    spoken").strip()
    )
    source = FUNCTION + main + "\n    return outputs, spoken, start\n\n\noutputs, spoken, other = build()\n"
    assert "def decode(" in migrated(source)


def test_a_default_that_is_computed_keeps_the_function() -> None:
    assert "def decode(" in migrated(
        "size = 5\n" + FUNCTION.replace("reuse=None", "reuse=None, size=size") + "size = 6\n" + CALLS
    )


def test_reuse_in_a_cell_says_nothing_of_it() -> None:
    assert is_native(FUNCTION.replace("GRUCell(4)", "GRUCell(4, reuse=reuse)") + CALLS)


def test_a_branch_that_the_caller_chooses_is_chosen() -> None:
    function = FUNCTION.replace("def decode(helper, ", "def decode(mode, ").replace(
        "        decoder =",
        "        if mode == 'train':\n            helper = seq2seq.TrainingHelper(x, n)\n        else:\n"
        "            helper = seq2seq.GreedyEmbeddingHelper(table, [1, 1, 1], 2)\n        decoder =",
    )
    text = migrated(function + 'outputs = decode("train")\nspoken = decode("infer", True)\n')
    assert "Session" not in text
    assert "if " not in text
    assert text.count("Sampler()") == 2


def test_findings_stand_at_lines_of_the_file() -> None:
    source = HEAD + FUNCTION + CALLS + RUN
    found = {finding.rule: finding for finding in migrate(source).findings}
    lines = source.splitlines()
    assert "variable_scope" in lines[found["weights-by-scope"].line - 1]
    assert "GRUCell" in lines[found["rnn-cell"].line - 1]
    assert found["weights-by-scope"].applicability is Applicability.SAFE


def test_the_rule_can_be_switched_off() -> None:
    result = migrate(HEAD + FIRST + SECOND + RUN, ignore=frozenset({"weights-by-scope"}))
    assert "Session" in result.after.decode()


def test_a_function_that_is_written_out_is_reported_at_its_place() -> None:
    source = """\
import tensorflow as tf

def build(size):
    x = tf.placeholder(tf.float32, [None, size])
    return x, tf.reduce_sum(x)

x, total = build(3)
with tf.Session() as sess:
    print(sess.run(total, {x: [[1.0, 2.0, 3.0]]}))
"""
    result = migrate_source(source.encode())
    assert b"def build" not in result.after
    assert b"placeholder" not in result.after
    assert [found.line for found in result.findings if "written out where it is called" in found.message] == [3]
