"""Operations and initializers whose meaning changed under the same name, or whose name moved to another implementation."""

from __future__ import annotations

from ...model import Applicability
from ..symbol import Meaning as M

MANUAL, REVIEW, SAFE = Applicability.MANUAL, Applicability.REVIEW, Applicability.SAFE
E = "semantics_facts 4e"
UPGRADE = "tf_upgrade_v2"

# `x` stands for the first argument: these calls become another call, not another name.
_CASTS = ("bfloat16", "complex128", "complex64", "double", "float", "int32", "int64")
_CAST_TYPES = {"double": "float64", "float": "float32"}
_ASSERTS = [
    "assert_equal",
    "assert_greater",
    "assert_greater_equal",
    "assert_less",
    "assert_less_equal",
    "assert_near",
    "assert_negative",
    "assert_non_negative",
    "assert_non_positive",
    "assert_none_equal",
    "assert_positive",
    "assert_rank",
    "assert_rank_at_least",
    "assert_rank_in",
    "assert_integer",
    "assert_type",
]

ROWS = (
    M("tf.random_normal_initializer", applicability=SAFE, source=E, exact=True),
    M(
        "tf.random_uniform_initializer",
        "TF1 draws from [0, 1) by default, TF2 from [-0.05, 0.05)",
        SAFE,
        E,
        exact=True,
        added=(("minval", "0"), ("maxval", "1")),
    ),
    M("tf.truncated_normal_initializer", applicability=SAFE, source=E, exact=True),
    M("tf.glorot_normal_initializer", applicability=SAFE, source=E, exact=True),
    M("tf.glorot_uniform_initializer", applicability=SAFE, source=E, exact=True),
    M("tf.orthogonal_initializer", applicability=SAFE, source=E, exact=True),
    M("tf.variance_scaling_initializer", applicability=SAFE, source=E, exact=True),
    M("tf.constant_initializer", applicability=SAFE, source=E, exact=True),
    M("tf.ones_initializer", applicability=SAFE, source=E, exact=True),
    M("tf.zeros_initializer", applicability=SAFE, source=E, exact=True),
    M("tf.initializers.identity", applicability=SAFE, source=E, exact=True),
    M(
        "tf.uniform_unit_scaling_initializer",
        "the range of VarianceScaling(scale=factor**2, mode='fan_in', "
        "distribution='uniform') is the same, the drawn numbers are not",
        REVIEW,
        E,
    ),
    M(
        "tf.where",
        "a vector condition selects rows in TF1 and broadcasts over the last axis in TF2: write "
        "cond[:, None], or keep tf.compat.v1.where; with a scalar or equal-shape condition both are equal",
        REVIEW,
        E,
    ),
    M(
        "tf.while_loop",
        "TF2 gives a list also for a single loop variable, where TF1 gives the tensor",
        MANUAL,
        "results of both runtimes",
        exact=False,
    ),
    M(
        "tf.space_to_batch",
        "block_size became block_shape, one number for each axis: [block_size, block_size]",
        MANUAL,
        "results of both runtimes",
        exact=False,
    ),
    M("tf.assert_scalar", "TF1 gives the tensor, TF2 gives nothing", MANUAL, "results of both runtimes", exact=False),
    M("tf.div", "integers: //; floats: /; tf.compat.v1.div does either", SAFE, E),
    M(
        "tf.arg_max",
        applicability=SAFE,
        source=UPGRADE,
        native="tf.argmax",
        renamed=(("dimension", "axis"),),
        exact=True,
    ),
    M(
        "tf.arg_min",
        applicability=SAFE,
        source=UPGRADE,
        native="tf.argmin",
        renamed=(("dimension", "axis"),),
        exact=True,
    ),
    M("tf.batch_to_space_nd", applicability=SAFE, source=UPGRADE, native="tf.batch_to_space", exact=True),
    M("tf.floor_div", applicability=SAFE, source=UPGRADE, native="tf.math.floordiv", exact=True),
    M(
        "tf.multinomial",
        applicability=SAFE,
        source=UPGRADE,
        native="tf.random.categorical",
        exact=True,
        renamed=(("output_dtype", "dtype"),),
    ),
    M(
        "tf.random.stateless_multinomial",
        applicability=SAFE,
        source=UPGRADE,
        native="tf.random.stateless_categorical",
        exact=True,
        renamed=(("output_dtype", "dtype"),),
    ),
    M("tf.substr", applicability=SAFE, source=UPGRADE, native="tf.strings.substr", exact=True),
    M(
        "tf.sparse_matmul",
        applicability=REVIEW,
        source=UPGRADE,
        native="tf.linalg.matmul",
        message="tf.linalg.matmul rounds bfloat16 inputs differently; equal for float32",
    ),
    M(
        "tf.quantize_v2",
        "tf.quantization.quantize takes the same input, min_range, max_range, T",
        REVIEW,
        UPGRADE,
        native="tf.quantization.quantize",
    ),
    M(
        "tf.load_file_system_library",
        applicability=SAFE,
        source=UPGRADE,
        native="tf.load_library",
        exact=True,
        renamed=(("library_filename", "library_location"),),
    ),
    M("tf.setdiff1d", "tf.sparse.from_dense or tf.sets.difference compute alike with other shapes", SAFE, UPGRADE),
    M(
        "tf.py_func",
        "tf.numpy_function is the same call without stateful=False",
        REVIEW,
        UPGRADE,
        native="tf.numpy_function",
        exact=True,
    ),
    M("tf.Print", "tf.print prints when it runs; a graph needs a control dependency on it", SAFE, UPGRADE),
    M(
        "tf.convert_to_tensor_or_indexed_slices",
        "tf.convert_to_tensor, where the value is no IndexedSlices",
        SAFE,
        UPGRADE,
    ),
    M(
        "tf.convert_to_tensor_or_sparse_tensor",
        "tf.convert_to_tensor, where the value is no SparseTensor",
        SAFE,
        UPGRADE,
    ),
    M(
        "tf.string_split",
        "tf.strings.split gives a RaggedTensor; add .to_sparse() for the SparseTensor of TF1 and skip_empty's effect",
        SAFE,
        UPGRADE,
    ),
    M(
        "tf.strings.split",
        "TF2 gives a RaggedTensor where TF1 gives a SparseTensor: add .to_sparse()",
        REVIEW,
        UPGRADE,
        renamed=(("source", "input"),),
    ),
    M("tf.sparse_merge", "build tf.sparse.SparseTensor from the ids and values yourself", SAFE, UPGRADE),
    M("tf.sparse_to_dense", "tf.scatter_nd, or tf.sparse.to_dense of a SparseTensor", SAFE, UPGRADE),
    M(
        "tf.cond",
        "strict has no counterpart: TF2 always keeps the structure, as strict=True does",
        REVIEW,
        UPGRADE,
        exact=True,
    ),
    M(
        "tf.gradients",
        "works in TF2 only inside a tf.function; eager code uses tf.GradientTape",
        REVIEW,
        "semantics_facts 5a",
    ),
    M(
        "tf.device",
        "the TF2 form takes no device function",
        REVIEW,
        UPGRADE,
        exact=True,
        renamed=(("device_name_or_function", "device_name"),),
    ),
    M(
        "tf.name_scope",
        "name None with default_name becomes the default_name; values is dropped",
        REVIEW,
        UPGRADE,
        exact=True,
    ),
    M("tf.executing_eagerly", "TF2 is eager unless disable_v2_behavior() ran", REVIEW, UPGRADE),
    M(
        "tf.Variable",
        "a TF2 variable is a resource variable: sess.run([train, W]) gives W before the update, not after it",
        REVIEW,
        "semantics_facts 5a.2",
    ),
    *(M(f"tf.to_{name}", f"tf.cast(x, tf.{_CAST_TYPES.get(name, name)})", SAFE, UPGRADE) for name in _CASTS),
    *(M(f"tf.{name}", "data is not printed by TF2", REVIEW, UPGRADE, exact=True) for name in _ASSERTS),
    *(
        M(
            f"tf.data.experimental.{name}Structure",
            applicability=SAFE,
            source=UPGRADE,
            native=f"tf.{name}Spec",
            exact=True,
        )
        for name in ("Tensor", "SparseTensor", "RaggedTensor", "TensorArray")
    ),
)
