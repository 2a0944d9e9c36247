"""Names resolve whatever their spelling, and calls are planned on names alone."""

from __future__ import annotations

import subprocess
import sys

import pytest
from flowshift.model import Applicability
from flowshift.symbols.api_map import bind, canonical, lookup, parameters_of


@pytest.mark.parametrize(
    "name",
    [
        "tf.contrib.rnn.LSTMCell",
        "tf.nn.rnn_cell.LSTMCell",
        "tf.compat.v1.nn.rnn_cell.LSTMCell",
        "tensorflow.compat.v1.nn.rnn_cell.LSTMCell",
        "tensorflow.contrib.rnn.LSTMCell",
        "tensorflow.python.ops.rnn_cell_impl.LSTMCell",
        "tensorflow.python.ops.rnn_cell.LSTMCell",
    ],
)
def test_every_spelling_of_one_object_has_one_canonical_name(name: str) -> None:
    assert canonical(name) == "tf.nn.rnn_cell.LSTMCell"
    assert canonical(name + ".zero_state") == "tf.nn.rnn_cell.LSTMCell.zero_state"


def test_a_foreign_name_comes_back_unchanged() -> None:
    assert canonical("numpy.log") == "numpy.log"
    assert lookup("numpy.log") is None
    assert lookup("tf.no_such_name") is None


def test_a_private_path_to_a_tf2_implementation_is_not_taken_for_the_tf1_function() -> None:
    assert canonical("tensorflow.python.ops.math_ops.reduce_sum") == "tf.compat.v2.reduce_sum"
    assert canonical("tensorflow.python.ops.math_ops.reduce_sum_v1") == "tf.reduce_sum"


def test_a_layer_of_contrib_is_named_after_the_package_that_defines_it() -> None:
    assert canonical("tf.contrib.slim.conv2d") == "tf.contrib.layers.conv2d"


def test_a_name_that_is_still_right_is_kept() -> None:
    symbol = lookup("tf.math.log")
    assert symbol is not None
    assert symbol.native is not None
    assert symbol.native.name == "tf.math.log"
    assert symbol.canonical == "tf.log"


def test_positional_arguments_get_keywords_from_where_the_order_changes() -> None:
    symbol = lookup("tf.argmax")
    assert symbol is not None
    plan = bind(symbol, 3, ())
    assert [a.keyword for a in plan.arguments] == ["", "", "name"]
    assert bind(symbol, 2, ()).unchanged


def test_an_old_spelling_lands_on_the_new_parameter() -> None:
    symbol = lookup("tf.reduce_sum")
    assert symbol is not None
    plan = bind(symbol, 1, ("reduction_indices", "keep_dims"))
    assert [(a.parameter, a.keyword) for a in plan.arguments[1:]] == [
        ("reduction_indices", "axis"),
        ("keep_dims", "keepdims"),
    ]
    assert bind(symbol, 1, ("reduction_indices", "axis")).problem


def test_a_changed_default_is_written_out_unless_it_is_given() -> None:
    symbol = lookup("tf.random_normal_initializer")
    assert symbol is not None
    assert bind(symbol, 0, ()).added == (("stddev", "1.0"),)
    assert bind(symbol, 2, ()).added == ()


def test_an_argument_without_a_place_is_named() -> None:
    symbol = lookup("tf.nn.dropout")
    assert symbol is not None
    plan = bind(symbol, 2, ())
    assert plan.removed == ("keep_prob",)
    assert plan.problem


def test_too_many_and_unknown_arguments_cannot_be_bound() -> None:
    symbol = lookup("tf.log")
    assert symbol is not None
    assert bind(symbol, 9, ()).problem
    assert bind(symbol, 1, ("nonsense",)).problem


def test_a_name_of_tf0_is_answered_by_its_heir() -> None:
    symbol = lookup("tf.pack")
    assert symbol is not None
    assert symbol.native is not None
    assert symbol.native.name == "tf.stack"
    assert symbol.applicability is Applicability.SAFE


def test_flags_become_absl_flags_under_their_old_argument_names_too() -> None:
    symbol = lookup("tf.app.flags.DEFINE_string")
    assert symbol is not None
    assert symbol.package == "absl"
    plan = bind(symbol, 1, ("default_value", "docstring"))
    assert plan.target == "absl.flags.DEFINE_string"
    assert [a.keyword for a in plan.arguments] == ["", "default", "help"]


def test_a_contrib_symbol_without_a_form_says_what_to_do() -> None:
    symbol = lookup("tf.contrib.distributions.MultivariateNormalDiag")
    assert symbol is not None
    assert symbol.package == ""
    assert "tensorflow_probability" in symbol.message
    assert symbol.applicability is Applicability.MANUAL


def test_parameters_come_in_tf1_order() -> None:
    assert parameters_of("tf.nn.dropout") == ("x", "keep_prob", "noise_shape", "seed", "name", "rate")


def test_tensorflow_is_never_imported() -> None:
    code = (
        "import sys; from flowshift.symbols.api_map import lookup; lookup('tf.log'); print('tensorflow' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
