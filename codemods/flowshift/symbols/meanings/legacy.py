"""Names and argument orders of TF 0.x: gone before TF 1.15, and still in code that was never run since."""

from __future__ import annotations

from ...model import Applicability
from ..symbol import Meaning as M
from ..symbol import OldCall

SAFE, REVIEW, MANUAL = Applicability.SAFE, Applicability.REVIEW, Applicability.MANUAL
SOURCE = "TF 1.0 release notes and tf_upgrade.py of TF 1.0"

_RENAMED = {
    "tf.pack": "tf.stack",
    "tf.unpack": "tf.unstack",
    "tf.mul": "tf.multiply",
    "tf.sub": "tf.subtract",
    "tf.neg": "tf.negative",
    "tf.inv": "tf.reciprocal",
    "tf.list_diff": "tf.setdiff1d",
    "tf.select": "tf.where",
    "tf.batch_matmul": "tf.matmul",
    "tf.batch_matrix_transpose": "tf.matrix_transpose",
    "tf.batch_matrix_inverse": "tf.matrix_inverse",
    "tf.batch_matrix_determinant": "tf.matrix_determinant",
    "tf.batch_matrix_diag": "tf.matrix_diag",
    "tf.batch_matrix_diag_part": "tf.matrix_diag_part",
    "tf.batch_matrix_set_diag": "tf.matrix_set_diag",
    "tf.batch_matrix_band_part": "tf.matrix_band_part",
    "tf.batch_matrix_solve": "tf.matrix_solve",
    "tf.batch_matrix_solve_ls": "tf.matrix_solve_ls",
    "tf.batch_matrix_triangular_solve": "tf.matrix_triangular_solve",
    "tf.batch_cholesky": "tf.cholesky",
    "tf.batch_cholesky_solve": "tf.cholesky_solve",
    "tf.batch_self_adjoint_eig": "tf.self_adjoint_eig",
    "tf.batch_self_adjoint_eigvals": "tf.self_adjoint_eigvals",
    "tf.batch_svd": "tf.svd",
    "tf.batch_fft": "tf.fft",
    "tf.batch_ifft": "tf.ifft",
    "tf.batch_fft2d": "tf.fft2d",
    "tf.batch_ifft2d": "tf.ifft2d",
    "tf.batch_fft3d": "tf.fft3d",
    "tf.batch_ifft3d": "tf.ifft3d",
    "tf.complex_abs": "tf.abs",
    "tf.image.per_image_whitening": "tf.image.per_image_standardization",
    "tf.train.SummaryWriter": "tf.summary.FileWriter",
    "tf.scalar_summary": "tf.summary.scalar",
    "tf.histogram_summary": "tf.summary.histogram",
    "tf.image_summary": "tf.summary.image",
    "tf.audio_summary": "tf.summary.audio",
    "tf.merge_summary": "tf.summary.merge",
    "tf.merge_all_summaries": "tf.summary.merge_all",
    "tf.nn.rnn": "tf.nn.static_rnn",
    "tf.nn.bidirectional_rnn": "tf.nn.static_bidirectional_rnn",
    "tf.nn.state_saving_rnn": "tf.nn.static_state_saving_rnn",
    "tf.models.rnn.rnn_cell": "tf.nn.rnn_cell",
    "tf.models.rnn.rnn": "tf.nn.static_rnn",
    "tf.nn.rnn_cell.EmbeddingWrapper": "tf.contrib.rnn.EmbeddingWrapper",
    "tf.nn.rnn_cell.InputProjectionWrapper": "tf.contrib.rnn.InputProjectionWrapper",
    "tf.nn.rnn_cell.OutputProjectionWrapper": "tf.contrib.rnn.OutputProjectionWrapper",
    "tf.contrib.data.Dataset": "tf.data.Dataset",
    "tf.contrib.data.Iterator": "tf.data.Iterator",
    "tf.contrib.data.TFRecordDataset": "tf.data.TFRecordDataset",
    "tf.contrib.data.TextLineDataset": "tf.data.TextLineDataset",
    "tf.contrib.data.FixedLengthRecordDataset": "tf.data.FixedLengthRecordDataset",
}
# Of these the arguments differ too, or a scope is needed: the message says how.
_NOTES = {
    "tf.select": "tf.select never broadcast: tf.where with a condition of the values' shape",
    "tf.batch_matmul": "adj_x and adj_y become adjoint_a and adjoint_b",
    "tf.scalar_summary": "the first argument was a tag: tf.summary.scalar(name, tensor)",
    "tf.histogram_summary": "the first argument was a tag: tf.summary.histogram(name, values)",
    "tf.image_summary": "max_images becomes max_outputs",
    "tf.nn.rnn": "the list of inputs stays; the result is (outputs, state)",
}
_ARGUMENTS = {
    "tf.batch_matmul": (("x", "a"), ("y", "b"), ("adj_x", "adjoint_a"), ("adj_y", "adjoint_b")),
    "tf.select": (("t", "x"), ("e", "y")),
    "tf.image_summary": (("tag", "name"), ("max_images", "max_outputs")),
    "tf.scalar_summary": (("tags", "name"), ("values", "tensor")),
    "tf.histogram_summary": (("tag", "name"),),
}
_SEQ2SEQ = [
    "attention_decoder",
    "basic_rnn_seq2seq",
    "embedding_attention_decoder",
    "embedding_attention_seq2seq",
    "embedding_rnn_decoder",
    "embedding_rnn_seq2seq",
    "embedding_tied_rnn_seq2seq",
    "model_with_buckets",
    "one2many_rnn_seq2seq",
    "rnn_decoder",
    "sequence_loss",
    "sequence_loss_by_example",
    "tied_rnn_seq2seq",
]

