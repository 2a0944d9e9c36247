"""Say what to write instead of the ways to decode that TensorFlow 1 itself gave up.

The decoder functions of TF 1.0 and 1.1 were gone before 1.15; the static ones of `legacy_seq2seq` stayed to the end.
"""

from __future__ import annotations

from .rows import noted

_SOURCE = "rnn_facts 6"
_TRAIN = (
    "call tfa.seq2seq.BasicDecoder(cell, tfa.seq2seq.TrainingSampler(), output_layer=...) with the inputs, initial_state= and "
    "sequence_length="
)
_INFER = (
    "call tfa.seq2seq.BasicDecoder(cell, tfa.seq2seq.GreedyEmbeddingSampler(), output_layer=..., maximum_iterations=...) with "
    "the embedding, initial_state=, start_tokens= and end_token="
)
_ATTEND = "wrap the cell: tfa.seq2seq.AttentionWrapper(cell, mechanism, attention_layer_size=...), then "
_STATIC = "encode with a tf.keras.layers.RNN that returns its state, then "

ROWS = (
    *noted(
        "seq2seq",
        {
            "simple_decoder_fn_train": _TRAIN,
            "simple_decoder_fn_inference": _INFER,
            "attention_decoder_fn_train": _ATTEND + _TRAIN,
            "attention_decoder_fn_inference": _ATTEND + _INFER,
            "dynamic_rnn_decoder": "the decoder function becomes a tfa.seq2seq.BasicDecoder, which is called itself",
            "prepare_attention": "make a tfa.seq2seq.LuongAttention(units) or BahdanauAttention(units); its "
            "setup_memory(attention_states, memory_sequence_length=...) gives it what it attends to",
            "DynamicAttentionWrapper": "tfa.seq2seq.AttentionWrapper(cell, mechanism, attention_layer_size=...)",
            "DynamicAttentionWrapperState": "tfa.seq2seq.AttentionWrapperState",
            "sequence_loss_by_example": "tfa.seq2seq.sequence_loss(logits, targets, weights, average_across_timesteps=True, "
            "average_across_batch=False) over logits of shape [batch, time, words]",
        },
        _SOURCE,
    ),
    *noted(
        "legacy_seq2seq",
        {
            "basic_rnn_seq2seq": _STATIC + _TRAIN,
            "tied_rnn_seq2seq": _STATIC.replace("a tf.keras", "one tf.keras") + _TRAIN + "; both run one cell",
            "embedding_rnn_seq2seq": _STATIC + f"to train {_TRAIN}, and where feed_previous is set {_INFER}",
            "embedding_tied_rnn_seq2seq": _STATIC + f"with one embedding and one cell; to train {_TRAIN}",
            "embedding_attention_seq2seq": _STATIC + _ATTEND + _TRAIN,
            "embedding_rnn_decoder": _TRAIN + f"; where feed_previous is set {_INFER}",
            "embedding_attention_decoder": _ATTEND + _TRAIN,
            "attention_decoder": _ATTEND + _TRAIN,
            "one2many_rnn_seq2seq": _STATIC + "run one decoder for each target: " + _TRAIN,
            "model_with_buckets": "pad to the longest sentence of each batch, and pass the lengths: TF2 needs no buckets",
        },
        _SOURCE,
    ),
)
