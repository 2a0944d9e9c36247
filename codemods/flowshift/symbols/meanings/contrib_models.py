"""Where the recurrent networks, decoders, layers and regularizers of tf.contrib went."""

from __future__ import annotations

from ...model import Applicability
from ..symbol import Meaning as M
from .rows import moved, noted

MANUAL, REVIEW, SAFE = Applicability.MANUAL, Applicability.REVIEW, Applicability.SAFE
F, G = "semantics_facts 4f", "semantics_facts 4g"
RNN = "rnn_facts"


_SEQ2SEQ = (
    "AttentionMechanism AttentionWrapper AttentionWrapperState BahdanauAttention BahdanauMonotonicAttention BasicDecoder "
    "BasicDecoderOutput BeamSearchDecoder BeamSearchDecoderOutput BeamSearchDecoderState FinalBeamSearchDecoderOutput "
    "LuongAttention LuongMonotonicAttention CustomHelper=CustomSampler Decoder GreedyEmbeddingHelper=GreedyEmbeddingSampler "
    "Helper=Sampler InferenceHelper=InferenceSampler SampleEmbeddingHelper=SampleEmbeddingSampler TrainingHelper="
    "TrainingSampler ScheduledEmbeddingTrainingHelper=ScheduledEmbeddingTrainingSampler ScheduledOutputTrainingHelper="
    "ScheduledOutputTrainingSampler dynamic_decode"
)
_SEQ2SEQ_NOTE = "the seq2seq rules rewrite whole decoders: tfa.seq2seq takes inputs at the call, not at construction"

_LAYERS = {
    "fully_connected": "tf.keras.layers.Dense(n, activation='relu'): relu is the contrib default",
    "conv2d": "tf.keras.layers.Conv2D(n, k, strides, padding='same', activation='relu'): SAME and relu are the defaults",
    "conv2d_transpose": "tf.keras.layers.Conv2DTranspose(..., padding='same', activation='relu')",
    "separable_conv2d": "tf.keras.layers.SeparableConv2D(..., padding='same', activation='relu')",
    "max_pool2d": "tf.keras.layers.MaxPool2D(k, strides=2, padding='valid')",
    "avg_pool2d": "tf.keras.layers.AveragePooling2D(k, strides=2, padding='valid')",
    "batch_norm": "tf.keras.layers.BatchNormalization(momentum=.999, epsilon=.001, scale=False); is_training defaults to True",
    "dropout": "tf.keras.layers.Dropout(1 - keep_prob); is_training defaults to True",
    "flatten": "tf.keras.layers.Flatten()",
    "layer_norm": "tf.keras.layers.LayerNormalization(axis=[1, ...], epsilon=1e-12); exact for rank 2 only",
}

