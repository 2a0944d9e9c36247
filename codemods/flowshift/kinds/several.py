"""Say which TF1 symbols return more than one tensor, or one that is not dense. Data, and what follows from it.

A session returns tuples, dictionaries and sparse tensors as they are, with NumPy values inside; `.numpy()` only tensors have.
Source: what `session.run` of TF 1.15 returned for each of these symbols.
"""

from __future__ import annotations

import libcst as cst

from ..syntax.walk import descendants
from .values import Call, Function, Item, Member, Sequence, Value

# Operations that return a list, a tuple or a dictionary of tensors.
_SEVERAL_NAMES = """
    audio.decode_wav clip_by_global_norm contrib.framework.nest.flatten decode_csv dynamic_partition global_variables
    identity_n image.non_max_suppression_with_scores image.sample_distorted_bounding_box io.decode_csv
    io.parse_example io.parse_single_example linalg.eigh linalg.lu linalg.normalize linalg.qr linalg.slogdet
    linalg.svd listdiff math.top_k meshgrid nest.flatten nn.all_candidate_sampler nn.bidirectional_dynamic_rnn
    nn.ctc_unique_labels nn.dynamic_rnn nn.fixed_unigram_candidate_sampler nn.fractional_avg_pool
    nn.fractional_max_pool nn.learned_unigram_candidate_sampler nn.log_uniform_candidate_sampler
    nn.max_pool_with_argmax nn.moments nn.normalize_moments nn.static_rnn nn.sufficient_statistics nn.top_k
    nn.uniform_candidate_sampler nn.weighted_moments parse_example parse_single_example qr
    required_space_to_batch_paddings self_adjoint_eig setdiff1d shape_n split strings.unicode_decode_with_offsets
    strings.unicode_split_with_offsets svd trainable_variables unique unique_with_counts unstack while_loop
"""
_SEVERAL = frozenset("tf." + name for name in _SEVERAL_NAMES.split())

# Operations that return a sparse or ragged tensor, or something with one in it.
_NOT_DENSE_NAMES = """
    RaggedTensor.from_row_splits SparseTensor convert_to_tensor_or_sparse_tensor deserialize_many_sparse
    io.deserialize_many_sparse nn.ctc_beam_search_decoder nn.ctc_beam_search_decoder_v2 nn.ctc_greedy_decoder
    ragged.constant serialize_many_sparse sparse.add sparse.concat sparse.expand_dims sparse.eye
    sparse.fill_empty_rows sparse.from_dense sparse.mask sparse.maximum sparse.merge sparse.minimum
    sparse.reduce_max_sparse sparse.reduce_sum_sparse sparse.reorder sparse.reset_shape sparse.reshape sparse.retain
    sparse.slice sparse.softmax sparse.split sparse.transpose sparse_add sparse_concat sparse_fill_empty_rows
    sparse_mask sparse_maximum sparse_merge sparse_minimum sparse_placeholder sparse_reduce_max_sparse
    sparse_reduce_sum_sparse sparse_reorder sparse_reset_shape sparse_reshape sparse_retain sparse_slice
    sparse_softmax sparse_split sparse_transpose string_split strings.split strings.unicode_decode
    strings.unicode_split
"""
_NOT_DENSE = frozenset("tf." + name for name in _NOT_DENSE_NAMES.split())

# What returns what a function of the program returns.
_BY_FUNCTION = frozenset({"tf.cond", "tf.case", "tf.map_fn", "tf.scan", "tf.foldl", "tf.foldr"})

# What returns one structure in TF1, and another one in TF2.
_OTHER_STRUCTURE = frozenset({"tf.while_loop", "tf.image.non_max_suppression_padded"})


def is_several(value: Value) -> bool:
    """Tell whether a value is what an operation with several results returned."""
    return isinstance(value, Call) and value.api in _SEVERAL


def has_other_form(value: Value) -> bool:
    """Tell whether a session gives something for a value that neither it nor its parts turn into with `.numpy()`."""
    if isinstance(value, Sequence):
        return any(map(has_other_form, value.items))
    if isinstance(value, Member):
        return value.name == "name" and isinstance(value.of, (Call, Member))  # a tensor or operation by its name
    if isinstance(value, Item):
        return isinstance(value.of, (Call, Item)) and _is_not_dense(value.of)
    if not isinstance(value, Call):
        return False
    if value.api in _BY_FUNCTION:
        return any(isinstance(given, Function) and _returns_several(given.node) for given in value.arguments.values())
    return value.api in _OTHER_STRUCTURE or _is_not_dense(value)


def _is_not_dense(value: Value) -> bool:
    while isinstance(value, Item):
        value = value.of
    return isinstance(value, Call) and value.api in _NOT_DENSE


def _returns_several(node: cst.FunctionDef | cst.Lambda) -> bool:
    displays = (cst.Tuple, cst.List, cst.Dict)
    if isinstance(node, cst.Lambda):
        return isinstance(node.body, displays)
    return any(isinstance(inner, cst.Return) and isinstance(inner.value, displays) for inner in descendants(node))
