"""Recurrent cells and decoders of TensorFlow 1 that Keras and TensorFlow Addons have nothing equal for."""

import tensorflow as tf


def stack_bidirectional_rnn(
    cells_fw,
    cells_bw,
    inputs,
    initial_states_fw=None,
    initial_states_bw=None,
    dtype=None,
    sequence_length=None,
    scope=None,
):
    """Compute `tf.contrib.rnn.stack_bidirectional_rnn` of TensorFlow 1.15, on the same variables."""
    states_fw, states_bw = [], []
    none = [None] * len(cells_fw)
    with tf.compat.v1.variable_scope(scope or "stack_bidirectional_rnn"):
        starts = zip(initial_states_fw or none, initial_states_bw or none)
        for number, (cell_fw, cell_bw, (start_fw, start_bw)) in enumerate(zip(cells_fw, cells_bw, starts)):
            with tf.compat.v1.variable_scope(f"cell_{number}") as cell_scope:
                inputs, state_fw, state_bw = tf.compat.v1.nn.static_bidirectional_rnn(
                    cell_fw,
                    cell_bw,
                    inputs,
                    initial_state_fw=start_fw,
                    initial_state_bw=start_bw,
                    sequence_length=sequence_length,
                    dtype=dtype,
                    scope=cell_scope,
                )
            states_fw.append(state_fw)
            states_bw.append(state_bw)
    return inputs, tuple(states_fw), tuple(states_bw)


def stack_bidirectional_dynamic_rnn(
    cells_fw,
    cells_bw,
    inputs,
    initial_states_fw=None,
    initial_states_bw=None,
    dtype=None,
    sequence_length=None,
    parallel_iterations=None,
    time_major=False,
    scope=None,
    swap_memory=False,
):
    """Compute `tf.contrib.rnn.stack_bidirectional_dynamic_rnn` of TensorFlow 1.15, on the same variables."""
    states_fw, states_bw = [], []
    none = [None] * len(cells_fw)
    with tf.compat.v1.variable_scope(scope or "stack_bidirectional_rnn"):
        starts = zip(initial_states_fw or none, initial_states_bw or none)
        for number, (cell_fw, cell_bw, (start_fw, start_bw)) in enumerate(zip(cells_fw, cells_bw, starts)):
            with tf.compat.v1.variable_scope(f"cell_{number}"):
                outputs, (state_fw, state_bw) = tf.compat.v1.nn.bidirectional_dynamic_rnn(
                    cell_fw,
                    cell_bw,
                    inputs,
                    initial_state_fw=start_fw,
                    initial_state_bw=start_bw,
                    sequence_length=sequence_length,
                    parallel_iterations=parallel_iterations,
                    dtype=dtype,
                    swap_memory=swap_memory,
                    time_major=time_major,
                )
                inputs = tf.concat(outputs, 2)
            states_fw.append(state_fw)
            states_bw.append(state_bw)
    return inputs, tuple(states_fw), tuple(states_bw)
