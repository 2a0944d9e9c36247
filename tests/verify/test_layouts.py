"""Test the weight layouts against TF1's formulas, written out in numpy."""

from __future__ import annotations

import inspect

import numpy as np
import pytest
from flowshift.checkpoints import layouts

N, U, B = 3, 4, 2
RNG = np.random.default_rng(0)


def sigmoid(x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-x))


def keras_lstm(x: np.ndarray, h: np.ndarray, c: np.ndarray, weights: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    kernel, recurrent, bias, *peepholes = weights
    i, f, g, o = np.split(x @ kernel + h @ recurrent + bias, 4, axis=1)
    w_i, w_f, w_o = peepholes or (0, 0, 0)
    new_c = sigmoid(f + w_f * c) * c + sigmoid(i + w_i * c) * np.tanh(g)
    return sigmoid(o + w_o * new_c) * np.tanh(new_c), new_c


def tf1_lstm(
    x: np.ndarray, h: np.ndarray, c: np.ndarray, arrays: list[np.ndarray], forget_bias: float
) -> tuple[np.ndarray, np.ndarray]:
    kernel, bias, *peepholes = arrays
    i, j, f, o = np.split(np.concatenate([x, h], axis=1) @ kernel + bias, 4, axis=1)
    w_f, w_i, w_o = peepholes or (0, 0, 0)
    new_c = sigmoid(f + forget_bias + w_f * c) * c + sigmoid(i + w_i * c) * np.tanh(j)
    return sigmoid(o + w_o * new_c) * np.tanh(new_c), new_c


def states() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return RNG.normal(size=(B, N)), RNG.normal(size=(B, U)), RNG.normal(size=(B, U))


@pytest.mark.parametrize("forget_bias", [1.0, 0.0, 2.5])
@pytest.mark.parametrize("peepholes", [False, True])
def test_lstm(forget_bias: float, peepholes: bool) -> None:
    arrays = [RNG.normal(size=(N + U, 4 * U)), RNG.normal(size=4 * U)]
    if peepholes:
        arrays += [RNG.normal(size=U) for _ in range(3)]
    convert = layouts.peephole_lstm if peepholes else layouts.lstm
    x, h, c = states()
    expected = tf1_lstm(x, h, c, arrays, forget_bias)
    for one, other in zip(expected, keras_lstm(x, h, c, convert(arrays, forget_bias=forget_bias))):
        np.testing.assert_allclose(one, other, rtol=1e-12)


def test_gru() -> None:
    gates, gates_bias = RNG.normal(size=(N + U, 2 * U)), RNG.normal(size=2 * U)
    candidate, candidate_bias = RNG.normal(size=(N + U, U)), RNG.normal(size=U)
    x, h, _ = states()
    r, u = np.split(sigmoid(np.concatenate([x, h], axis=1) @ gates + gates_bias), 2, axis=1)
    expected = u * h + (1 - u) * np.tanh(np.concatenate([x, r * h], axis=1) @ candidate + candidate_bias)

    kernel, recurrent, bias = layouts.gru([gates, gates_bias, candidate, candidate_bias])
    z_x, r_x, h_x = np.split(x @ kernel + bias, 3, axis=1)
    z_h, r_h, h_h = np.split(recurrent, 3, axis=1)
    z, r = sigmoid(z_x + h @ z_h), sigmoid(r_x + h @ r_h)
    np.testing.assert_allclose(z * h + (1 - z) * np.tanh(h_x + (r * h) @ h_h), expected, rtol=1e-12)


def test_simple_rnn() -> None:
    kernel, bias = RNG.normal(size=(N + U, U)), RNG.normal(size=U)
    x, h, _ = states()
    inputs, recurrent, same = layouts.simple_rnn([kernel, bias])
    np.testing.assert_allclose(x @ inputs + h @ recurrent + same, np.concatenate([x, h], axis=1) @ kernel + bias)


def test_slots_move_without_the_forget_bias() -> None:
    slots = [np.zeros((N + U, 4 * U), np.float32), np.zeros(4 * U, np.float32)]
    assert all((array == 0).all() and array.dtype == np.float32 for array in layouts.lstm(slots, forget_bias=0.0))


def test_arrays_of_the_caller_stay_as_they_are() -> None:
    arrays = [np.ones((N + U, 4 * U), np.float32), np.ones(4 * U, np.float32)]
    layouts.lstm(arrays)
    assert all((array == 1).all() for array in arrays)


def test_every_layout_tells_its_shapes() -> None:
    public = [value for name, value in vars(layouts).items() if inspect.isfunction(value) and not name.startswith("_")]
    assert len(public) >= 6
    assert all(value.__doc__ and ("`" in value.__doc__ or value.__name__ == "identity") for value in public)
