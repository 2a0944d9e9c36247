"""Every spelling of an import reaches the same symbol; what is not TensorFlow's is left alone."""

from __future__ import annotations

import pytest
from checks import check_noop, check_transformed, messages, migrate
from flowshift.model import Applicability, Style


@pytest.mark.parametrize(
    ("imported", "spelled", "expected", "kept"),
    [
        ("import tensorflow as tf", "tf.log", "tf.math.log", "import tensorflow as tf"),
        ("import tensorflow", "tensorflow.log", "tensorflow.math.log", "import tensorflow"),
        ("import tensorflow as flow", "flow.log", "flow.math.log", "import tensorflow as flow"),
        ("from tensorflow import log", "log", "tf.math.log", "import tensorflow as tf"),
        ("from tensorflow import log as ln", "ln", "tf.math.log", "import tensorflow as tf"),
        ("import tensorflow as tf\n\nln = tf.log", "ln", "ln", "import tensorflow as tf\n\nln = tf.math.log"),
    ],
)
def test_every_spelling_of_an_import_is_followed(imported: str, spelled: str, expected: str, kept: str) -> None:
    result = migrate(f"{imported}\n\n\ndef f(x):\n    return {spelled}(x)\n", Style.GRAPH)
    assert result.after.decode() == f"{kept}\n\n\ndef f(x):\n    return {expected}(x)\n"


def test_contrib_alias_goes_with_its_last_use() -> None:
    check_transformed(
        """\
        import tensorflow as tf
        rnn = tf.contrib.rnn


        def cell(units):
            return rnn.GRUCell(units)  # no gates to name
        """,
        """\
        import tensorflow as tf


        def cell(units):
            return tf.compat.v1.nn.rnn_cell.GRUCell(units)  # no gates to name
        """,
        Style.GRAPH,
    )


def test_shadowed_alias_is_left_alone() -> None:
    check_noop(
        """\
        import tensorflow as tf


        def f(tf, x):
            return tf.log(x)


        def g(x):
            tf = object()
            return tf.placeholder(x)
        """
    )


def test_attribute_that_the_program_set_on_the_module_is_no_symbol() -> None:
    check_noop("import tensorflow as tf\n\ntf.model = tf.keras.Sequential()\ntf.model.add(tf.keras.layers.Dense(3))\n")


def test_two_imports_of_one_thing_are_no_conflict() -> None:
    check_noop(
        """\
        try:
            import tensorflow.compat.v1 as tf
        except ImportError:
            import tensorflow as tf


        def f(x):
            return tf.placeholder(x)
        """
    )


def test_name_for_different_modules_is_reported_and_left_alone() -> None:
    result = check_noop(
        """\
        try:
            from tensorflow.contrib import rnn
        except ImportError:
            from tensorflow.nn import rnn_cell as rnn


        def cell(units):
            return rnn.BasicLSTMCell(units)
        """
    )
    assert any("`rnn` may be tf.contrib.rnn or tf.nn.rnn_cell" in m for m in messages(result, Applicability.MANUAL))


def test_star_import_is_resolved() -> None:
    check_transformed(
        """\
        from tensorflow.contrib.rnn import *


        def cell(units):
            return GRUCell(units)
        """,
        """\
        import tensorflow as tf


        def cell(units):
            return tf.compat.v1.nn.rnn_cell.GRUCell(units)
        """,
        Style.GRAPH,
    )


def test_file_without_tensorflow_is_not_looked_at() -> None:
    check_noop("import torch\n\ntorch.log(1)\n")


def test_tf2_program_is_left_alone() -> None:
    check_noop(
        """\
        import tensorflow as tf

        w = tf.Variable(tf.random.normal([3]))
        optimizer = tf.keras.optimizers.Adam(0.1)


        @tf.function
        def step(x):
            with tf.GradientTape() as tape:
                loss = tf.reduce_sum(w * x)
            optimizer.apply_gradients([(tape.gradient(loss, w), w)])
            return loss
        """
    )


def test_of_two_names_for_tensorflow_the_first_is_taken_in_every_run() -> None:
    names = [f"import tensorflow as tf{number}\n" for number in range(9)]
    result = migrate("".join(names) + "try:\n    pass\nfinally:\n    x = tf5.train.SessionRunHook\n", Style.GRAPH)
    assert result.after.decode().endswith("x = tf0.estimator.SessionRunHook\n")


def test_an_import_in_a_function_goes_with_its_last_use() -> None:
    check_transformed(
        """\
        import tensorflow as tf


        def cells(x: tf.Tensor):
            from tensorflow.contrib import layers, rnn
            assert isinstance(x, tf.Tensor)
            return rnn.LSTMCell(3)


        def nothing():
            from tensorflow.contrib import rnn


        def kept():
            from tensorflow.contrib import learn, rnn
            return learn.no_such, rnn.LSTMCell
        """,
        """\
        import tensorflow as tf


        def cells(x: tf.Tensor):
            assert isinstance(x, tf.Tensor)
            return tf.compat.v1.nn.rnn_cell.LSTMCell(3)


        def nothing():
            pass


        def kept():
            from tensorflow.contrib import learn
            return learn.no_such, tf.compat.v1.nn.rnn_cell.LSTMCell
        """,
        Style.GRAPH,
    )


def test_import_of_keras_is_judged_by_what_the_optimizers_become() -> None:
    check_transformed(
        """\
        import keras

        model = keras.models.Sequential([keras.layers.Dense(1)])
        model.compile(loss="mse", optimizer=keras.optimizers.adam(lr=1e-5, clipnorm=0.001))
        """,
        """\
        from tensorflow import keras
        import tensorflow as tf

        model = keras.models.Sequential([keras.layers.Dense(1)])
        model.compile(loss="mse", optimizer=tf.keras.optimizers.Adam(learning_rate=1e-5, clipnorm=0.001))
        """,
        Style.EAGER,
    )


