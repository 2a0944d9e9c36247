"""A summary in a loop is logged natively only under tags that are other in each turn, and than all others."""

from __future__ import annotations

import pytest
from checks import migrate

_PROGRAM = """
import tensorflow as tf

x = tf.placeholder(tf.float32, [None])
w = tf.Variable(1.0)
y = x * w
z = y + 1.0
{lines}
merged = tf.summary.merge_all()
with tf.Session() as sess:
    writer = tf.summary.FileWriter("logs")
    sess.run(tf.global_variables_initializer())
    for step in range(3):
        writer.add_summary(sess.run(merged, {{x: [1.0]}}), step)
"""


def keeps_session(lines: str) -> bool:
    text = migrate(_PROGRAM.format(lines=lines)).after.decode()
    native, kept = "step=step)" in text, "compat.v1.Session" in text
    assert native != kept
    return kept


@pytest.mark.parametrize(
    "tag",
    ['"at_%d" % i', '"at_%s" % i', '"at_{}".format(i)', '"at_{0}/mean".format(i)', 'f"at_{i}"', 'f"{i}_at"'],
)
def test_counted_tags_are_logged_natively(tag: str) -> None:
    assert not keeps_session(f"for i, t in enumerate([y, z]):\n    tf.summary.histogram({tag}, t)")


def test_words_of_a_list_make_tags() -> None:
    assert not keeps_session('for name, t in zip(["a", "b"], [y, z]):\n    tf.summary.histogram("of/" + name, t)')


@pytest.mark.parametrize(
    "lines",
    [
        'for t in [y, z]:\n    tf.summary.histogram("same", t)',
        'for t in [y, z]:\n    tf.summary.histogram("of_%s" % t.op.name, t)',
        'for i, t in enumerate([y, z]):\n    tf.summary.histogram("at %d" % i, t)',
        'for name, t in zip(["a", "A"], [y, z]):\n    tf.summary.histogram("of/" + name, t)',
        'for name, t in zip(["a b", "c"], [y, z]):\n    tf.summary.histogram("of/" + name, t)',
        'for i, t in enumerate([y, z]):\n    tf.summary.histogram("at_%d" % i, t)\ntf.summary.histogram("at_1", y)',
        'for i in range(2):\n    for t in [y, z]:\n        tf.summary.histogram("at_%d" % i, t)',
        'with tf.name_scope("scope"):\n    for i, t in enumerate([y, z]):\n        tf.summary.histogram("at_%d" % i, t)',
    ],
    ids=["one tag", "names of tensors", "space", "case", "space in a word", "taken", "inner loop", "scope"],
)
def test_other_tags_keep_the_session(lines: str) -> None:
    assert keeps_session(lines)
