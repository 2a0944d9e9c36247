"""A session program becomes functions where that is shown to be equal, and keeps its session where it is not."""

from __future__ import annotations

import pytest
from checks import check_noop, check_transformed, messages, migrate
from flowshift.model import Applicability, Style

HEAD = """\
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 2])
w = tf.Variable(tf.ones([2, 1]))
y = tf.matmul(x, w)
"""


def test_comments_stay_at_their_statements() -> None:
    check_transformed(
        """\
        # what the file is
        import tensorflow as tf

        # the input
        x = tf.placeholder(tf.float32, [None, 2])  # two features
        # the weights
        w = tf.Variable(tf.ones([2, 1]))  # all one

        # the product
        y = tf.matmul(x, w)  # one column

        # a session
        with tf.Session() as sess:
            # values for the variables
            sess.run(tf.global_variables_initializer())
            # and go
            print(sess.run(y, {x: [[1, 2]]}))  # three

        # the end
        """,
        """\
        # what the file is
        import tensorflow as tf

        # the weights
        w = tf.Variable(tf.ones([2, 1]))  # all one


        # the input
        # x: two features
        @tf.function(input_signature=[tf.TensorSpec([None, 2], tf.float32)], autograph=False)
        def compute_y(x):
            # the product
            y = tf.matmul(x, w)  # one column
            return y


        # and go
        print(compute_y([[1, 2]]).numpy())  # three

        # the end
        """,
    )


@pytest.mark.parametrize(
    ("body", "condition"),
    [
        (
            "with tf.Session() as a:\n    a.run(y, {x: [[1, 2]]})\nwith tf.Session() as b:\n    b.run(w)\n",
            "more than one session",
        ),
        ("sess = tf.Session()\nshow(sess)\nsess.run(y, {x: [[1, 2]]})\n", "hands its session on"),
        ("sess = tf.Session()\nsess.run(y)\n", "a placeholder that the fetches depend on is not fed"),
        ("sess = tf.Session()\nsess.run(y, feeds[0])\n", "what is fed here cannot be told"),
        ("sess = tf.Session()\nsess.run(things, {x: [[1, 2]]})\n", "what is fetched here cannot be told"),
        (
            "def made(z):\n    opt = tf.train.AdamOptimizer(0.1)\n    return opt.minimize(z)\n"
            "step = made(tf.reduce_sum(y))\nsess = tf.Session()\nsess.run(step, {x: [[1, 2]]})\n",
            "a function calls minimize",
        ),
        (
            "rows = tf.placeholder(tf.int32, [None])\nz = tf.reduce_sum(tf.gather(w, rows))\n"
            "step = tf.train.FtrlOptimizer(0.1).minimize(z)\nsess = tf.Session()\nsess.run(step, {rows: [0]})\n",
            "Keras moves the rows too that tf.gather does not look up",
        ),
        (
            "z = tf.reduce_sum(tf.layers.dense(y, 2, trainable=learns))\nstep = tf.train.AdamOptimizer(0.1).minimize(z)\n"
            "sess = tf.Session()\nsess.run(step, {x: [[1, 2]]})\n",
            "weights that are not trained",
        ),
        (
            "sess = tf.Session()\nprint([sess.run(y[j, 0], {x: [[1, 2]]}) for j in range(1)])\n",
            "j is another one in each turn",
        ),
        (
            "v = tf.Variable(tf.zeros([int(y.shape[1])]))\nsess = tf.Session()\nsess.run(y + v, {x: [[1, 2]]})\n",
            "a variable is made from a tensor",
        ),
        (
            "feed = {x: [[1, 2]]}\nsess = tf.Session()\nfeed[y] = [[1.0]]\nsess.run(y + 1, feed)\n",
            "the dictionary gets other entries later",
        ),
        (
            "z = [y, 3]\nsess = tf.Session()\nsess.run(z, {x: [[1, 2]]})\n",
            "what is fetched here cannot be told",
        ),
        ("z = tf.Print(y, [y])\nsess = tf.Session()\nsess.run(z, {x: [[1, 2]]})\n", "an operation with effects"),
        (
            "sess = tf.Session()\nfor i in range(3):\n    z = tf.square(y)\n    sess.run(z, {x: [[1, 2]]})\n",
            "added to the graph between runs",
        ),
        ("show(y)\nsess = tf.Session()\nsess.run(y, {x: [[1, 2]]})\n", "used as a Python value"),
        (
            "init = tf.global_variables_initializer()\nsess = tf.Session()\nfor i in range(2):\n    sess.run(init)\n"
            "    sess.run(y, {x: [[1, 2]]})\n",
            "initialised more than once",
        ),
        (
            "import numpy as np\nrng = np.random.RandomState(0)\nz = y + rng.rand()\nsess = tf.Session()\n"
            "sess.run(z, {x: [[1, 2]]})\n",
            "rand would draw at other times",
        ),
        (
            "shift = tf.reduce_mean(x)\nz = tf.keras.layers.Dense(2, activation=lambda t: t - shift)(y)\n"
            "sess = tf.Session()\nsess.run(z, {x: [[1, 2]]})\n",
            "a tensor of the graph describes the layer",
        ),
        (
            "d = tf.keras.layers.Dense(2)\nz = d(y)\ncost = tf.nn.l2_loss(d.kernel)\nsess = tf.Session()\n"
            "sess.run([z, cost], {x: [[1, 2]]})\n",
            "the weights are read before the layer is called",
        ),
        (
            "z = [tf.keras.layers.Dense(2)][0](y)\nsess = tf.Session()\nsess.run(z, {x: [[1, 2]]})\n",
            "a layer would be made anew in each trace",
        ),
        (
            "z = tf.keras.layers.Dense.from_config({'units': 2})(y)\nsess = tf.Session()\nsess.run(z, {x: [[1, 2]]})\n",
            "a layer would be made anew in each trace",
        ),
        (
            "t = tf.placeholder(tf.bool)\ndef norm(y, t):\n"
            "    return tf.layers.batch_normalization(y, training=t)\nz = norm(y, t)\n"
            "with tf.control_dependencies(tf.get_collection(tf.GraphKeys.UPDATE_OPS)):\n"
            "    train = tf.train.GradientDescentOptimizer(0.1).minimize(tf.nn.l2_loss(z))\nsess = tf.Session()\n"
            "sess.run(train, {x: [[1, 2]], t: True})\nsess.run(z, {x: [[1, 2]], t: True})\n",
            "a run that does not train it may update its statistics",
        ),
        (
            "z = tf.keras.layers.BatchNormalization()(y)\nsess = tf.Session()\nsess.run(z, {x: [[1, 2]]})\n",
            "whether its statistics move",
        ),
    ],
)
def test_condition_that_fails_is_named(body: str, condition: str) -> None:
    result = migrate(HEAD + body)
    assert "tf.compat.v1.Session" in result.after.decode()
    kept = [m for m in messages(result, Applicability.REVIEW) if "keeps its Session" in m]
    assert len(kept) == 1
    assert condition in kept[0]


