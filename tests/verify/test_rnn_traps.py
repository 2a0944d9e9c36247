"""Spring each trap of recurrent code on purpose, in what the migration wrote: the golden case must notice."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from flowshift.rules.written_out.cells_module import module_text
from flowshift.runtimes import Kind, find_runtime
from flowshift.verify import Servers, Verdict
from sprung_traps import AFTER, CELLS, Edit, prove_with

# What goes wrong: the golden case, the file of its migration, the text that is right, and what a wrong migration writes.
TRAPS: Mapping[str, tuple[str, str, str, str]] = {
    "h and c swapped": ("lstm_cell_plain", AFTER, "state = [h, c]", "state = [c, h]"),
    "state of an own cell unpacked as in TF1": ("own_lstm_cell", AFTER, "h, c = state", "c, h = state"),
    "initial states of a stack swapped": ("stack_bidirectional_initial", AFTER, "[[h0, c0],", "[[c0, h0],"),
    "initial state swapped": (
        "initial_state",
        AFTER,
        "[reader_state[0], 0.5 * reader_state[1]]",
        "[0.5 * reader_state[1], reader_state[0]]",
    ),
    "state of the last run swapped": ("stateful_placeholders", AFTER, "value, (h, c)", "value, (c, h)"),
    "c of a stack taken for h": ("stack_of_lstms", AFTER, "state[-1][0]", "state[-1][1]"),
    "joined states swapped": (
        "bidirectional_states_joined",
        AFTER,
        "start = [joined_h, joined_c]",
        "start = [joined_c, joined_h]",
    ),
    "reset_after left at its default": ("gru_lengths", AFTER, "    reset_after=False,\n", ""),
    "zero_output_for_mask left out": ("lstm_cell_plain", AFTER, "    zero_output_for_mask=True,\n", ""),
    "forget bias of 1": ("forget_bias_zero", AFTER, "    unit_forget_bias=False,\n", ""),
    "mask with the batch first": (
        "time_major",
        AFTER,
        "tf.transpose(tf.sequence_mask(n, tf.shape(x)[0]))",
        "tf.sequence_mask(n, tf.shape(x)[0])",
    ),
    "backward outputs not turned round": ("bidirectional", AFTER, "tf.reverse(out_bw, axis=[1])", "out_bw"),
    "hidden mask goes on": ("scope_argument", AFTER, "tf.identity(outputs)", "outputs"),
    "last output taken for the last state": ("last_output_masked", AFTER, "last = outputs[:, -1]", "last = state[0]"),
    "shared cell made twice": (
        "shared_cell",
        AFTER,
        "[tf.keras.layers.LSTMCell(UNITS, **joint_glorot(4))] * 2",
        "[tf.keras.layers.LSTMCell(UNITS, **joint_glorot(4)) for _ in range(2)]",
    ),
    "cell of two networks made twice": (
        "one_cell_twice",
        AFTER,
        "rnn_layer = tf.keras.layers.RNN(cell,",
        "rnn_layer = tf.keras.layers.RNN(tf.keras.layers.LSTMCell(UNITS),",
    ),
    "one mask for all steps": (
        "dropout_output",
        AFTER,
        "output_keep_prob=dropout_keep_prob)",
        "output_keep_prob=dropout_keep_prob, variational_seed=tf.Variable([1, 2]))",
    ),
    "one mask for all runs": ("dropout_variational", AFTER, "dropout_seed.assign(", "print("),
    "c dropped too": (
        "dropout_state",
        CELLS,
        "place), states[1]]",
        "place), self.drop(states[1], self.state_keep_prob, place + 5)]",
    ),
    "residual connection lost": ("residual_first", AFTER, "ResidualCell(", "("),
    "epsilon of another layer normalisation": ("layer_norm_lstm", CELLS, "1e-12", "1e-3"),
    "gradient ends at the clip": (
        "lstm_block_clipped",
        AFTER,
        "gradient_through_clip=True",
        "gradient_through_clip=False",
    ),
}


@pytest.mark.parametrize("trap", TRAPS)
def test_sprung_trap_is_noticed(servers: Servers, tmp_path: Path, trap: str) -> None:
    name, file, right, wrong = TRAPS[trap]
    proof = prove_with([Edit(right, wrong, file)], f"rnn/{name}", tmp_path, servers)
    assert proof.verdict is not Verdict.EQUAL, "the proof did not notice"


_SAMPLES = """
import numpy as np, tensorflow as tf
from tf1_rnn_cells import joint_glorot
N, U = 30, 40
for make, blocks, parts in (
    (tf.keras.layers.LSTMCell, (4,), [(0, 4, 4)]),
    (tf.keras.layers.SimpleRNNCell, (1,), [(0, 1, 1)]),
    (tf.keras.layers.GRUCell, (2, 1), [(0, 2, 2), (2, 3, 1)]),
):
    cell = make(U, **joint_glorot(*blocks))
    cell.build((None, N))
    for weight in cell.weights[:2]:
        for first, last, columns in parts:
            limit = (6 / (N + U + columns * U)) ** 0.5  # TF1's kernel [N + U, columns * U]
            sample = weight.numpy()[:, first * U : last * U]
            assert 0.98 * limit < np.abs(sample).max() <= limit, (make, np.abs(sample).max(), limit)
            assert abs(sample.std() - limit / 3**0.5) < 0.05 * limit
"""


def test_joint_glorot_draws_from_the_range_of_the_concatenated_kernel(tmp_path: Path) -> None:
    (tmp_path / CELLS).write_text(module_text(["joint_glorot"]), encoding="utf-8")
    python = find_runtime(Kind.TF2).python
    done = subprocess.run([str(python), "-c", _SAMPLES], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
