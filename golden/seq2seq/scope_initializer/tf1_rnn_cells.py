"""Recurrent cells and decoders of TensorFlow 1 that Keras and TensorFlow Addons have nothing equal for."""

import tensorflow as tf
import tensorflow_addons as tfa


class CellWrapper(tf.keras.layers.Layer):
    """Stand for a cell, with its state and its output."""

    def __init__(self, cell, **kwargs):
        super().__init__(**kwargs)
        self.cell = cell

    @property
    def state_size(self):
        return self.cell.state_size

    @property
    def output_size(self):
        return self.cell.output_size

    def build(self, input_shape):
        if not self.cell.built:
            self.cell.build(input_shape)
            self.cell.built = True
        self.built = True

    def get_initial_state(self, inputs=None, batch_size=None, dtype=None):
        return self.cell.get_initial_state(inputs=inputs, batch_size=batch_size, dtype=dtype)


class CellWithoutTraining(CellWrapper):
    """Run a cell of tf.compat.v1, whose call takes no `training`."""

    def build(self, input_shape):
        self.built = True  # the cell makes its weights when it is run, in the variable scope of that place

    def call(self, inputs, states, training=None):
        return self.cell(inputs, states)


class DecoderInScope:
    """Run a decoder of TFA in the variable scope of tf.contrib.seq2seq.dynamic_decode, with a cell of tf.compat.v1."""

    def __init__(self, cell, *args, scope=None, **kwargs):
        super().__init__(CellWithoutTraining(cell), *args, **kwargs)
        self._scope, self._outer = scope, None

    def __call__(self, *args, **kwargs):
        self._outer = tf.compat.v1.get_variable_scope()
        with tf.compat.v1.variable_scope(self._scope, "decoder"):
            return super().__call__(*args, **kwargs)

    def initialize(self, *args, **kwargs):
        # TF1 embeds the start tokens before it decodes, in the scope around
        with tf.compat.v1.variable_scope(self._outer, auxiliary_name_scope=False):
            return super().initialize(*args, **kwargs)


class GraphBasicDecoder(DecoderInScope, tfa.seq2seq.BasicDecoder):
    """Decode step by step, in a graph of TF1: `impute_finished` works for a batch size that only a run knows."""

    def __init__(self, *args, impute_finished=False, **kwargs):
        super().__init__(*args, **kwargs)
        self._impute = impute_finished

    def initialize(self, inputs, initial_state=None, **kwargs):
        finished, inputs, state = super().initialize(inputs, initial_state=initial_state, **kwargs)
        return finished, inputs, (state, finished)

    def step(self, time, inputs, state, training=None):
        state, finished = state
        outputs, new_state, inputs, ends = super().step(time, inputs, state, training)
        if self._impute:
            zeros = tf.nest.map_structure(tf.zeros_like, outputs)
            outputs = tf.nest.map_structure(lambda old, new: self._keep(finished, old, new), zeros, outputs)
            new_state = tf.nest.map_structure(lambda old, new: self._keep(finished, old, new), state, new_state)
        return outputs, (new_state, tf.logical_or(finished, ends)), inputs, ends

    def finalize(self, outputs, final_state, sequence_lengths):
        return outputs, final_state[0]

    @staticmethod
    def _keep(finished, old, new):
        """Take the old rows where a sequence has ended; what has no rows, as the history of alignments, goes on."""
        if isinstance(new, tf.TensorArray) or new.shape.rank == 0:
            return new
        kept = tf.where(tf.reshape(finished, [-1] + [1] * (new.shape.rank - 1)), old, new)
        kept.set_shape(old.shape)
        return kept