@pytest.mark.parametrize("made", ["[y * n for n in (1, 2)]", "tf.split(y, 1)", "[y, w]"])
def test_list_of_tensors_comes_back_as_a_list(made: str) -> None:
    text = migrate(HEAD + f"z = {made}\nsess = tf.Session()\nprint(sess.run(z, {{x: [[1, 2]]}}))\n").after.decode()
    assert "print(tf.nest.map_structure(lambda value: value.numpy(), compute_z([[1, 2]])))" in text


def test_print_of_a_tensor_that_nothing_runs_keeps_the_session() -> None:
    result = migrate(HEAD + "z = tf.square(y)\nprint(z)\nsess = tf.Session()\nsess.run(y, {x: [[1, 2]]})\n")
    assert any("used as a Python value" in message for message in messages(result, Applicability.REVIEW))


@pytest.mark.parametrize(
    ("made", "asked"),
    [
        ("", False),
        ("class Net(object):\n    units = 2\n", False),
        ("class Net(tf.keras.Model):\n    pass\n", True),
        ("from nets import Net\nnet = Net()\ny = net(y)\n", True),
    ],
)
def test_autograph_is_asked_for_where_tf1_translated_a_call(made: str, asked: bool) -> None:
    result = migrate(f"{HEAD}{made}sess = tf.Session()\nprint(sess.run(y, {{x: [[1, 2]]}}))\n")
    text = result.after.decode()
    assert "@tf.function" in text
    assert ("autograph=False" not in text) == asked


def test_graph_style_can_be_asked_for() -> None:
    result = migrate(HEAD + "with tf.Session() as sess:\n    print(sess.run(y, {x: [[1, 2]]}))\n", Style.GRAPH)
    assert "tf.compat.v1.Session" in result.after.decode()
    assert result.after.decode().count("disable_v2_behavior()") == 1


def test_library_module_gets_no_switch() -> None:
    result = migrate("import tensorflow as tf\n\n\ndef model(x):\n    return tf.layers.dense(x, 3)\n")
    assert "disable_v2_behavior" not in result.after.decode()
    assert "tf.compat.v1.layers.dense" in result.after.decode()


def test_ignored_rule_keeps_the_session() -> None:
    source = HEAD + "with tf.Session() as sess:\n    print(sess.run(y, {x: [[1, 2]]}))\n"
    result = migrate(source, ignore=frozenset({"placeholder"}))
    assert "compute_y" in result.after.decode()  # that rule has no edits of its own
    result = migrate(source.replace("tf.matmul(x, w)", "tf.log(x)"), ignore=frozenset({"api"}))
    assert "compute_y" not in result.after.decode()


