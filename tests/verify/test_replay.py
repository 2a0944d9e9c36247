"""Test that variables of the migrated program start from TF1's values, however both sides make them."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from flowshift.model import VariableMapping
from flowshift.verify import Servers, Verdict, Verification, VerifyOptions, verify_pair

Verify = Callable[..., Verification]

# Prints every variable by the name given to it in a list `shown`.
SHOW_TF1 = """
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for value in sess.run(shown):
        print(value)
"""
SHOW_TF2 = """
for value in shown:
    print(value.numpy())
"""


@pytest.fixture
def verify(tmp_path: Path, servers: Servers) -> Verify:
    """Return a function that verifies two bodies of programs, each of which makes a list `shown` of variables."""

    def run(
        original: str, migrated: str, mappings: tuple[VariableMapping, ...] = (), show: bool = True
    ) -> Verification:
        head = "import tensorflow as tf\nimport numpy as np\n"
        before = head + textwrap.dedent(original) + (SHOW_TF1 if show else "")
        after = head + textwrap.dedent(migrated) + (SHOW_TF2 if show else "")
        (tmp_path / "before.py").write_text(before, encoding="utf-8")
        (tmp_path / "after.py").write_text(after, encoding="utf-8")
        return verify_pair(tmp_path / "before.py", tmp_path / "after.py", mappings, VerifyOptions(), servers)

    return run


def test_plain_variables_by_order_and_shape(verify: Verify) -> None:
    result = verify(
        """
        shown = [tf.Variable(tf.random_normal([2, 3])), tf.Variable(tf.zeros([2])), tf.Variable(tf.random_normal([2, 3]))]
        """,
        """
        shown = [tf.Variable(tf.random.normal([2, 3])), tf.Variable(tf.zeros([2])), tf.Variable(tf.random.normal([2, 3]))]
        """,
    )
    assert result.verdict is Verdict.EQUAL, result
    assert result.notes == ()


def test_names_win_over_order(verify: Verify) -> None:
    result = verify(
        """
        with tf.variable_scope("layer"):
            a = tf.get_variable("a", [2, 2])
            b = tf.get_variable("b", [2, 2], use_resource=True)
        shown = [a, b]
        """,
        """
        initializer = tf.keras.initializers.GlorotUniform()
        b = tf.Variable(initializer([2, 2]), name="b")
        a = tf.Variable(initializer([2, 2]), name="a")
        shown = [a, b]
        """,
    )
    assert result.verdict is Verdict.EQUAL, result


def test_mapping_wins_over_order(verify: Verify) -> None:
    body = """
        first = tf.Variable(tf.random_normal([2]))
        second = tf.Variable(tf.random_normal([2]))
        shown = [first, second]
        """
    swapped = """
        second = tf.Variable(tf.random.normal([2]))
        first = tf.Variable(tf.random.normal([2]))
        shown = [first, second]
        """
    mappings = (VariableMapping(("Variable",), "first"), VariableMapping(("Variable_1",), "second"))
    # both are drawn alike, so that nothing but the order tells one from the other
    assert verify(body, swapped).verdict is Verdict.SAME_DISTRIBUTION
    assert verify(body, swapped, mappings).verdict is Verdict.EQUAL


def test_initial_value_computed_from_another_variable(verify: Verify) -> None:
    result = verify(
        """
        a = tf.Variable(tf.random_normal([3]), name="a")
        b = tf.Variable(a.initialized_value() * 2.0, name="b")
        c = tf.Variable(a + 1.0, name="c")
        shown = [a, b]
        """,
        """
        a = tf.Variable(tf.random.normal([3]), name="a")
        b = tf.Variable(a * 2.0, name="b")
        c = tf.Variable(a + 1.0, name="c")
        shown = [a, b]
        """,
    )
    assert result.verdict is Verdict.EQUAL, result


def test_initial_values_of_every_kind(verify: Verify) -> None:
    result = verify(
        """
        shown = [
            tf.Variable(3, name="i"), tf.Variable(2.5, name="f"), tf.Variable(np.arange(3.0), name="d"),
            tf.Variable([True, False], name="t"), tf.Variable(lambda: tf.random_uniform([2]), name="u"),
            tf.get_variable("o", [3, 3], initializer=tf.orthogonal_initializer()),
            tf.get_variable("x", [4, 2], initializer=tf.contrib.layers.xavier_initializer()),
            tf.Variable(tf.truncated_normal([5], stddev=0.1), name="n", dtype=tf.float32),
        ]
        """,
        """
        shown = [
            tf.Variable(3, name="i"), tf.Variable(2.5, name="f"), tf.Variable(np.arange(3.0), name="d"),
            tf.Variable([True, False], name="t"), tf.Variable(lambda: tf.random.uniform([2]), name="u"),
            tf.Variable(tf.keras.initializers.Orthogonal()([3, 3]), name="o"),
            tf.Variable(tf.keras.initializers.GlorotUniform()([4, 2]), name="x"),
            tf.Variable(tf.random.truncated_normal([5], stddev=0.1), name="n"),
        ]
        """,
    )
    assert result.verdict is Verdict.EQUAL, result
    assert result.notes == ()


def test_other_graph_of_the_script_is_seen(verify: Verify) -> None:
    result = verify(
        """
        graph = tf.Graph()
        with graph.as_default():
            w = tf.get_variable("w", [4, 4])
            with tf.Session() as sess:
                sess.run(tf.global_variables_initializer())
                print(sess.run(w))
        """,
        """
        w = tf.Variable(tf.keras.initializers.GlorotUniform()([4, 4]), name="w")
        print(w.numpy())
        """,
        show=False,
    )
    assert result.verdict is Verdict.EQUAL, result


LAYERS_TF1 = """
    x = tf.constant(np.random.rand(2, 8, 8, 3), tf.float32)
    y = tf.layers.conv2d(x, 4, 3, name="conv")
    y = tf.layers.batch_normalization(y, training=True, name="norm")
    y = tf.layers.dense(tf.layers.flatten(y), 5, name="first")
    y = tf.layers.dense(y, 5, name="second")
    y = y + tf.nn.embedding_lookup(tf.get_variable("table", [7, 5]), [1, 2])
    shown = [y]
    """
LAYERS_TF2 = """
    x = tf.constant(np.random.rand(2, 8, 8, 3), tf.float32)
    second = tf.keras.layers.Dense(5, name="second")
    first = tf.keras.layers.Dense(5, name="first")
    table = tf.keras.layers.Embedding(7, 5)
    conv, norm = tf.keras.layers.Conv2D(4, 3), tf.keras.layers.BatchNormalization(momentum=0.99, epsilon=1e-3)

    @tf.function
    def run(x):
        y = first(tf.keras.layers.Flatten()(norm(conv(x), training=True)))
        return second(y) + table(tf.constant([1, 2]))

    shown = [run(x)]
    """


def test_layers_without_mappings_built_inside_a_function(verify: Verify) -> None:
    result = verify(LAYERS_TF1, LAYERS_TF2)
    assert result.verdict is Verdict.EQUAL, result


CELLS = (
    (
        "tf.nn.rnn_cell.BasicRNNCell(4)",
        "tf.keras.layers.SimpleRNN(4, return_sequences=True)",
        VariableMapping(("rnn/basic_rnn_cell/kernel", "rnn/basic_rnn_cell/bias"), "rnn", "simple_rnn"),
    ),
    (
        "tf.nn.rnn_cell.LSTMCell(4, use_peepholes=True)",
        "tf.keras.layers.RNN(tfa.rnn.PeepholeLSTMCell(4), return_sequences=True)",
        VariableMapping(
            tuple(f"rnn/lstm_cell/{name}" for name in ("kernel", "bias", "w_f_diag", "w_i_diag", "w_o_diag")),
            "rnn.cell",
            "peephole_lstm",
        ),
    ),
    (
        "tf.nn.rnn_cell.BasicLSTMCell(4, forget_bias=0.0)",
        "tf.keras.layers.LSTM(4, return_sequences=True, unit_forget_bias=False)",
        VariableMapping(
            ("rnn/basic_lstm_cell/kernel", "rnn/basic_lstm_cell/bias"), "rnn", "lstm", (("forget_bias", 0.0),)
        ),
    ),
)


@pytest.mark.parametrize(("cell", "layer", "mapping"), CELLS, ids=lambda value: str(value)[:40])
def test_cells_with_mappings(verify: Verify, cell: str, layer: str, mapping: VariableMapping) -> None:
    result = verify(
        f"""
        x = tf.constant(np.random.rand(2, 5, 3), tf.float32)
        shown = [tf.nn.dynamic_rnn({cell}, x, dtype=tf.float32)[0]]
        """,
        f"""
        import tensorflow_addons as tfa
        x = tf.constant(np.random.rand(2, 5, 3), tf.float32)
        rnn = {layer}
        shown = [rnn(x)]
        """,
        (mapping,),
    )
    assert result.verdict is Verdict.EQUAL, result


def test_session_program_through_compat_is_replayed_by_name(verify: Verify) -> None:
    body = """
        x = tf.constant(np.random.rand(2, 3), tf.float32)
        shown = [tf.layers.dense(x, 4), tf.Variable(tf.random_normal([2]))]
        """
    migrated = body.replace("\n", "\n        tf = tf.compat.v1; tf.disable_v2_behavior()\n", 1) + SHOW_TF1.replace(
        "\n", "\n        "
    )
    result = verify(textwrap.dedent(body) + SHOW_TF1, migrated, show=False)
    assert result.verdict is Verdict.EQUAL, result


def test_constant_that_is_not_tf1s_is_a_difference(verify: Verify) -> None:
    result = verify('shown = [tf.Variable([0.5], name="b")]', 'shown = [tf.Variable([0.0], name="b")]')
    assert [(row.name, row.tf1, row.tf2) for row in result.differing] == [("initial value of b", "0.5", "0")]


def test_other_distribution_is_noted(verify: Verify) -> None:
    result = verify(
        'shown = [tf.Variable(tf.random_normal([30, 30]), name="w")]',
        'shown = [tf.Variable(tf.random.normal([30, 30], stddev=2.0), name="w")]',
    )
    assert result.verdict is Verdict.EQUAL
    assert any("another distribution: standard deviation" in note for note in result.notes)


def test_what_is_left_over_is_noted(verify: Verify) -> None:
    result = verify(
        'a = tf.get_variable("a", [2]); shown = [tf.constant(1)]',
        'b = tf.Variable(tf.zeros([3]), name="b"); shown = [tf.constant(1)]',
    )
    assert "TF1 variables not replayed: a" in result.notes
    assert "variables without a TF1 value: b" in result.notes


def test_new_variable_gets_no_value_of_another_kind(verify: Verify) -> None:
    result = verify(
        """
        step, rate = tf.Variable(0, trainable=False), tf.Variable(0.1)
        shown = [step, rate]
        """,
        """
        keep = tf.Variable(1.0, trainable=False, name="keep")
        step, rate = tf.Variable(0, trainable=False), tf.Variable(0.1)
        shown = [step, rate]
        """,
    )
    assert result.verdict is Verdict.EQUAL, result
    assert result.notes == ()


def test_mapping_to_a_variable_that_is_not_there_is_noted(verify: Verify) -> None:
    result = verify(
        "shown = [tf.Variable(1.0)]", "w = tf.Variable(1.0); shown = [w]", (VariableMapping(("gone",), "w"),)
    )
    assert "w: no TF1 variable gone" in result.notes


def test_optimizer_slots_are_left_alone(verify: Verify) -> None:
    result = verify(
        """
        w = tf.Variable(tf.random_normal([3]), name="w")
        train = tf.train.AdamOptimizer(0.1).minimize(tf.reduce_sum(w * w))
        with tf.Session() as sess:
            sess.run(tf.global_variables_initializer())
            for step in range(3):
                sess.run(train)
            print(sess.run(w))
        """,
        """
        w = tf.Variable(tf.random.normal([3]), name="w")
        optimizer = tf.keras.optimizers.Adam(0.1, epsilon=1e-8)
        for step in range(3):
            with tf.GradientTape() as tape:
                loss = tf.reduce_sum(w * w)
            optimizer.apply_gradients([(tape.gradient(loss, w), w)])
        print(w.numpy())
        """,
        show=False,
    )
    assert result.verdict is Verdict.EQUAL, result
    assert result.notes == ()


def test_variables_that_keras_keeps_for_itself_are_no_matter(verify: Verify) -> None:
    body = """
        model = tf.keras.Sequential([tf.keras.layers.Dense(4, activation="relu"), tf.keras.layers.Dense(1)])
        model.compile(tf.keras.optimizers.SGD(0.1), "mse", metrics=["mae"])
        x = np.random.rand(16, 3).astype(np.float32)
        print(model.fit(x, x.sum(1), epochs=3, verbose=0, shuffle=False).history["loss"])
        """
    result = verify(body, body, show=False)
    assert result.verdict is Verdict.EQUAL, result
    assert result.notes == ()


def test_random_ops_draw_the_same_numbers(verify: Verify) -> None:
    result = verify(
        """
        w = tf.get_variable("w", [2])
        noise = tf.random_normal([2])
        v = tf.Variable(tf.random_normal([2]))
        dropped = tf.nn.dropout(tf.ones([6]), keep_prob=0.5)
        with tf.Session() as sess:
            sess.run(tf.global_variables_initializer())
            for step in range(3):
                print(sess.run([noise, dropped]))
        """,
        """
        w = tf.Variable(tf.keras.initializers.GlorotUniform()([2]), name="w")
        v = tf.Variable(tf.random.normal([2]))

        @tf.function
        def run():
            noise = tf.random.normal([2])
            dropped = tf.nn.dropout(tf.ones([6]), rate=0.5)
            return noise, dropped

        for step in range(3):
            print([value.numpy() for value in run()])
        """,
        show=False,
    )
    assert result.verdict is Verdict.EQUAL, result


def test_random_ops_in_another_order_are_noted(verify: Verify) -> None:
    result = verify(
        "shown = [tf.random_normal([2]), tf.random_normal([2])]",
        "second = tf.random.normal([2]); shown = [tf.random.normal([2]), second]",
    )
    assert result.verdict is Verdict.SAME_DISTRIBUTION
    assert any("with the draws held fixed, both versions show the same" in note for note in result.notes)
