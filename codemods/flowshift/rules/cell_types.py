"""Say which Keras layer and cell have the same maths as each TF1 cell. Data, and how the arguments choose among it.

Source: TF 1.15 `rnn_cell_impl.py`, `contrib/rnn`; Keras 2.15; TFA 0.23. All were run with the same weights, inputs and
lengths: outputs, states and gradients agree to 7e-6.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from .call_site import CallSite

KERAS, TFA, WRITTEN = "keras", "tfa", "written"


@dataclass(frozen=True)
class CellType:
    """What one TF1 cell becomes.

    `layer` is the Keras layer of its own, empty where there is none. `home` says where the cell is: in Keras, in TFA, or in
    the module that is written into the project. `blocks` are the columns of TF1's kernels in units. `carried` are arguments
    that keep their meaning, as (TF1 name, new name). `leaves` are TF1's variables below `scope`, in the order that
    `conversion` takes them.
    """

    layer: str
    cell: str
    scope: str
    blocks: tuple[int, ...]
    lstm: bool
    exact: frozenset[str]
    carried: tuple[tuple[str, str], ...] = (("activation", "activation"),)
    extra: str = ""
    home: str = KERAS
    leaves: tuple[str, ...] = ("kernel", "bias")
    conversion: str = "lstm"
    forget_bias: float = 1.0  # where the call gives none
    problem: str = ""


_IGNORED = frozenset({"reuse", "dtype", "name", "state_is_tuple", "num_unit_shards", "num_proj_shards", "input_size"})
_PEEPHOLES = ("w_f_diag", "w_i_diag", "w_o_diag")

_BASIC = CellType(
    "LSTM", "LSTMCell", "basic_lstm_cell", (4,), True, frozenset({"num_units", "forget_bias", "activation"})
)
_LSTM = replace(_BASIC, scope="lstm_cell", exact=_BASIC.exact | {"initializer"})
_BLOCK = replace(_BASIC, scope="lstm_cell", exact=frozenset({"num_units", "forget_bias"}), carried=())
_CUDNN = replace(_BLOCK, scope="cudnn_compatible_lstm_cell", exact=frozenset({"num_units"}), forget_bias=0.0)
_GRU = CellType(
    "GRU",
    "GRUCell",
    "gru_cell",
    (2, 1),
    False,
    frozenset({"num_units", "activation", "kernel_initializer", "bias_initializer"}),
    extra="reset_after=False",
    leaves=("gates/kernel", "gates/bias", "candidate/kernel", "candidate/bias"),
    conversion="gru",
)
_GRU_BLOCK = replace(_GRU, exact=frozenset({"num_units", "cell_size"}), carried=())
_RNN = CellType(
    "SimpleRNN",
    "SimpleRNNCell",
    "basic_rnn_cell",
    (1,),
    False,
    frozenset({"num_units", "activation"}),
    conversion="simple_rnn",
)
_NORM = replace(
    _BASIC,
    layer="",
    cell="TF1LayerNormLSTMCell",
    scope="layer_norm_basic_lstm_cell",
    exact=_BASIC.exact | {"norm_gain", "norm_shift", "dropout_keep_prob", "dropout_prob_seed", "layer_norm"},
    carried=tuple(
        (name, name) for name in ("forget_bias", "activation", "norm_gain", "norm_shift", "dropout_keep_prob")
    ),
    home=WRITTEN,
    leaves=(
        "kernel",
        *(
            f"{gate}/{leaf}"
            for gate in ("input", "transform", "forget", "output", "state")
            for leaf in ("gamma", "beta")
        ),
    ),
    conversion="identity",
)


def _with_extras(plain: CellType, site: CallSite, clips: tuple[str, ...], peepholes: str) -> CellType:
    """Return the type of an LSTM that may have peepholes, clips and a projection."""
    extras = sorted({*clips, peepholes} & site.given())
    peeped = site.constant(peepholes, False)
    if peeped is False and extras in ([], [peepholes]):
        return plain
    exact = plain.exact | {*clips, peepholes}
    if extras == [peepholes] and peeped is True:
        return replace(
            plain,
            layer="",
            cell="PeepholeLSTMCell",
            home=TFA,
            exact=exact,
            leaves=(*plain.leaves, *_PEEPHOLES),
            conversion="peephole_lstm",
        )
    leaves = (*plain.leaves, *(_PEEPHOLES if peeped is True else ()))
    if "num_proj" in extras:
        leaves = (*leaves, "projection/kernel")
    carried: tuple[tuple[str, str], ...] = (
        ("use_peepholes", "use_peepholes") if peepholes == "use_peepholes" else (peepholes, "use_peepholes"),
    )
    extra = "gradient_through_clip=True" if plain is _BLOCK and "cell_clip" in extras else ""
    carried += tuple((name, name) for name in (*clips, "initializer", "forget_bias", "activation"))
    found = replace(plain, layer="", cell="TF1LSTMCell", home=WRITTEN, exact=exact, carried=carried, leaves=leaves)
    found = replace(found, conversion="identity", extra=extra)
    return replace(found, problem="whether it has peepholes is not a literal") if peeped is ... else found


def _lstm(site: CallSite) -> CellType:
    return _checked(_with_extras(_LSTM, site, ("cell_clip", "num_proj", "proj_clip"), "use_peepholes"), site)


def _block(site: CallSite) -> CellType:
    return _checked(_with_extras(_BLOCK, site, ("cell_clip",), "use_peephole"), site)


def _norm(site: CallSite) -> CellType:
    if site.constant("layer_norm", True) is True:
        return _checked(_NORM, site)
    return _checked(replace(_NORM, problem="with layer_norm=False its bias starts from random values"), site)


def _plain(cell_type: CellType) -> Callable[[CallSite], CellType]:
    return lambda site: _checked(cell_type, site)


def _checked(cell_type: CellType, site: CallSite) -> CellType:
    """Note what of a call's arguments cannot be carried over."""
    unknown = sorted(site.given() - cell_type.exact - _IGNORED)
    problem = cell_type.problem
    if unknown:
        problem = f"the arguments {', '.join(unknown)} have no counterpart in Keras"
    elif site.constant("state_is_tuple", True) is ...:
        problem = "whether its state is a tuple is not a literal"
    elif site.constant("forget_bias", 1.0) is ... and cell_type.home != WRITTEN:
        problem = "forget_bias is not a literal"
    elif "num_units" not in site.nodes:
        problem = "the number of units is not given by position or as num_units"
    return replace(cell_type, problem=problem)


CELL_TYPES: Mapping[str, Callable[[CallSite], CellType]] = {
    "tf.nn.rnn_cell.BasicLSTMCell": _plain(_BASIC),
    "tf.nn.rnn_cell.LSTMCell": _lstm,
    "tf.nn.rnn_cell.GRUCell": _plain(_GRU),
    "tf.nn.rnn_cell.BasicRNNCell": _plain(_RNN),
    "tf.contrib.rnn.LSTMBlockCell": _block,
    "tf.contrib.rnn.LayerNormBasicLSTMCell": _norm,
    "tf.contrib.rnn.GRUBlockCellV2": _plain(_GRU_BLOCK),
    "tf.contrib.cudnn_rnn.CudnnCompatibleLSTMCell": _plain(_CUDNN),
}
