"""What the rules on decoders say where they cannot rewrite, and what they write where the spelling is another one."""

from __future__ import annotations

import pytest
from checks import messages, migrate
from flowshift.model import Applicability, Style

HEAD = """\
import tensorflow as tf
from tensorflow.contrib import seq2seq

table = tf.get_variable("table", [9, 4])
x = tf.placeholder(tf.float32, [None, None, 4])
n = tf.placeholder(tf.int32, [None])
cell = tf.nn.rnn_cell.GRUCell(4)
start = cell.zero_state(3, tf.float32)
"""


def manual(body: str, style: Style = Style.GRAPH) -> str:
    """Return the manual findings of a program in one text."""
    return "\n".join(messages(migrate(HEAD + body, style), Applicability.MANUAL))


def migrated(body: str, style: Style = Style.GRAPH) -> str:
    """Return what a program becomes."""
    return migrate(HEAD + body, style).after.decode()


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("def run(decoder):\n    return seq2seq.dynamic_decode(decoder)\n", "is not made in this file"),
        (
            "def run(helper):\n    return seq2seq.dynamic_decode(seq2seq.BasicDecoder(cell, helper, start))\n",
            "the helper of the decoder is not made in this file",
        ),
        (
            "def run(helper):\n    print(helper)\n    decoder = seq2seq.BasicDecoder(cell, helper, start)\n"
            "    return seq2seq.dynamic_decode(decoder)\n\n\nhelper = seq2seq.TrainingHelper(x, n)\nout = run(helper)\n",
            "has other uses in it",
        ),
        (
            "decoder = seq2seq.BasicDecoder(cell, seq2seq.TrainingHelper(x, n), start)\nstart = tf.zeros([3, 4])\n"
            "out = seq2seq.dynamic_decode(decoder)\n",
            "what the decoder starts from is bound again",
        ),
        ("m = seq2seq.LuongAttention(4, x, probability_fn=tf.nn.relu)\n", "'softmax' or 'hardmax'"),
        ("m = seq2seq.LuongAttention(4, x, score_mask_value=-1.0)\n", "TFA has no score_mask_value"),
        ("m = seq2seq.simple_decoder_fn_train(start)\n", "tfa.seq2seq.TrainingSampler()"),
        (
            "m = tf.contrib.legacy_seq2seq.embedding_attention_seq2seq(a, b, cell, 9, 9, 4)\n",
            "tfa.seq2seq.AttentionWrapper",
        ),
    ],
)
def test_what_cannot_be_followed_is_left_alone_with_the_reason(body: str, reason: str) -> None:
    assert reason in manual(body)


def test_rebound_inputs_are_kept_beside_their_helper() -> None:
    text = migrated(
        "helper = seq2seq.TrainingHelper(x, n)\nx = x * 2\ndecoder = seq2seq.BasicDecoder(cell, helper, start)\n"
        "out, _, _ = seq2seq.dynamic_decode(decoder)\n"
    )
    assert "decoder_inputs = dict(inputs=x, sequence_length=n)\nx = x * 2" in text
    assert "decoder(**decoder_inputs, initial_state=start)" in text


def test_option_that_is_known_late_is_set_before_the_call() -> None:
    text = migrated(
        "helper = seq2seq.TrainingHelper(x, n)\ndecoder = seq2seq.BasicDecoder(cell, helper, start)\n"
        "longest = tf.reduce_max(n)\nout, _, _ = seq2seq.dynamic_decode(decoder, maximum_iterations=longest)\n"
    )
    assert "decoder.maximum_iterations = longest\nout, _, _ = decoder(" in text


@pytest.mark.parametrize(
    "spelling",
    [
        "from tensorflow.contrib.seq2seq import BasicDecoder as D, TrainingHelper as H, dynamic_decode as run\n",
        "import tensorflow.contrib.seq2seq as s\nD = s.BasicDecoder\nH = s.TrainingHelper\nrun = s.dynamic_decode\n",
        "from tensorflow.contrib.seq2seq.python.ops.basic_decoder import BasicDecoder as D\n"
        "from tensorflow.contrib.seq2seq.python.ops.helper import TrainingHelper as H\n"
        "from tensorflow.contrib.seq2seq.python.ops.decoder import dynamic_decode as run\n",
    ],
)
def test_every_spelling_of_an_import_is_known(spelling: str) -> None:
    result = migrate(HEAD + spelling + "out, _, _ = run(D(cell, H(x, n), start))\n", Style.GRAPH)
    assert "GraphBasicDecoder(cell, tfa.seq2seq.TrainingSampler())" in result.after.decode()
    assert not messages(result, Applicability.MANUAL)


def test_unknown_embedding_is_taken_for_a_matrix_under_a_condition() -> None:
    body = (
        "def run(embedding):\n    helper = seq2seq.GreedyEmbeddingHelper(embedding, tf.fill([3], 1), 2)\n"
        "    return seq2seq.dynamic_decode(seq2seq.BasicDecoder(cell, helper, start))\n"
    )
    assert "taken for a matrix" in "\n".join(messages(migrate(HEAD + body, Style.GRAPH), Applicability.REVIEW))


def test_lengths_of_a_beam_search_are_said_to_differ() -> None:
    body = (
        "d = seq2seq.BeamSearchDecoder(cell, table, tf.fill([1], 1), 2, start, 3)\n"
        "out, state, lengths = seq2seq.dynamic_decode(d, maximum_iterations=5)\nprint(lengths)\n"
    )
    assert "the lengths follow the beams" in "\n".join(
        messages(migrate(HEAD + body, Style.GRAPH), Applicability.REVIEW)
    )


def test_gradient_through_a_loaded_graph_of_tf1_is_reported() -> None:
    result = migrate(
        """\
        import tensorflow as tf

        loaded = tf.saved_model.load("export")
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(loaded.signatures["serving_default"](tf.ones([2]))["y"])
        tape.gradient(loss, loaded.variables)
        """
    )
    assert any("outer_context" in text for text in messages(result, Applicability.MANUAL))


def test_gradient_of_something_else_is_not() -> None:
    result = migrate(
        """\
        import tensorflow as tf

        loaded = tf.compat.v1.wrap_function(build, [])
        x = tf.Variable(1.0)
        with tf.GradientTape() as tape:
            loss = x * x
        tape.gradient(loss, x)
        """
    )
    assert not any("outer_context" in text for text in messages(result, Applicability.MANUAL))