ROWS = (
    *moved("rnn", "tfa.rnn", "NASCell", "tfa.rnn.NASCell names its weights otherwise", REVIEW),
    M(
        "tf.contrib.rnn.LayerNormBasicLSTMCell",
        "tfa.rnn.LayerNormLSTMCell has other maths: TF1's cell is written out beside the migrated file",
        MANUAL,
        G,
    ),
    M(
        "tf.contrib.rnn.stack_bidirectional_dynamic_rnn",
        "stack tf.keras.layers.Bidirectional(tf.keras.layers.RNN(cell, return_sequences=True))",
        MANUAL,
        RNN,
    ),
    M(
        "tf.contrib.rnn.stack_bidirectional_rnn",
        "stack tf.keras.layers.Bidirectional(tf.keras.layers.RNN(cell))",
        MANUAL,
        RNN,
    ),
    M("tf.contrib.rnn.transpose_batch_time", "tf.transpose(x, [1, 0, 2])", MANUAL, "TF 1.15 source"),
    *noted(
        "rnn",
        {
            "LSTMBlockCell": "tf.compat.v1.nn.rnn_cell.LSTMCell(n, name='lstm_cell') has the same weights and the gates in the "
            "order i, c, f, o: equal with forget_bias=1",
            "LSTMBlockFusedCell": "tf.keras.layers.LSTM over time-major input; other weight layout",
            "GRUBlockCell": "tf.compat.v1.nn.rnn_cell.GRUCell; other weight names",
            "GRUBlockCellV2": "tf.compat.v1.nn.rnn_cell.GRUCell; other weight names",
            "PhasedLSTMCell": "no replacement: copy the cell from the TF 1.15 source; it needs no contrib op",
            "ConvLSTMCell": "tf.keras.layers.ConvLSTM2D's cell computes alike, with other weights",
            "Conv1DLSTMCell": "tf.keras.layers.ConvLSTM1D's cell computes alike, with other weights",
            "Conv2DLSTMCell": "tf.keras.layers.ConvLSTM2D's cell computes alike, with other weights",
            "Conv3DLSTMCell": "tf.keras.layers.ConvLSTM3D's cell computes alike, with other weights",
            "EmbeddingWrapper": "call tf.keras.layers.Embedding before the cell",
            "InputProjectionWrapper": "call tf.keras.layers.Dense before the cell",
            "OutputProjectionWrapper": "call tf.keras.layers.Dense on the outputs",
            "AttentionCellWrapper": "no replacement: copy the wrapper from the TF 1.15 source; it needs no contrib op",
        },
        RNN,
    ),
    *moved("seq2seq", "tfa.seq2seq", _SEQ2SEQ, _SEQ2SEQ_NOTE, REVIEW),
    *moved("seq2seq", "tfa.seq2seq", "sequence_loss", "", SAFE),
    *moved("seq2seq", "tfa.seq2seq", "gather_tree hardmax monotonic_attention safe_cumprod tile_batch", "", SAFE),
    *moved(
        "crf",
        "tfa.text",
        "crf_binary_score crf_decode crf_log_likelihood crf_log_norm crf_multitag_sequence_score "
        "crf_sequence_score crf_unary_score viterbi_decode",
        "",
        SAFE,
    ),
    M("tf.contrib.crf.CrfDecodeForwardRnnCell", "tfa.text.crf_decode runs the same recursion", MANUAL, G),
    M("tf.contrib.crf.CrfDecodeBackwardRnnCell", "tfa.text.crf_decode runs the same recursion", MANUAL, G),
    M("tf.contrib.crf.CrfForwardRnnCell", "tfa.text.crf_forward computes the same recursion", MANUAL, G),
    *noted("layers", _LAYERS, F),
    M(
        "tf.contrib.layers.xavier_initializer",
        "uniform=False is glorot_normal",
        SAFE,
        F,
        native="tf.initializers.GlorotUniform",
        compat="tf.compat.v1.glorot_uniform_initializer",
        exact=True,
    ),
    M(
        "tf.contrib.layers.variance_scaling_initializer",
        "VarianceScaling(2.0, 'fan_in', 'truncated_normal'): factor, mode in lower case and uniform are translated",
        REVIEW,
        F,
        native="tf.initializers.VarianceScaling",
        compat="tf.compat.v1.variance_scaling_initializer",
        renamed=(("factor", "scale"),),
        exact=False,
    ),
    M(
        "tf.contrib.layers.l1_regularizer",
        "tf.keras.regularizers.L1(scale) is equal",
        SAFE,
        F,
        native="tf.keras.regularizers.L1",
        renamed=(("scale", "l1"),),
        exact=True,
    ),
    M(
        "tf.contrib.layers.l2_regularizer",
        "L2(scale / 2): Keras does not halve",
        REVIEW,
        F,
        native="tf.keras.regularizers.L2",
        renamed=(("scale", "l2"),),
        exact=False,
    ),
    M(
        "tf.contrib.layers.l1_l2_regularizer",
        "L1L2(l1, l2 / 2): Keras does not halve the second",
        REVIEW,
        F,
        native="tf.keras.regularizers.L1L2",
        renamed=(("scale_l1", "l1"), ("scale_l2", "l2")),
        exact=False,
    ),
    M("tf.contrib.layers.instance_norm", "tfa.layers.InstanceNormalization is a layer", MANUAL, G),
    M("tf.contrib.layers.group_norm", "tf.keras.layers.GroupNormalization is a layer", MANUAL, G),
    M("tf.contrib.sparsemax.sparsemax", "", SAFE, G, native="tfa.activations.sparsemax", exact=True),
    M(
        "tf.contrib.sparsemax.sparsemax_loss",
        "",
        SAFE,
        G,
        native="tfa.losses.sparsemax_loss",
        exact=True,
        removed=("name",),
    ),
)
