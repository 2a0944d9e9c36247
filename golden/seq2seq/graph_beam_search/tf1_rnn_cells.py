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


def graph_gather_tree(step_ids, parent_ids, max_sequence_lengths, end_token):
    """Follow each beam from its end to its start: ids `[time, batch, beam]`, end tokens after the first of them."""
    step_ids, parent_ids = tf.cast(step_ids, tf.int32), tf.cast(parent_ids, tf.int32)
    steps = tf.shape(parent_ids)[0]
    lengths = tf.minimum(tf.cast(max_sequence_lengths, tf.int32), steps)
    within = tf.transpose(tf.sequence_mask(lengths, maxlen=steps))[:, :, tf.newaxis]
    within = tf.broadcast_to(within, tf.shape(step_ids))
    ends = tf.fill(tf.shape(parent_ids), tf.cast(end_token, tf.int32))
    ids = tf.reverse_sequence(tf.where(within, step_ids, ends), lengths, seq_axis=0, batch_axis=1)
    parents = tf.where(within, parent_ids, tf.zeros_like(parent_ids))
    parents = tf.reverse_sequence(parents, lengths, seq_axis=0, batch_axis=1)

    def follow(step, parent, beams):
        beams = beams.write(step, tf.gather(ids[step], parent, batch_dims=1))
        return step + 1, tf.gather(parents[step], parent, batch_dims=1), beams

    beams = tf.TensorArray(tf.int32, size=steps).write(0, ids[0])
    _, _, beams = tf.while_loop(lambda step, *_: step < steps, follow, [tf.constant(1), parents[0], beams])
    beams = tf.reverse_sequence(beams.stack(), lengths, seq_axis=0, batch_axis=1)
    first = tf.math.cumsum(tf.cast(tf.equal(beams, end_token), tf.int32))
    return tf.where(tf.equal(first, 0), beams, ends)


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


class GraphBeamSearchDecoder(DecoderInScope, tfa.seq2seq.BeamSearchDecoder):
    """Search with beams, in a graph of TF1.

    TFA puts the tokens together with `Tensor == x`, which compares objects in such a graph: all would be end tokens.
    """

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("reorder_tensor_arrays", False)  # a history of alignments is not sorted by beams, as in TF1
        super().__init__(*args, **kwargs)

    def finalize(self, outputs, final_state, sequence_lengths):
        found, final_state = super().finalize(outputs, final_state, sequence_lengths)
        lengths = tf.reduce_max(final_state.lengths, axis=1)
        ids = graph_gather_tree(outputs.predicted_ids, outputs.parent_ids, lengths, self._end_token)
        return found._replace(predicted_ids=ids), final_state
