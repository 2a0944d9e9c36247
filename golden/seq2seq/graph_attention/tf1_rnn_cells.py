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


class GraphAttentionWrapper(tfa.seq2seq.AttentionWrapper):
    """Let a cell of tf.compat.v1 attend to a memory, in a graph of TF1.

    The weights are in the variable scope that tf.contrib.seq2seq.AttentionWrapper had them in.
    """

    def __init__(self, cell, attention_mechanism, attention_layer_size=None, *args, name=None, **kwargs):
        if attention_layer_size is not None:
            sizes = attention_layer_size if isinstance(attention_layer_size, (list, tuple)) else [attention_layer_size]
            kwargs["attention_layer"] = [
                tf.compat.v1.layers.Dense(size, use_bias=False, name="attention_layer", dtype=kwargs.get("dtype"))
                for size in sizes
            ]
        if isinstance(attention_mechanism, tuple):
            attention_mechanism = list(attention_mechanism)
        super().__init__(cell, attention_mechanism, None, *args, name=name, **kwargs)
        self._scope_name, self._opened = name or "attention_wrapper", None

    def call(self, inputs, state, **_):  # the cells of tf.compat.v1 take no `training`
        if self._opened is None:
            scope = tf.compat.v1.variable_scope(None, self._scope_name)
        else:
            scope = tf.compat.v1.variable_scope(self._opened, reuse=True, auxiliary_name_scope=False)
        with scope as opened:
            self._opened = self._opened or opened
            return super().call(inputs, state)

    def zero_state(self, batch_size, dtype):
        """Return the state to start from; a stack of tf.compat.v1 asks its cells for it."""
        return self.get_initial_state(batch_size=batch_size, dtype=dtype)


class ScopedAttention:
    """Keep the weights of an attention mechanism of TFA in variable scopes, under the names of tf.contrib.seq2seq."""

    scope = ""

    def __init__(self, units, *args, dtype=None, **kwargs):
        def projection(name):
            return tf.compat.v1.layers.Dense(units, use_bias=False, name=name, dtype=dtype)

        kwargs.setdefault("memory_layer", projection("memory_layer"))
        if "bahdanau" in self.scope:
            kwargs.setdefault("query_layer", projection("query_layer"))
        super().__init__(units, *args, dtype=dtype, **kwargs)

    def build(self, input_shape):
        if not self.memory_initialized:  # the memory is projected where the mechanism is made
            tfa.seq2seq.AttentionMechanism.build(self, input_shape)
            return
        with tf.compat.v1.variable_scope(None, self.scope):
            super().build(input_shape)

    def add_weight(self, name, shape=None, dtype=None, initializer=None, **_):
        if initializer is getattr(self, "kernel_initializer", None):
            initializer = None  # that of the variable scope, as in TF1
        return tf.compat.v1.get_variable(name, shape, dtype or self.dtype, initializer)


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


class GraphBahdanauAttention(ScopedAttention, tfa.seq2seq.BahdanauAttention):
    """Score by addition, in a graph of TF1."""

    scope = "bahdanau_attention"


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
