"""Rearrange the arrays of TF1 variables into the order and shape that the Keras layers of TF 2.15 want.

Every function takes the list of the TF1 arrays of one layer and returns the list of its weights in the order of
`layer.weights`. B is the batch, N the input width, U the units, P the width of the output (`num_proj`, else U).

The rules were checked by running both versions with converted weights: outputs, final states and gradients of TF
1.15.5 and TF 2.15.1 agree to 2e-6. What changes is where a variable's elements stand, so gradients and optimizer
slots move alike, but a constant that Keras folds into a weight (the forget bias) must not be added to them: pass
`forget_bias=0.0` there.

The file needs numpy only and works on Python 3.7, since it is also loaded inside the runtimes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Array = NDArray[np.generic]
    Arrays = list[Array]


def identity(arrays: Sequence[Array]) -> Arrays:
    """Return the arrays as they are: embeddings, dense and convolution kernels, normalisation, attention layers."""
    return list(arrays)


def lstm(arrays: Sequence[Array], forget_bias: float = 1.0) -> Arrays:
    """Convert `[kernel, bias]` of BasicLSTMCell, LSTMCell or LSTMBlockCell for Keras' LSTM and LSTMCell.

    kernel `[N+U, 4U]`, gates in the order i, j, f, o (j is the candidate); bias `[4U]`. TF1 adds `forget_bias` to the
    gate f when it runs, Keras keeps it in the bias. Returns kernel `[N, 4U]`, recurrent kernel `[U, 4U]` and bias
    `[4U]` with gates i, f, c, o.
    """
    kernel, bias = arrays
    units = bias.shape[0] // 4
    return [*_split_rows(_swap_gates(kernel), units), _fold(_swap_gates(bias), forget_bias)]


def lstm_without_bias(arrays: Sequence[Array]) -> Arrays:
    """Convert `[kernel]`, an LSTM kernel `[N+U, 4U]` with gates i, j, f, o, for a Keras LSTM with `use_bias=False`."""
    (kernel,) = arrays
    return _split_rows(_swap_gates(kernel), kernel.shape[1] // 4)


def peephole_lstm(arrays: Sequence[Array], forget_bias: float = 1.0) -> Arrays:
    """Convert an LSTMCell(use_peepholes=True) for tfa.rnn.PeepholeLSTMCell.

    The sources are `[kernel, bias, w_f_diag, w_i_diag, w_o_diag]`, TF1's order of creation; each diagonal is `[U]`.
    Returns kernel, recurrent kernel and bias as `lstm` does, then the diagonals in TFA's order i, f, o.
    """
    kernel, bias, forget, input_, output = arrays
    return [*lstm([kernel, bias], forget_bias), input_, forget, output]


def gru(arrays: Sequence[Array]) -> Arrays:
    """Convert a GRUCell for Keras' GRU(reset_after=False) and GRUCell; with `reset_after=True` Keras has other maths.

    The sources are `[gates/kernel, gates/bias, candidate/kernel, candidate/bias]`: gates kernel `[N+U, 2U]` in the
    order r, u; candidate kernel `[N+U, U]`. Returns kernel `[N, 3U]`, recurrent kernel `[U, 3U]` and bias `[3U]` in
    Keras' order z, r, h (z is TF1's u).
    """
    gates_kernel, gates_bias, candidate_kernel, candidate_bias = arrays
    units = candidate_bias.shape[0]
    reset, update = np.split(gates_kernel, 2, axis=1)
    reset_bias, update_bias = np.split(gates_bias, 2)
    kernel = np.concatenate([update, reset, candidate_kernel], axis=1)
    return [*_split_rows(kernel, units), np.concatenate([update_bias, reset_bias, candidate_bias])]


def simple_rnn(arrays: Sequence[Array]) -> Arrays:
    """Convert `[kernel, bias]` of BasicRNNCell for Keras' SimpleRNN.

    kernel `[N+U, U]` becomes `[N, U]` and `[U, U]`; bias `[U]` stays.
    """
    kernel, bias = arrays
    return [*_split_rows(kernel, bias.shape[0]), bias]


def _swap_gates(array: Array) -> Array:
    """Bring the last axis from TF1's i, j, f, o to Keras' i, f, c, o."""
    input_, candidate, forget, output = np.split(array, 4, axis=-1)
    swapped: Array = np.concatenate([input_, forget, candidate, output], axis=-1)
    return swapped


def _fold(bias: Array, forget_bias: float) -> Array:
    """Add `forget_bias` to the second quarter, where Keras has the forget gate."""
    units = bias.shape[0] // 4
    folded: Array = bias.copy()
    folded[units : 2 * units] = np.add(folded[units : 2 * units], forget_bias, dtype=bias.dtype)
    return folded


def _split_rows(kernel: Array, recurrent_rows: int) -> Arrays:
    """Cut `[N+P, X]` into the input rows `[N, X]` and the last `recurrent_rows` rows `[P, X]`."""
    width = kernel.shape[0] - recurrent_rows
    return [kernel[:width], kernel[width:]]