def test_comment_switches_a_rule_off() -> None:
    source = "import tensorflow as tf\n\n\ndef f(x):\n    a = tf.log(x)  # flowshift: ignore[api]\n    return a + tf.log(x)\n"
    text = migrate(source, Style.GRAPH).after.decode()
    assert "a = tf.log(x)" in text
    assert "a + tf.math.log(x)" in text


def test_loss_written_in_the_call_is_computed_under_the_tape() -> None:
    source = HEAD + (
        "train = tf.train.GradientDescentOptimizer(0.1).minimize(tf.reduce_mean(tf.square(y)))\n"
        "with tf.Session() as sess:\n    sess.run(tf.global_variables_initializer())\n    sess.run(train, {x: [[1, 2]]})\n"
    )
    text = migrate(source).after.decode()
    tape = text.index("as tape:")
    assert (
        tape < text.index("total_loss = tf.reduce_mean") < text.index("optimizer.minimize(total_loss, [w], tape=tape)")
    )


def test_fetched_variable_has_its_value_after_the_step() -> None:
    source = HEAD + (
        "loss = tf.reduce_mean(y)\ntrain = tf.train.GradientDescentOptimizer(0.1).minimize(loss)\n"
        "sess = tf.Session()\nsess.run(tf.global_variables_initializer())\n"
        "_, now, value = sess.run([train, w, loss], {x: [[1, 2]]})\nprint(now, value)\n"
    )
    text = migrate(source).after.decode()
    assert text.index("optimizer.minimize") < text.index("return tf.identity(w), loss")
    assert "now, value = [value.numpy() for value in train_step([[1, 2]])]" in text


def test_native_program_that_still_imports_tf1_examples_is_left_alone_by_a_second_run() -> None:
    source = (
        "from tensorflow.examples.tutorials.mnist import input_data\n"
        + HEAD
        + (
            "mnist = input_data.read_data_sets('data')\n"
            "train = tf.train.GradientDescentOptimizer(0.1).minimize(tf.reduce_mean(y))\n"
            "with tf.Session() as sess:\n    sess.run(tf.global_variables_initializer())\n    sess.run(train, {x: [[1, 2]]})\n"
        )
    )
    first = migrate(source)
    assert "tf.compat.v1" not in first.after.decode()
    again = migrate(first.after.decode())
    assert again.after == first.after
    assert any("examples" in message for message in messages(again, Applicability.MANUAL))


def test_a_graph_at_the_top_level_needs_no_session_to_be_an_entry() -> None:
    result = migrate("import tensorflow as tf\n\nx = tf.placeholder(tf.float32)\nprint(x * 2)\n", Style.GRAPH)
    assert b"tf.compat.v1.disable_v2_behavior()" in result.after


def test_functions_that_make_placeholders_are_a_library() -> None:
    result = migrate("import tensorflow as tf\n\n\ndef f():\n    return tf.placeholder(tf.float32)\n", Style.GRAPH)
    assert b"disable_v2_behavior" not in result.after


def test_tests_are_loaded_by_a_runner_and_need_no_main_guard() -> None:
    check_transformed(
        """\
        import tensorflow as tf


        class Base(tf.test.TestCase):
            def graph(self):
                return self.session(use_gpu=True)


        class LogTest(Base):
            def test_log(self):
                with self.session(config=None) as sess:
                    self.assertAllClose(sess.run(tf.log(1.0)), 0.0)
        """,
        """\
        import tensorflow as tf

        tf.compat.v1.disable_v2_behavior()


        class Base(tf.test.TestCase):
            def graph(self):
                return self.session(use_gpu=True)


        class LogTest(Base):
            def test_log(self):
                with self.session(config=None, use_gpu=False) as sess:
                    self.assertAllClose(sess.run(tf.math.log(1.0)), 0.0)
        """,
        Style.GRAPH,
    )


@pytest.mark.parametrize(
    "text",
    [
        # no more than TF2's own tests do
        "class T(tf.test.TestCase):\n    def test(self):\n        with self.session():\n            tf.abs(1)\n",
        # another framework's session
        "class T(Base):\n    def test(self):\n        with self.test_session():\n            tf.abs(1)\n",
        # settled already
        "tf.compat.v1.disable_v2_behavior()\n\n\n"
        "class T(tf.test.TestCase):\n    def test(self):\n        with self.test_session():\n            tf.abs(1)\n",
    ],
)
def test_tests_without_a_name_of_tf1_are_left_alone(text: str) -> None:
    check_noop(f"import tensorflow as tf\n\n\n{text}", Style.GRAPH)