def test_name_that_no_use_of_is_left_does_not_keep_its_import() -> None:
    check_transformed(
        """\
        from keras.models import Sequential
        from keras.optimizers import adam, SGD

        model = Sequential()
        model.compile(adam(lr=0.1), "mse")
        model.compile(SGD(0.1), "mse")
        """,
        """\
        from tensorflow.keras.models import Sequential
        from tensorflow.keras.optimizers import SGD
        import tensorflow as tf

        model = Sequential()
        model.compile(tf.keras.optimizers.Adam(learning_rate=0.1), "mse")
        model.compile(SGD(0.1), "mse")
        """,
        Style.EAGER,
    )


def test_import_of_keras_stays_where_an_optimizer_does() -> None:
    source = """\
        import keras

        make = keras.optimizers.adam
        """
    result = check_noop(source, Style.EAGER)
    assert any("no optimizers.adam" in message for message in messages(result, Applicability.MANUAL))


def test_comment_above_an_import_that_goes_stays_with_what_follows() -> None:
    check_transformed(
        """\
        import tensorflow as tf

        # save the original function: it may be replaced
        # by ours
        from tensorflow.python.ops import gradients as gradients_lib
        gradients = gradients_lib.gradients
        """,
        """\
        import tensorflow as tf

        # save the original function: it may be replaced
        # by ours
        gradients = tf.compat.v1.gradients
        """,
        Style.GRAPH,
    )


def test_name_that_was_given_a_symbol_is_reported_where_it_is_given_alone() -> None:
    result = migrate(
        """\
        import tensorflow as tf
        RunConfig = tf.contrib.learn.RunConfig


        def configure():
            return RunConfig(), RunConfig()
        """
    )
    found = [f for f in result.findings if f.symbol == "tf.contrib.learn.RunConfig"]
    assert [f.line for f in found] == [2]


@pytest.mark.parametrize("style", [Style.GRAPH, Style.EAGER])
def test_parameter_is_not_replaced_by_what_one_caller_gives(style: Style) -> None:
    result = migrate(
        """\
        import tensorflow as tf


        def apply(fn, x):
            return fn(x)


        y = apply(tf.log, tf.constant(1.0))
        """,
        style,
    )
    assert "return fn(x)" in result.after.decode()
    assert "apply(tf.math.log, tf.constant(1.0))" in result.after.decode()


def test_import_that_tf2_fails_on_is_not_left_in_a_native_program() -> None:
    result = migrate(
        """\
        import tensorflow as tf
        from tensorflow import log

        y = log(tf.constant(1.0))
        halves = [log / 2 for log in (1, 2)]
        with tf.Session() as session:
            print(session.run(y))
        """
    )
    assert messages(result, Applicability.MANUAL) == ["tf.log: TF2 cannot import tensorflow.log: use tf.math.log"]


@pytest.mark.parametrize(
    "imported",
    [
        "try:\n    import tensorflow as tf\nexcept ImportError:\n    raise SystemExit",
        "if True:\n    import tensorflow as tf",
        "from keras import backend as K\nK.set_floatx('float32')\nimport tensorflow as tf",
    ],
)
def test_switch_stands_behind_the_import_of_tensorflow(imported: str) -> None:
    text = f'"""Run."""\nimport sys\n{imported}\nx = tf.placeholder(tf.float32)\nwith tf.Session(sys.argv[1]) as s:\n    pass\n'
    lines = migrate(text, Style.GRAPH).after.decode().splitlines()
    assert lines[0] == '"""Run."""'
    switch = lines.index("tf.compat.v1.disable_v2_behavior()")
    assert any("import tensorflow as tf" in line for line in lines[:switch])
    assert lines[switch + 2 :][0].startswith("x = ")


def test_function_that_imports_tensorflow_itself_needs_no_import_at_the_top() -> None:
    check_transformed(
        """\
        import os


        def logarithm(x):
            import tensorflow as tf
            return tf.log(x)
        """,
        """\
        import os


        def logarithm(x):
            import tensorflow as tf
            return tf.math.log(x)
        """,
    )


def test_flags_are_parsed_as_they_were_before_tf_1_5() -> None:
    check_transformed(
        """\
        import tensorflow as tf

        FLAGS = tf.flags.FLAGS
        tf.flags.DEFINE_integer("steps", 3, "How many.")
        FLAGS._parse_flags()
        with tf.Session() as session:
            print(session.run(tf.zeros([FLAGS.steps])), session.graph)
        """,
        """\
        import tensorflow as tf
        import sys

        tf.compat.v1.disable_v2_behavior()

        FLAGS = tf.compat.v1.flags.FLAGS
        tf.compat.v1.flags.DEFINE_integer("steps", 3, "How many.")
        FLAGS(sys.argv)
        with tf.compat.v1.Session() as session:
            print(session.run(tf.zeros([FLAGS.steps])), session.graph)
        """,
    )


def test_module_that_was_migrated_to_tf1_names_keeps_its_dimensions() -> None:
    check_noop(
        """\
        import tensorflow as tf


        def weights(x):
            return tf.compat.v1.get_variable("w", [x.get_shape()[1].value, 3])
        """
    )


def test_class_of_a_pattern_is_a_type() -> None:
    result = migrate(
        """\
        import tensorflow as tf


        def logarithm(x):
            match x:
                case tf.Tensor():
                    return tf.log(x)
        """
    )
    assert "case tf.Tensor():\n            return tf.math.log(x)" in result.after.decode()
    assert not messages(result, Applicability.MANUAL)
