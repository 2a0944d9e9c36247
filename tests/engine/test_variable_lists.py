"""Lists of TF1's variables hold what TF1's names say; where a list cannot be told, the program keeps its session."""

from __future__ import annotations

import pytest
from checks import migrate
from flowshift.model import Applicability, Style

PROGRAM = """\
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 2])
with tf.variable_scope("gen"):
    w = tf.get_variable("w", [2, 3])
    b = tf.get_variable("b", [3])
with tf.variable_scope("dis"):
    v = tf.get_variable("v", [3, 1])
u = tf.Variable([1.0], name="u")
loss = tf.reduce_sum(tf.matmul(tf.nn.relu(tf.matmul(x, w) + b), v) * u)
CHOICE
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss, var_list=chosen)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    sess.run(train, {x: [[1.0, 2.0]]})
"""

GRADIENTS = """\
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 2])
w = tf.Variable(tf.ones([2, 3]))
v = tf.Variable(tf.ones([3, 1]))
loss = tf.reduce_sum(tf.matmul(tf.matmul(x, w), v))
grads = tf.gradients(loss, [w, v])
JOIN
train = tf.train.GradientDescentOptimizer(0.1).apply_gradients(zip(grads, [w, v]))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    sess.run(train, {x: [[1.0, 2.0]]})
"""


@pytest.mark.parametrize(
    ("choice", "chosen"),
    [
        ("tf.trainable_variables()", "[w, b, v, u]"),
        ('tf.trainable_variables("gen")', "[w, b]"),
        ('tf.trainable_variables(scope="[dg]")', "[w, b, v]"),
        ('tf.get_collection("trainable_variables", "dis")', "[v]"),
        ('tf.get_collection(tf.GraphKeys.TRAINABLE_VARIABLES, scope=".*/b")', "[b]"),
        ('[one for one in tf.trainable_variables() if one.name.startswith("gen/")]', "[w, b]"),
        ('[one for one in tf.trainable_variables() if not "gen" in one.name and "u" not in one.op.name]', "[v]"),
        ('[one for one in tf.trainable_variables() if one.name.split("/")[0] == "dis"]', "[v]"),
        ('[one for one in tf.trainable_variables() if one.name[:3] in ("gen", "dis")]', "[w, b, v]"),
        ('[one for one in tf.trainable_variables("gen") if one.op.name.endswith("/b")]', "[b]"),
    ],
)
def test_lists_hold_the_variables_that_tf1_names(choice: str, chosen: str) -> None:
    result = migrate(PROGRAM.replace("CHOICE", f"chosen = {choice}"), Style.EAGER)
    assert f"chosen = {chosen}\n" in result.after.decode()
    assert "compat.v1" not in result.after.decode()


@pytest.mark.parametrize(
    ("choice", "reason"),
    [
        ('chosen = tf.trainable_variables("(")', "which variables it finds cannot be told"),
        ("chosen = tf.trainable_variables(scope=print())", "which variables it finds cannot be told"),
        ('chosen = [one for one in tf.trainable_variables() if one.name == "u:0"]', "the names that TF1 gives u"),
        ('chosen = [one for one in tf.trainable_variables() if "_1" in one.name]', "the numbers that TF1 puts"),
        ("chosen = [one for one in tf.trainable_variables() if one.shape == [3]]", "a test on variables"),
        ("chosen = tf.trainable_variables()\nother = chosen", "a list of variables that other code may change"),
        ("chosen = tf.trainable_variables()\nkept = [chosen]", "a list of variables that other code may change"),
        ("chosen = tf.trainable_variables()\nprint(chosen)", "a list of variables that other code may change"),
        ("chosen = tf.trainable_variables()\nfor one in chosen:\n    print(one.name)", "the names of variables"),
        (
            "tf.add_to_collection(tf.GraphKeys.TRAINABLE_VARIABLES, u)\nchosen = tf.trainable_variables()",
            "it changes what counts as trainable",
        ),
        ("def find():\n    return tf.trainable_variables()\n\nchosen = find()", "a function asks for the variables"),
    ],
)
def test_a_list_that_cannot_be_told_keeps_the_session(choice: str, reason: str) -> None:
    result = migrate(PROGRAM.replace("CHOICE", choice), Style.AUTO)
    assert "tf.compat.v1.Session" in result.after.decode()
    assert any(reason in one.message for one in result.findings)


@pytest.mark.parametrize(("join", "is_open"), [("", True), ("grads, _ = tf.clip_by_global_norm(grads, 1.0)", False)])
def test_a_race_of_gradients_is_told(join: str, is_open: bool) -> None:
    result = migrate(GRADIENTS.replace("JOIN", join), Style.EAGER)
    told = [one for one in result.findings if "all gradients are taken before a variable changes" in one.message]
    assert [one.applicability for one in told] == [Applicability.REVIEW] * is_open