def test_a_module_that_makes_graphs_for_others_says_what_its_program_must_do() -> None:
    text = "import tensorflow as tf\n\n\nclass Model:\n    def __init__(self):\n        self.x = tf.placeholder(tf.float32)\n"
    result = migrate(text, Style.GRAPH)
    assert b"disable_v2_behavior" not in result.after
    (message,) = messages(result, Applicability.REVIEW)
    assert message.startswith("tf.placeholder: needs a graph: the program that imports this must call")
    assert not messages(migrate(text + "\n\nprint(Model())\ntf.Session()\n", Style.GRAPH), Applicability.REVIEW)


LAYERS = """\
import tensorflow as tf

rate = 0.1
size = 3
again = 2
x = tf.placeholder(tf.float32, {shape})
again = 3
y = tf.placeholder(tf.float32, [None, 1])
phase = tf.placeholder(tf.bool)
other = tf.Variable(tf.ones([2, 1]))
z = tf.layers.dense(x, 4, activation=tf.nn.relu)
z = {middle}
z = tf.layers.dense(z, 1)
loss = tf.reduce_mean(tf.square(z - y)){penalty}
train = tf.train.{optimizer}(rate).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(9):
        sess.run(train, {{x: rows, y: wanted, phase: True}})
    print(sess.run(z, {{x: rows, phase: False}}))
"""
PLAIN = {"shape": "[None, 2]", "middle": "tf.nn.relu(z)", "penalty": "", "optimizer": "AdamOptimizer"}


@pytest.mark.parametrize(
    ("changes", "call"),
    [
        ({}, "forward(tf.zeros([1, 2]))"),
        ({"shape": "[None, size]"}, "forward(tf.zeros([1, size]))"),
        ({"shape": "[None, 2 * 2]"}, "forward(tf.zeros([1, 2 * 2]))"),
        ({"middle": "tf.reshape(z, [-1, 4])"}, "forward(tf.zeros([1, 2]))"),
        ({"middle": "tf.layers.batch_normalization(z, training=phase)"}, "forward(tf.zeros([1, 2]), False)"),
        ({"middle": "tf.layers.dropout(z, 0.5, training=phase)"}, "forward(tf.zeros([1, 2]), False)"),
        ({"optimizer": "RMSPropOptimizer"}, "forward(tf.zeros([1, 2]))"),
        ({"middle": "tf.matmul(z, kernel)"}, ""),  # nothing is known of it: it may have a row for each of x
        ({"middle": "z + other"}, ""),  # has more rows
        ({"middle": "tf.layers.dropout(z, 0.5, training=True)"}, ""),  # draws numbers
        ({"middle": "tf.nn.dropout(z, 0.5)"}, ""),
        ({"middle": "tf.layers.dense(z, 4, activation=mine)"}, ""),
        ({"middle": "tf.reshape(z, [-1, 8])"}, ""),  # makes one row of two
        ({"middle": "tf.reshape(z, [7, 4])"}, ""),  # takes seven rows
        ({"middle": "z[3]"}, ""),  # takes four rows
        ({"middle": "tf.expand_dims(z, 0)"}, ""),  # the rows become another axis
        ({"middle": "tf.transpose(z)"}, ""),
        ({"middle": "tf.Print(z, [z])"}, ""),  # would print
        ({"shape": "None"}, ""),
        ({"shape": "[5, 2]"}, ""),
        ({"shape": "[None, None, 2]"}, ""),
        ({"shape": "[None, width()]"}, ""),  # may be None
        ({"shape": "[None, rate or None]"}, ""),
        ({"shape": "[None, again]"}, ""),  # has another value later
        ({"penalty": " + tf.reduce_sum(other)"}, ""),  # trains what the layers do not have
    ],
)
def test_variables_are_made_first_where_one_row_can_be_given(changes: dict[str, str], call: str) -> None:
    after = migrate(LAYERS.format(**{**PLAIN, **changes})).after.decode()
    lines = [line.strip() for line in after.splitlines()]
    assert ("optimizer.build(tape.watched_variables())" in lines) == bool(call)
    assert not call or lines.index(call) == lines.index("optimizer.build(tape.watched_variables())") - 1


def test_a_signature_keeps_the_size_that_a_placeholder_had() -> None:
    result = migrate(
        """\
        import tensorflow as tf

        n = 2
        x = tf.placeholder(tf.float32, [None, n])
        n = 3
        w = tf.Variable(tf.ones([2, 1]))
        y = tf.matmul(x, w)
        with tf.Session() as sess:
            sess.run(tf.global_variables_initializer())
            print(n, sess.run(y, {x: [[1, 2]]}))
        """
    )
    after = result.after.decode()
    assert "n = 2\nn_value = 3\n" in after
    assert "tf.TensorSpec([None, n], tf.float32)" in after
    assert "print(n_value, " in after
