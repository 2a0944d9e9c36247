"""Neural network operations, images and Keras layers whose meaning changed under the same name."""

from __future__ import annotations

from ...model import Applicability
from ..symbol import Meaning as M

MANUAL, REVIEW, SAFE = Applicability.MANUAL, Applicability.REVIEW, Applicability.SAFE
E = "semantics_facts 4e"
UPGRADE = "tf_upgrade_v2"

ROWS = (
    M("tf.nn.dropout", "keep_prob becomes rate = 1 - keep_prob; a second positional argument is keep_prob", REVIEW, E),
    M(
        "tf.keras.initializers.normal",
        "TF1 tf.keras draws with stddev 0.05 too; a positional seed or dtype moves",
        REVIEW,
        E,
    ),
    M("tf.keras.initializers.uniform", "TF1 tf.keras draws from [-0.05, 0.05) too", REVIEW, E),
    *(
        M(
            f"tf.keras.regularizers.{name}",
            applicability=SAFE,
            source="TF 2.15 keras/regularizers.py takes `l` too",
            native=f"tf.keras.regularizers.{name}",
            renamed=(("l", name),),
            exact=True,
        )
        for name in ("l1", "l2")
    ),
    M("tf.keras.initializers.TruncatedNormal", applicability=REVIEW, source=E),
    M(
        "tf.image.resize",
        "TF2 resizes around half-pixel centres (differences above 1 in 255); tf.compat.v1.image.resize is exact",
        REVIEW,
        E,
        native="",
        exact=False,
    ),
    M(
        "tf.image.draw_bounding_boxes",
        applicability=SAFE,
        source="gradients and results of both runtimes",
        exact=True,
        added=(("colors", "None"),),
    ),
    M(
        "tf.image.extract_glimpse",
        "TF2 corrected the offsets and gives no gradient; uniform_noise became noise",
        source="signature and TF 2.2 release notes",
    ),
    M("tf.image.resize_area", "tf.image.resize(method='area') is equal", SAFE, E),
    M("tf.image.resize_bicubic", "TF2's tf.image.resize uses half-pixel centres: keep the compat form", SAFE, E),
    M("tf.image.resize_bilinear", "TF2's tf.image.resize uses half-pixel centres: keep the compat form", SAFE, E),
    M(
        "tf.image.resize_nearest_neighbor",
        "TF2's tf.image.resize uses half-pixel centres: keep the compat form",
        SAFE,
        E,
    ),
    M(
        "tf.image.sample_distorted_bounding_box",
        "seed and seed2 become one seed: other random numbers",
        REVIEW,
        UPGRADE,
    ),
    M(
        "tf.extract_image_patches",
        applicability=SAFE,
        source=UPGRADE,
        native="tf.image.extract_patches",
        exact=True,
        renamed=(("ksizes", "sizes"),),
    ),
    M(
        "tf.nn.softmax_cross_entropy_with_logits_v2",
        applicability=SAFE,
        source=UPGRADE,
        native="tf.nn.softmax_cross_entropy_with_logits",
        exact=True,
        renamed=(("dim", "axis"),),
    ),
    M(
        "tf.nn.softmax_cross_entropy_with_logits",
        "TF1 stops the gradient into labels, TF2 does not: wrap labels in tf.stop_gradient unless they are data",
        REVIEW,
        "semantics_facts 4c",
    ),
    M(
        "tf.sparse_placeholder",
        "tf.keras.Input(sparse=True), or a tf.SparseTensorSpec in an input signature",
        SAFE,
        UPGRADE,
    ),
    M(
        "tf.nn.embedding_lookup",
        "partition_strategy matters only with several tables: 'div' is what TF2 does, 'mod' the "
        "default of TF1; with one table both are equal",
        REVIEW,
        UPGRADE,
    ),
    M("tf.nn.embedding_lookup_sparse", "TF2 splits by 'div' only: equal with one table", REVIEW, UPGRADE),
    M("tf.nn.safe_embedding_lookup_sparse", "TF2 splits by 'div' only: equal with one table", REVIEW, UPGRADE),
    M("tf.nn.nce_loss", "TF2 splits by 'div' only: equal with one table", REVIEW, UPGRADE),
    M(
        "tf.nn.sampled_softmax_loss",
        "TF2 splits by 'div' only: equal with one table; TF2 also passes the gradient into labels",
        REVIEW,
        UPGRADE,
    ),
    M(
        "tf.nn.ctc_loss",
        "TF2 takes dense labels, logits and lengths and another order; tf.compat.v1.nn.ctc_loss is exact",
        REVIEW,
        UPGRADE,
        native="",
        exact=False,
    ),
    M("tf.nn.ctc_loss_v2", applicability=SAFE, source=UPGRADE, native="tf.nn.ctc_loss", exact=True),
    M("tf.nn.ctc_beam_search_decoder", "TF2 behaves as merge_repeated=False; TF1's default is True", MANUAL, UPGRADE),
    M(
        "tf.nn.max_pool_with_argmax",
        "the argmax numbering leaves out the batch in both by default",
        REVIEW,
        UPGRADE,
        renamed=(("Targmax", "output_dtype"),),
    ),
    M(
        "tf.nn.dilation2d",
        "data_format 'NHWC' must be written out",
        REVIEW,
        UPGRADE,
        renamed=(("rates", "dilations"), ("filter", "filters"), ("input", "input")),
        added=(("data_format", "'NHWC'"),),
    ),
    M("tf.nn.erosion2d", "data_format 'NHWC' must be written out", REVIEW, UPGRADE, added=(("data_format", "'NHWC'"),)),
    M("tf.nn.fractional_avg_pool", "deterministic and seed2 become a nonzero seed", REVIEW, UPGRADE),
    M("tf.nn.fractional_max_pool", "deterministic and seed2 become a nonzero seed", REVIEW, UPGRADE),
    M(
        "tf.nn.conv2d_backprop_input",
        "tf.nn.conv2d_transpose is the same op with the arguments in another order",
        SAFE,
        UPGRADE,
    ),
    M("tf.nn.conv2d_backprop_filter", "tf.raw_ops.Conv2DBackpropFilter, by keyword", SAFE, UPGRADE),
    M("tf.nn.conv3d_backprop_filter", "tf.raw_ops.Conv3DBackpropFilterV2, by keyword", SAFE, UPGRADE),
    M("tf.nn.xw_plus_b", "tf.matmul(x, weights) + biases", SAFE, UPGRADE),
    M("tf.nn.relu_layer", "tf.nn.relu(tf.matmul(x, weights) + biases)", SAFE, UPGRADE),
    M("tf.lookup.StaticHashTable", "the TF2 table needs no initialisation op", REVIEW, "semantics_facts 4g"),
    M("tf.autograph.to_code", "arg_values, arg_types and indentation have no counterpart", REVIEW, UPGRADE),
    M("tf.autograph.to_graph", "arg_values and arg_types have no counterpart", REVIEW, UPGRADE),
    M(
        "tf.test.compute_gradient",
        "TF2 takes a function and its arguments, not tensors",
        REVIEW,
        UPGRADE,
        native="",
        exact=False,
    ),
    M("tf.test.compute_gradient_error", "compare the two arrays of tf.test.compute_gradient", SAFE, UPGRADE),
    M(
        "tf.data.Iterator",
        "TF2's is an abstract type; make iterators with iter(dataset)",
        REVIEW,
        UPGRADE,
        native="",
        exact=False,
    ),
    M(
        "tf.keras.layers.BatchNormalization",
        "the fused and virtual-batch arguments were keyword arguments already",
        REVIEW,
        UPGRADE,
        exact=True,
    ),
    M("tf.keras.layers.DenseFeatures", applicability=REVIEW, source=UPGRADE, exact=True),
    M(
        "tf.keras.layers.LSTM",
        "TF1's default recurrent_activation is 'hard_sigmoid'; implementation is ignored",
        SAFE,
        "signature",
        exact=True,
    ),
    M(
        "tf.keras.layers.LSTMCell",
        "TF1's default recurrent_activation is 'hard_sigmoid'",
        SAFE,
        "signature",
        exact=True,
    ),
    M(
        "tf.keras.layers.GRU",
        "TF1's defaults are recurrent_activation='hard_sigmoid', reset_after=False",
        SAFE,
        "signature",
        exact=True,
    ),
    M(
        "tf.keras.layers.GRUCell",
        "TF1's defaults are recurrent_activation='hard_sigmoid', reset_after=False",
        SAFE,
        "signature",
        exact=True,
    ),
    M(
        "tf.keras.layers.CuDNNLSTM",
        "tf.keras.layers.LSTM with its defaults uses cuDNN on a GPU; bias layout differs",
        REVIEW,
        "semantics_facts 4g",
    ),
    M(
        "tf.keras.layers.CuDNNGRU",
        "tf.keras.layers.GRU with its defaults uses cuDNN on a GPU; bias layout differs",
        REVIEW,
        "semantics_facts 4g",
    ),
    M(
        "tf.keras.callbacks.TensorBoard",
        "histogram_freq, write_grads, batch_size and embeddings_data changed; profiling is off by default in 2.15",
        REVIEW,
        "semantics_facts 1",
    ),
)