ROWS = (
    *(
        M(
            old,
            _NOTES.get(old, ""),
            REVIEW if old in _NOTES else SAFE,
            SOURCE,
            same_as=new,
            renamed=_ARGUMENTS.get(old, ()),
        )
        for old, new in _RENAMED.items()
    ),
    *(M(f"tf.nn.seq2seq.{name}", source=SOURCE, same_as=f"tf.contrib.legacy_seq2seq.{name}") for name in _SEQ2SEQ),
    M("tf.nn.seq2seq", "tf.contrib.legacy_seq2seq held it last; tfa.seq2seq is the successor", source=SOURCE),
    M(
        "tf.examples.tutorials.mnist.input_data",
        "tf.keras.datasets.mnist.load_data() has the digits as uint8 arrays of 28x28: "
        "divide by 255, reshape, and hold out 5000 for validation",
        source="TF 1.15 source",
    ),
    M(
        "tf.examples.tutorials.mnist.input_data.read_data_sets",
        "tf.keras.datasets.mnist.load_data() has the digits as uint8 "
        "arrays of 28x28: divide by 255, reshape, and hold out 5000 for validation",
        source="TF 1.15 source",
    ),
    M(
        "tf.contrib.gan",
        "use the tensorflow_gan package (tensorflow-gan), the same library outside contrib",
        source="tf.contrib sunset RFC",
    ),
    M("tf.contrib.reinforcement_learning", "use the tf_agents package", source="tf.contrib sunset RFC"),
    M("tf.contrib.lite", source="TF 1.13 release notes", applicability=SAFE, same_as="tf.lite"),
    M(
        "tf.contrib.ndlstm",
        "tf.keras.layers.ConvLSTM2D or an RNN over rows and columns",
        source="tf.contrib sunset RFC",
    ),
    *(
        M(
            f"tf.contrib.estimator.{name}",
            source=SOURCE,
            applicability=SAFE,
            same_as=f"tf.estimator.experimental.{name}",
        )
        for name in (
            "stop_if_higher_hook",
            "stop_if_lower_hook",
            "stop_if_no_decrease_hook",
            "stop_if_no_increase_hook",
        )
    ),
    M(
        "tf.contrib.estimator.make_early_stopping_hook",
        source=SOURCE,
        applicability=SAFE,
        same_as="tf.estimator.experimental.make_early_stopping_hook",
    ),
    M("tf.contrib.framework.CriticalSection", source=SOURCE, applicability=SAFE, same_as="tf.CriticalSection"),
    M("tf.train.confusion_matrix", source=SOURCE, applicability=SAFE, same_as="tf.confusion_matrix"),
    M(
        "tf.test.mock",
        source="TF 1.15 source",
        applicability=SAFE,
        native="unittest.mock",
        exact=True,
    ),
    M("tf.CXX_VERSION", applicability=SAFE, source="TF 1.0 to 2.15 API", native="tf.sysconfig.CXX_VERSION", exact=True),
)

# Functions that kept their name and changed their order of arguments in TF 1.0: a positional call in the old order shows in
# the kind of its first arguments.
OLD_CALLS = (
    OldCall("tf.concat", ("concat_dim", "values", "name"), (("concat_dim", "axis"),), "the first argument is a number"),
    OldCall(
        "tf.split",
        ("split_dim", "num_split", "value", "name"),
        (("split_dim", "axis"), ("num_split", "num_or_size_splits")),
        "the first two arguments are numbers",
    ),
    OldCall(
        "tf.nn.softmax_cross_entropy_with_logits",
        ("logits", "labels", "dim", "name"),
        (),
        "any positional argument: TF 1.0 allows keywords only",
    ),
    OldCall(
        "tf.nn.sparse_softmax_cross_entropy_with_logits",
        ("logits", "labels", "name"),
        (),
        "any positional argument: TF 1.0 allows keywords only",
    ),
    OldCall(
        "tf.nn.sigmoid_cross_entropy_with_logits",
        ("logits", "targets", "name"),
        (("targets", "labels"),),
        "any positional argument: TF 1.0 allows keywords only",
    ),
    OldCall(
        "tf.reverse",
        ("tensor", "dims", "name"),
        (),
        "dims is a list of booleans: give the indices of the true ones as axis",
    ),
    OldCall(
        "tf.sparse_concat",
        ("concat_dim", "sp_inputs", "name", "expand_nonconcat_dim"),
        (("concat_dim", "axis"),),
        "the first argument is a number",
    ),
    OldCall(
        "tf.sparse_split",
        ("split_dim", "num_split", "sp_input", "name"),
        (("split_dim", "axis"),),
        "the first two arguments are numbers",
    ),
    OldCall(
        "tf.one_hot",
        ("indices", "depth", "on_value", "off_value", "axis", "dtype", "name"),
        (),
        "same order; on_value and off_value were required",
    ),
    OldCall("tf.nn.sampled_softmax_loss", ("weights", "biases", "inputs", "labels"), (), "inputs stand before labels"),
    OldCall("tf.nn.nce_loss", ("weights", "biases", "inputs", "labels"), (), "inputs stand before labels"),
)
