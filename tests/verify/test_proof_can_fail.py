"""Show that the proof holds for a right migration, and that it fails for each of the classic wrong ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from flowshift.model import VariableMapping
from flowshift.verify import Servers, Verdict, Verification, VerifyOptions, verify_pair

DATA = Path(__file__).parent / "data"

ENCODER = "encoder/rnn/basic_lstm_cell"
DECODER = "decoder/decoder/lstm_cell"
FLAGSHIP = (
    VariableMapping(("embedding",), "embedding"),
    VariableMapping((f"{ENCODER}/kernel", f"{ENCODER}/bias"), "encoder.cell", "lstm", (("forget_bias", 1.0),)),
    VariableMapping((f"{DECODER}/kernel", f"{DECODER}/bias"), "decoder_cell", "lstm", (("forget_bias", 1.0),)),
    VariableMapping(("decoder/decoder/projection/kernel", "decoder/decoder/projection/bias"), "output_layer"),
)
GRU = (
    VariableMapping(
        (
            "rnn/gru_cell/gates/kernel",
            "rnn/gru_cell/gates/bias",
            "rnn/gru_cell/candidate/kernel",
            "rnn/gru_cell/candidate/bias",
        ),
        "rnn.cell",
        "gru",
    ),
    VariableMapping(("Variable",), "W"),
    VariableMapping(("Variable_1",), "b"),
)


def write_mutant(folder: Path, original: Path, old: str, new: str) -> Path:
    """Write a copy of a script with one place changed."""
    source = original.read_text(encoding="utf-8")
    assert source.count(old) == 1, f"{old!r} must stand once in {original.name}"
    mutant = folder / original.name
    mutant.write_text(source.replace(old, new), encoding="utf-8")
    return mutant


def verify_flagship(after: Path, servers: Servers, mappings: tuple[VariableMapping, ...] = FLAGSHIP) -> Verification:
    return verify_pair(DATA / "encoder_decoder_tf1.py", after, mappings, VerifyOptions(relative=1e-5), servers)


def test_hand_written_encoder_decoder_is_equal(servers: Servers) -> None:
    result = verify_flagship(DATA / "encoder_decoder_native.py", servers)
    assert result.verdict is Verdict.EQUAL, result
    printed = [row.tf1.split()[0] for row in result.observations]
    assert printed == ["step", "step", "step", "step", "predicted", "memory", "outputs"]
    assert result.notes == ()


def test_without_mappings_layers_are_matched_by_shape(servers: Servers) -> None:
    result = verify_flagship(DATA / "encoder_decoder_native.py", servers, mappings=())
    assert result.verdict is Verdict.EQUAL, result
    assert any("matched by shape" in note for note in result.notes)


@pytest.mark.parametrize(
    ("old", "new", "shown_by"),
    [
        pytest.param("encoder_outputs, [h, c]", "encoder_outputs, [c, h]", "memory", id="h and c swapped"),
        pytest.param("    zero_output_for_mask=True,\n", "", "outputs", id="zero_output_for_mask left out"),
        pytest.param(
            "    return_state=True,\n",
            "    return_state=True,\n    unit_forget_bias=False,\n",
            "initial value of lstm_cell bias",
            id="forget bias dropped",
        ),
        pytest.param("epsilon=1e-8", "epsilon=1e-3", "step", id="another epsilon"),
        pytest.param(
            "clip_by_global_norm(gradients, 5.0)", "clip_by_global_norm(gradients, 0.05)", "step", id="clipping"
        ),
    ],
)
def test_wrong_encoder_decoder_is_different(
    servers: Servers, tmp_path: Path, old: str, new: str, shown_by: str
) -> None:
    result = verify_flagship(write_mutant(tmp_path, DATA / "encoder_decoder_native.py", old, new), servers)
    assert result.verdict is Verdict.DIFFERENT, result
    assert any(shown_by in (row.name, row.tf1.split()[0]) for row in result.differing), result.differing


def test_wrong_forget_bias_in_the_mapping_is_different(servers: Servers) -> None:
    wrong = (
        *FLAGSHIP[:2],
        VariableMapping(FLAGSHIP[2].sources, "decoder_cell", "lstm", (("forget_bias", 0.0),)),
        FLAGSHIP[3],
    )
    result = verify_flagship(DATA / "encoder_decoder_native.py", servers, wrong)
    assert result.verdict is Verdict.DIFFERENT
    assert {row.tf1.split()[0] for row in result.differing} >= {"step"}


def test_hand_written_gru_is_equal(servers: Servers) -> None:
    result = verify_pair(DATA / "gru_tf1.py", DATA / "gru_native.py", GRU, VerifyOptions(relative=1e-5), servers)
    assert result.verdict is Verdict.EQUAL, result


@pytest.mark.parametrize("mappings", [GRU, ()], ids=["mapped", "matched"])
def test_gru_with_default_reset_after_is_different(
    servers: Servers, tmp_path: Path, mappings: tuple[VariableMapping, ...]
) -> None:
    mutant = write_mutant(
        tmp_path, DATA / "gru_native.py", "    reset_after=False,\n    bias_initializer=gate_bias,\n", ""
    )
    result = verify_pair(DATA / "gru_tf1.py", mutant, mappings, VerifyOptions(), servers)
    assert result.verdict is Verdict.DIFFERENT, result
