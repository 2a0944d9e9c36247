"""Spring each trap of decoders on purpose, in what the migration wrote: the golden case must notice, and say why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from flowshift.verify import Servers, Verdict
from sprung_traps import BEFORE, CELLS, Edit, prove_with


@dataclass(frozen=True)
class Trap:
    """Hold a golden case, what a wrong migration of it writes, and the error that TF2 raises, if it raises one.

    Without `error` both programs must run to their end and show other numbers.
    """

    case: str
    edits: tuple[Edit, ...]
    error: str | None = None


def trap(case: str, right: str, wrong: str, error: str | None = None) -> Trap:
    """Return a trap of `golden/seq2seq` that lies in one place of the migrated program."""
    return Trap(f"seq2seq/{case}", (Edit(right, wrong),), error)


_STATE = "encoder_state = [encoder_h, encoder_c]"
_LENGTHS = "memory_sequence_length=source_length"
_SETUP = f"    attention.setup_memory(encoder_outputs, {_LENGTHS})\n"
_LOSS = "tfa.seq2seq.sequence_loss(outputs.rnn_output, target_out, weights)"
_NEW_CELL = "tf.keras.layers.LSTMCell(UNITS)"

STATES: Mapping[str, Trap] = {
    "h and c swapped": trap("training_lstm", _STATE, "encoder_state = [encoder_c, encoder_h]"),
    "pair of TF1": trap(
        "training_lstm", _STATE, "encoder_state = tf.compat.v1.nn.rnn_cell.LSTMStateTuple(encoder_c, encoder_h)"
    ),
    "state of the decoder read as in TF1": trap("training_lstm", "final_state[1], final_state[0]", "*final_state"),
    "h and c swapped below attention": trap("bahdanau", "cell_state=encoder_state", "cell_state=encoder_state[::-1]"),
    "c of a stack read as in TF1": trap("stack_decoder", "final_state[0][1]", "final_state[0][0]"),
    "last output taken for the state": trap(
        "training_lstm", _STATE, "encoder_state = [encoder_outputs[:, -1], encoder_c]"
    ),
    "pair below attention": trap(
        "bahdanau", "cell_state=encoder_state", "cell_state=tuple(encoder_state)", "TypeError"
    ),
    "list below attention for a GRU": trap(
        "attention_gru",
        "cell_state=encoder_state",
        "cell_state=[encoder_state]",
        "AttentionWrapperState(cell_state=[.]",
    ),
    "stack as a list of lists below attention": trap(
        "attention_stack", "tuple(encoder_state)", "encoder_state", "TypeError"
    ),
}

CELLS_AND_OPTIONS: Mapping[str, Trap] = {
    "layer for a cell": trap(
        "training_lstm", "cell = tf.keras.layers.LSTMCell(", "cell = tf.keras.layers.LSTM(", "TypeError"
    ),
    "list for a cell": trap("stack_decoder", "BasicDecoder(cell,", "BasicDecoder(cell.cells,", "TypeError"),
    "wrapper that is no layer": trap(
        "training_lstm", "BasicDecoder(cell,", "BasicDecoder(tf.nn.RNNCellResidualWrapper(cell),", "TypeError"
    ),
    "reset_after left at its default": trap(
        "training_gru", "    reset_after=False,\n    kernel", "    kernel", "InvalidArgumentError"
    ),
    "forget bias of 1": trap("forget_bias_decoder", "    unit_forget_bias=False,\n", ""),
    "maximum_iterations left on the call": Trap(
        "seq2seq/maximum_iterations",
        (
            Edit("    maximum_iterations=STEPS - 2,\n", ""),
            Edit("sequence_length=target_length,", "sequence_length=target_length, maximum_iterations=STEPS - 2,"),
        ),
        "TypeError",
    ),
    "maximum_iterations lost": trap(
        "maximum_iterations", "    maximum_iterations=STEPS - 2,\n", "", "InvalidArgumentError"
    ),
    "impute_finished lost": trap("impute_finished", "    impute_finished=True,\n", ""),
    "tensor for a bool": trap(
        "impute_finished", "impute_finished=True", "impute_finished=tf.constant(True)", "TypeError"
    ),
    "output layer as the fourth argument": trap(
        "training_lstm",
        "TrainingSampler(), output_layer=projection",
        "TrainingSampler(), None, projection",
        "TypeError",
    ),
    "inputs left in the sampler": trap("training_lstm", "TrainingSampler()", "TrainingSampler(embedding)", "TypeError"),
    "embedding left in the sampler": trap(
        "greedy", "GreedyEmbeddingSampler()", "GreedyEmbeddingSampler(embedding)", "TypeError"
    ),
    "time_major lost": trap(
        "time_major", "TrainingSampler(time_major=True)", "TrainingSampler()", "InvalidArgumentError"
    ),
    "class that TFA does not have": trap(
        "training_lstm", "tfa.seq2seq.BasicDecoder", "tfa.seq2seq.BasicRNNDecoder", "AttributeError"
    ),
}

ATTENTION: Mapping[str, Trap] = {
    "num_units": trap("bahdanau", "BahdanauAttention(UNITS", "BahdanauAttention(num_units=UNITS", "TypeError"),
    "function for probability_fn": trap(
        "hardmax", 'probability_fn="hardmax"', "probability_fn=tfa.seq2seq.hardmax", "TypeError"
    ),
    "memory of a masked encoder with its lengths": trap(
        "bahdanau",
        f"setup_memory(encoder_outputs, {_LENGTHS})",
        "__call__([encoder_outputs, source_length], setup_memory=True)",
        "cannot be used at same time",
    ),
    "memory of a masked encoder without lengths": trap(
        "attention_without_lengths", "setup_memory(encoder_outputs)", "__call__(encoder_outputs, setup_memory=True)"
    ),
    "memory never set": trap("bahdanau", _SETUP, "", "ValueError"),
    "memory set once for all batches": trap(
        "bahdanau", _SETUP, f"    if not attention.memory_initialized:\n    {_SETUP}", "out of scope"
    ),
    "lengths of the memory lost": trap("bahdanau", f", {_LENGTHS}", ""),
}

SHARING: Mapping[str, Trap] = {
    "cell made again for inference": trap(
        "greedy",
        "greedy = tfa.seq2seq.BasicDecoder(\n    cell,",
        f"greedy = tfa.seq2seq.BasicDecoder(\n    {_NEW_CELL},",
    ),
    "projection made again for inference": trap(
        "greedy", "output_layer=projection,\n    max", "output_layer=tf.keras.layers.Dense(WORDS),\n    max"
    ),
    "attention wrapped again for inference": trap(
        "attention_greedy",
        "greedy = tfa.seq2seq.BasicDecoder(\n    cell,",
        "greedy = tfa.seq2seq.BasicDecoder(\n"
        "    tfa.seq2seq.AttentionWrapper(cell._cell, attention, attention_layer_size=UNITS),",
    ),
    "scope of another name for inference": trap("graph_decode_function", '"decode", reuse=True', '"decode_1"'),
    "cell of the scope made again": trap(
        "shared_by_scope", "BasicDecoder(\n    cell,", f"BasicDecoder(\n    {_NEW_CELL},"
    ),
    "weights of the search in an attention of its own": trap(
        "shared_beam_attention",
        "searcher = tfa.seq2seq.BeamSearchDecoder(cell,",
        "searcher = tfa.seq2seq.BeamSearchDecoder(\n"
        "    tfa.seq2seq.AttentionWrapper(inner_cell, attention, attention_layer_size=UNITS),",
    ),
    "weights listed before they are made": Trap(
        "seq2seq/bahdanau",
        (
            Edit("\n\ndef forward(", "\nlisted = decoder.trainable_variables\n\n\ndef forward("),
            Edit("tape.watched_variables()", "listed"),
        ),
    ),
}

BEAMS: Mapping[str, Trap] = {
    "state not tiled": trap("beam_search", "initial_state=tiled", "initial_state=encoder_state", "ValueError"),
    "state tiled in the other order": trap(
        "beam_search", "tfa.seq2seq.tile_batch(encoder_state, 3)", "[tf.tile(part, [3, 1]) for part in encoder_state]"
    ),
    "memory not tiled": trap(
        "graph_beam_attention", "tfa.seq2seq.tile_batch(encoder_outputs, 3)", "encoder_outputs", "InvalidArgumentError"
    ),
    "lengths of the memory not tiled": trap(
        "graph_beam_attention", "tfa.seq2seq.tile_batch(source_length, 3)", "source_length", "InvalidArgumentError"
    ),
    "batch size not multiplied": trap(
        "graph_beam_attention", "zero_state(batch_size * 3", "zero_state(batch_size", "InvalidArgumentError"
    ),
    "stack of Keras": Trap(
        "seq2seq/beam_search_stack",
        (
            Edit("StackedCells(cell.cells)", "cell"),
            Edit("tuple(tuple(tf.nest.flatten(part)) for part in tiled)", "tuple(tiled)"),
        ),
        "TypeError",
    ),
    "cell made again for the search": trap("beam_search", "BeamSearchDecoder(cell,", f"BeamSearchDecoder({_NEW_CELL},"),
    "number of numpy for the width": trap("beam_search", "beam_width=3", "beam_width=np.int64(3)", "TypeError"),
    "finished beams imputed": trap(
        "beam_search",
        "maximum_iterations=7",
        "maximum_iterations=7, impute_finished=True",
        "Shape must be at most rank 2 but is rank 3",
    ),
    "tokens of a graph put together by TFA": Trap(
        "seq2seq/graph_beam_search",
        (Edit("return found._replace(predicted_ids=ids), final_state", "return found, final_state", CELLS),),
    ),
    "gather_tree of TFA in a graph": trap("graph_gather_tree", "= graph_gather_tree(", "= tfa.seq2seq.gather_tree("),
    "lengths of the third result": Trap(
        "seq2seq/beam_search",
        (
            Edit("found_state.lengths]", "found_lengths]", BEFORE),
            Edit("found_state.lengths\n", "found_lengths\n"),
        ),
    ),
}

LOSSES_AND_GRADIENTS: Mapping[str, Trap] = {
    # with weights of 0 and 1 its defaults give the same number
    "SequenceLoss with its defaults": trap(
        "sequence_loss_flags", _LOSS, "tfa.seq2seq.SequenceLoss()(target_out, outputs.rnn_output, weights)"
    ),
    "flags of the loss lost": trap("sequence_loss_flags", "target_out, mask, False, False)", "target_out, mask)"),
    "loop of TF1 in an imported graph": Trap(
        "seq2seq/gradient_of_import",
        (
            Edit("import tensorflow as tf\n", "import tensorflow as tf\ntf.compat.v1.disable_control_flow_v2()\n"),
            Edit(
                "tf.identity(x * x + 3.0 * x,",
                "tf.identity(tf.while_loop(lambda i, _: i < 1, lambda i, _: (i + 1, x * x + 3.0 * x), (0, x))[1],",
            ),
        ),
        "outer_context",
    ),
    "dropout of TF1 in a layer of Keras": Trap(
        "rnn/dropout_fed",
        (
            Edit("cell = tf.keras.layers.LSTMCell(UNITS, **joint_glorot(4))", "cell = _V1.LSTMCell(UNITS)"),
            Edit("DropoutCell(cell,", "_V1.DropoutWrapper(cell,"),
            Edit("\n\ndef make_cell", "\n_V1 = tf.compat.v1.nn.rnn_cell\n\n\ndef make_cell"),
            Edit("state[1][1]", "state[1][0]"),  # such a cell returns c before h
            Edit("tape.watched_variables()", "rnn.trainable_variables"),
        ),
    ),
}

TRAPS = {**STATES, **CELLS_AND_OPTIONS, **ATTENTION, **SHARING, **BEAMS, **LOSSES_AND_GRADIENTS}


@pytest.mark.parametrize("name", TRAPS)
def test_sprung_trap_is_noticed(servers: Servers, tmp_path: Path, name: str) -> None:
    sprung = TRAPS[name]
    proof = prove_with(sprung.edits, sprung.case, tmp_path, servers)
    if sprung.error is None:
        assert proof.verdict is Verdict.DIFFERENT, (proof.verdict, proof.failure)
    else:
        assert proof.failure is not None, f"the proof did not fail: {proof.verdict}"
        assert proof.failure.side == "tf2", proof.failure
        assert sprung.error in proof.failure.error + proof.failure.traceback, proof.failure


# Initial values are replayed, so that no number of the run shows a lost initializer: a note of the proof does.
LOST_INITIALIZERS = {
    "of the kernel": ("rnn/scope_initializer", "    kernel_initializer=tf.random_uniform_initializer(-0.1, 0.1),\n"),
    "of the recurrent kernel": (
        "rnn/scope_initializer",
        "    recurrent_initializer=tf.random_uniform_initializer(-0.1, 0.1),\n",
    ),
    "of the output layer": ("seq2seq/scope_initializer", ", initializer=tf.random_uniform_initializer(-0.08, 0.08)"),
}


@pytest.mark.parametrize("name", LOST_INITIALIZERS)
def test_lost_initializer_of_a_scope_is_noticed(servers: Servers, tmp_path: Path, name: str) -> None:
    case, text = LOST_INITIALIZERS[name]
    proof = prove_with([Edit(text, "")], case, tmp_path, servers)
    assert "starts from another distribution" in " ".join(proof.notes), proof
