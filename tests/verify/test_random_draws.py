"""Test what a proof says of programs that draw at random: never `equal` where the numbers are others."""

from __future__ import annotations

import textwrap
from pathlib import Path

from flowshift.verify import Servers, Verdict, Verification, verify_pair

BEFORE = """
    import tensorflow as tf

    x = tf.placeholder(tf.float32, [None])
    noisy = tf.nn.dropout(x, keep_prob=0.5)
    total, largest = tf.reduce_sum(noisy), tf.reduce_max(noisy)
    with tf.Session() as sess:
        for step in range(3):
            print(sess.run(total, {x: [1.0, 2.0, 3.0, 4.0]}))
            print(sess.run(largest, {x: [1.0, 2.0, 3.0, 4.0]}))
"""
AFTER = """
    import tensorflow as tf

    SPEC = [tf.TensorSpec([None], tf.float32)]

    @tf.function(input_signature=SPEC)
    def total(x):
        return tf.reduce_sum(tf.nn.dropout(x, rate=RATE))

    @tf.function(input_signature=SPEC)
    def largest(x):
        return tf.reduce_max(tf.nn.dropout(x, rate=RATE))

    for step in range(3):
        print(total([1.0, 2.0, 3.0, 4.0]).numpy())
        print(largest([1.0, 2.0, 3.0, 4.0]).numpy())
"""


def verify(folder: Path, servers: Servers, before: str, after: str) -> Verification:
    (folder / "before.py").write_text(textwrap.dedent(before))
    (folder / "after.py").write_text(textwrap.dedent(after))
    return verify_pair(folder / "before.py", folder / "after.py", servers=servers)


def test_other_numbers_of_the_same_distribution_are_not_called_equal(tmp_path: Path, servers: Servers) -> None:
    result = verify(tmp_path, servers, BEFORE, AFTER.replace("RATE", "0.5"))
    assert result.verdict is Verdict.SAME_DISTRIBUTION, result
    assert any("draws held fixed" in note for note in result.notes)


def test_another_distribution_is_different(tmp_path: Path, servers: Servers) -> None:
    result = verify(tmp_path, servers, BEFORE, AFTER.replace("RATE", "0.25"))
    assert result.verdict is Verdict.DIFFERENT, result


def test_order_of_a_set_of_words_does_not_hang_on_the_version_of_python(tmp_path: Path, servers: Servers) -> None:
    program = """
        words = "the order of a set of words hangs on their hashes".split()
        letters = list(set("hello world"))
        known = set(words)
        known.add("more")
        print(letters, {word: number for number, word in enumerate(known)}, isinstance({1}, set), known | {"x"} > known)
    """
    result = verify(tmp_path, servers, program, program)
    assert result.verdict is Verdict.EQUAL, result
