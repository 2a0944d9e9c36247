"""Count how many rows of the reference tables of recurrent and seq2seq code are proved by an executed golden case.

A row is one form of TF1 code: a cell, a wrapper, a network, a decoder, or a trap that a naive migration falls into. A golden
case names the rows that it proves in `covers` of its case.toml; the tests run it on TF 1.15.5 and on TF 2.15.1.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from golden_cases import read_cases

ROWS: Mapping[str, tuple[str, ...]] = {
    "1 cells": (
        "1:BasicLSTMCell",
        "1:forget_bias",
        "1:activation=relu",
        "1:LSTMCell",
        "1:use_peepholes",
        "1:num_proj, cell_clip, proj_clip",
        "1:compat.v1 cells",
        "1:state_is_tuple=False",
        "1:BasicRNNCell",
        "1:GRUCell",
        "1:LayerNormBasicLSTMCell",
        "1:LSTMBlockCell",
        "1:time_major=True",
        "1:scope='encoder'",
        "1:initial_state",
        "1:length 0 row",
        "1:states across runs",
    ),
    "1b initial values": (
        "1b:initializer",
        "1b:variable_scope(initializer)",
    ),
    "2 stacks, wrappers, networks": (
        "2:MultiRNNCell",
        "2:MultiRNNCell of GRU",
        "2:MultiRNNCell([cell]*n)",
        "2:ResidualWrapper",
        "2:DeviceWrapper",
        "2:DropoutWrapper(input_keep_prob)",
        "2:DropoutWrapper(output_keep_prob)",
        "2:DropoutWrapper(state_keep_prob)",
        "2:variational_recurrent=True",
        "2:keep_prob placeholder",
        "2:compat.v1 wrappers",
        "2:RNNCell subclass",
        "2:static_rnn",
        "2:bidirectional_dynamic_rnn",
        "2:bidirectional + sequence_length",
        "2:different fw/bw cells",
        "2:static_bidirectional_rnn",
        "2:stack_bidirectional_dynamic_rnn",
        "2:concat of fw/bw states",
    ),
    "3 seq2seq": (
        "3:TrainingHelper",
        "3:impute_finished",
        "3:time_major",
        "3:maximum_iterations",
        "3:output_layer=None",
        "3:GRU decoder",
        "3:MultiRNNCell decoder",
        "3:GreedyEmbeddingHelper",
        "3:SampleEmbeddingHelper",
        "3:ScheduledEmbeddingTrainingHelper",
        "3:ScheduledOutputTrainingHelper",
        "3:InferenceHelper",
        "3:CustomHelper",
        "3:Helper and Decoder subclasses",
        "3:LuongAttention",
        "3:BahdanauAttention",
        "3:monotonic attention",
        "3:several mechanisms",
        "3:attention_layer_size=None",
        "3:output_attention=False",
        "3:cell_input_fn",
        "3:probability_fn",
        "3:zero_state.clone",
        "3:zero_state only",
        "3:initial_cell_state",
        "3:alignment_history",
        "3:AttentionWrapper over MultiRNNCell",
        "3:attention on the top cell",
        "3:tile_batch",
        "3:BeamSearchDecoder",
        "3:sequence_loss",
        "3:model as a class",
        "3b:Session",
        "3b:Session, beam search",
        "3b:gather_tree",
    ),
    "4 imported graphs": ("4:gradient of an imported graph",),
    "6 traps": (
        "6:c/h swap",
        "6:outputs[:, -1]",
        "6:shared layers",
        "6:hidden mask",
        "6:raw_rnn",
        "6:c/h swap in decoders",
        "6:reset_after in decoders",
        "6:forget_bias in decoders",
        "6:weights shared by scope",
        "6:initializer of a scope",
        "6:options left on the call",
        "6:memory of a masked encoder",
        "6:clone types",
        "6:stack in beam search",
        "6:Tensor == x in a graph",
        "6:invented names",
    ),
}


def main() -> int:
    """Print the covered rows of each table, and what is missing; return 1 where something is."""
    cases: dict[str, list[str]] = {}
    for case in read_cases():
        for row in case.covers:
            cases.setdefault(row, []).append(case.name)
    known = {row for rows in ROWS.values() for row in rows}
    unknown = sorted(set(cases) - known)
    missing = sorted(known - set(cases))
    for table, rows in ROWS.items():
        covered = [row for row in rows if row in cases]
        proofs = len({name for row in covered for name in cases[row]})
        print(f"{table}: {len(covered)} of {len(rows)} rows, by {proofs} golden cases")
    for row in missing:
        print(f"  no case covers {row}")
    for row in unknown:
        print(f"  {row} is no row ({', '.join(cases[row])})")
    return 1 if missing or unknown else 0


if __name__ == "__main__":
    sys.exit(main())
