"""Where each much-used symbol of tf.contrib went: core TF2, tensorflow_addons, or a note."""

from __future__ import annotations

from ...model import Applicability
from ..symbol import Meaning as M
from .rows import moved, noted

MANUAL, REVIEW, SAFE = Applicability.MANUAL, Applicability.REVIEW, Applicability.SAFE
G = "semantics_facts 4g"


ROWS = (
    M(
        "tf.contrib.framework.list_variables",
        applicability=SAFE,
        source=G,
        native="tf.train.list_variables",
        exact=True,
        renamed=(("checkpoint_dir", "ckpt_dir_or_file"),),
    ),
    M(
        "tf.contrib.framework.load_variable",
        applicability=SAFE,
        source=G,
        native="tf.train.load_variable",
        exact=True,
        renamed=(("checkpoint_dir", "ckpt_dir_or_file"),),
    ),
    M(
        "tf.contrib.framework.load_checkpoint",
        applicability=SAFE,
        source=G,
        native="tf.train.load_checkpoint",
        exact=True,
        renamed=(("filepattern", "ckpt_dir_or_file"),),
    ),
    M(
        "tf.contrib.framework.init_from_checkpoint",
        applicability=SAFE,
        source=G,
        compat="tf.compat.v1.train.init_from_checkpoint",
    ),
    M(
        "tf.contrib.framework.py_func",
        "tf.numpy_function, then set the static shapes by hand",
        MANUAL,
        "TF 1.15 source",
    ),
    *moved(
        "framework",
        "tf",
        "smart_case=case",
        "tf.case decides while it runs also where smart_case would decide before",
        REVIEW,
    ),
    M("tf.contrib.framework.with_shape", "tf.ensure_shape(tensor, expected_shape)", MANUAL, "TF 1.15 source"),
    M("tf.contrib.framework.with_same_shape", "tf.ensure_shape(tensor, expected.shape)", MANUAL, "TF 1.15 source"),
    *moved(
        "data",
        "tf.data.experimental",
        "AUTOTUNE CheckpointInputPipelineHook Counter CsvDataset RandomDataset Reducer "
        "SqlDataset assert_cardinality bucket_by_sequence_length choose_from_datasets copy_to_device dense_to_ragged_batch "
        "enumerate_dataset get_single_element group_by_reducer group_by_window ignore_errors "
        "make_batched_features_dataset make_csv_dataset make_saveable_from_iterator map_and_batch parallel_interleave "
        "parse_example_dataset prefetch_to_device rejection_resample sample_from_datasets scan shuffle_and_repeat "
        "unbatch unique dense_to_sparse_batch TFRecordWriter",
    ),
    *noted(
        "data",
        {
            "batch_and_drop_remainder": "dataset.batch(n, drop_remainder=True)",
            "padded_batch_and_drop_remainder": "dataset.padded_batch(n, shapes, drop_remainder=True)",
            "sliding_window_batch": "dataset.window(size, shift, stride).flat_map(lambda w: w.batch(size))",
            "sloppy_interleave": "dataset.interleave(f, cycle_length, block_length, deterministic=False)",
            "assert_element_shape": "dataset.map(lambda x: tf.ensure_shape(x, shape))",
            "reduce_dataset": "dataset.reduce(initial_state, reduce_func)",
            "read_batch_features": "tf.data.experimental.make_batched_features_dataset",
            "LMDBDataset": "tfio.IODataset.from_lmdb (package tensorflow-io)",
        },
        G,
    ),
    M(
        "tf.contrib.eager.defun",
        "tf.function takes the same func, input_signature and autograph",
        SAFE,
        G,
        native="tf.function",
        exact=True,
    ),
    M(
        "tf.contrib.eager.Variable",
        "a TF2 variable is a resource variable, as this one was",
        SAFE,
        G,
        native="tf.Variable",
        compat="tf.compat.v1.Variable",
        added=(("use_resource", "True"),),
        exact=True,
    ),
    M("tf.contrib.eager.num_gpus", "len(tf.config.list_logical_devices('GPU'))", MANUAL, G),
    *noted(
        "eager",
        {
            "implicit_gradients": "tf.GradientTape: tape.gradient(loss, variables)",
            "implicit_value_and_gradients": "tf.GradientTape: tape.gradient(loss, variables)",
            "gradients_function": "tf.GradientTape with tape.watch(argument)",
            "value_and_gradients_function": "tf.GradientTape with tape.watch(argument)",
            "Iterator": "iter(dataset)",
            "Network": "tf.keras.Model",
            "Checkpointable": "tf.Module, or tf.train.Checkpoint with keyword arguments",
            "Saver": "tf.train.Checkpoint",
            "EagerVariableStore": "tf.compat.v1.keras.utils.track_tf1_style_variables on a layer's call",
            "run": "absl.app.run",
            "Sequential": "tf.keras.Sequential",
            "get_optimizer_variables": "optimizer.variables",
        },
        G,
    ),
    *moved(
        "opt",
        "tfa.optimizers",
        "LazyAdamOptimizer=LazyAdam MovingAverageOptimizer=MovingAverage AdamWOptimizer=AdamW MomentumWOptimizer=SGDW",
        "a Keras optimizer: TF1's epsilon is 1e-8, minimize() takes variables",
        REVIEW,
    ),
    *moved(
        "opt",
        "tf.keras.optimizers",
        "NadamOptimizer=Nadam AdaMaxOptimizer=Adamax",
        "a Keras optimizer: TF1's epsilon is 1e-8, minimize() takes variables",
        REVIEW,
    ),
    *noted(
        "opt",
        {
            "ScipyOptimizerInterface": "no replacement: call scipy.optimize.minimize with a tf.function of value and gradient",
            "ExternalOptimizerInterface": "no replacement: call the optimizer with a tf.function of value and gradient",
            "ShampooOptimizer": "no replacement in TF or tfa 0.23",
            "extend_with_decoupled_weight_decay": "tfa.optimizers.extend_with_decoupled_weight_decay takes Keras optimizers",
            "VariableClippingOptimizer": "clip the variables after apply_gradients, or set constraint= on them",
        },
        G,
    ),
    *moved(
        "image",
        "tfa.image",
        "angles_to_projective_transforms dense_image_warp "
        "rotate transform translate translations_to_projective_transforms=translate_ops."
        "translations_to_projective_transforms sparse_image_warp interpolate_spline "
        "flat_transforms_to_matrices=transform_ops.flat_transforms_to_matrices "
        "matrices_to_flat_transforms=transform_ops.matrices_to_flat_transforms",
    ),
    *moved("text", "tfa.text", "skip_gram_sample skip_gram_sample_with_text_vocab", "", SAFE),
    *(
        M(
            f"tf.contrib.{name}",
            f"tfa.image.{name.rpartition('.')[2]} is the same operation, but the compiled operations of "
            "tensorflow-addons 0.23 do not load in TensorFlow 2.15.1",
            MANUAL,
            "run on TF 2.15.1: undefined symbol in its library",
        )
        for name in ("image.connected_components", "resampler.resampler")
    ),
    M(
        "tf.contrib.metrics.confusion_matrix",
        applicability=SAFE,
        source=G,
        native="tf.math.confusion_matrix",
        exact=True,
    ),
    M("tf.contrib.image.compose_transforms", "tfa.image.compose_transforms takes one list of transforms", MANUAL, G),
    M("tf.contrib.metrics.f1_score", "tfa.metrics.F1Score is a class with its own state and threshold", MANUAL, G),
    M("tf.contrib.metrics.cohen_kappa", "tfa.metrics.CohenKappa is a class with its own state", MANUAL, G),
    M(
        "tf.contrib.losses.metric_learning.triplet_semihard_loss",
        "mean over the batch as in contrib; by keyword",
        REVIEW,
        G,
        native="tfa.losses.triplet_semihard_loss",
        renamed=(("labels", "y_true"), ("embeddings", "y_pred")),
        added=(("distance_metric", "'squared-L2'"),),
        exact=True,
    ),
    M(
        "tf.contrib.losses.metric_learning.npairs_loss",
        "tfa.losses.npairs_loss takes labels and similarities",
        MANUAL,
        G,
    ),
    *noted(
        "lookup",
        {
            "HashTable": "tf.lookup.StaticHashTable(initializer, default_value)",
            "MutableHashTable": "tf.lookup.experimental.MutableHashTable",
            "index_table_from_file": "tf.lookup.StaticVocabularyTable(tf.lookup.TextFileInitializer(...), num_oov_buckets)",
            "index_table_from_tensor": "tf.lookup.StaticVocabularyTable(tf.lookup.KeyValueTensorInitializer(...), "
            "num_oov_buckets)",
            "index_to_string_table_from_file": "tf.lookup.StaticHashTable(tf.lookup.TextFileInitializer(...), default_value)",
            "index_to_string_table_from_tensor": "tf.lookup.StaticHashTable(tf.lookup.KeyValueTensorInitializer(...), "
            "default_value)",
            "string_to_index": "tf.lookup.StaticHashTable(...).lookup(tensor)",
            "index_to_string": "tf.gather(mapping, tensor)",
        },
        G,
    ),
    *noted(
        "training",
        {
            "HParams": "no replacement in TF 2: an argparse.Namespace or a dict; values, get, set_hparam and parse by hand",
            "bucket_by_sequence_length": "tf.data.Dataset.bucket_by_sequence_length: a dataset, not a queue",
            "stratified_sample": "tf.data.Dataset.rejection_resample: a dataset, not a queue",
            "rejection_sample": "tf.data.Dataset.rejection_resample: a dataset, not a queue",
            "bucket": "tf.data.Dataset.group_by_window: a dataset, not a queue",
            "batch_sequences_with_states": "keep the state in a tf.keras.layers.RNN(stateful=True)",
            "get_or_create_eval_step": "a tf.Variable of your own",
        },
        G,
    ),
    *noted(
        "summary",
        {
            "create_file_writer": "tf.summary.create_file_writer(logdir)",
            "create_summary_file_writer": "tf.summary.create_file_writer(logdir)",
            "scalar": "tf.summary.scalar(name, tensor, step=step)",
            "histogram": "tf.summary.histogram(name, tensor, step=step)",
            "image": "tf.summary.image(name, images, step=step)",
            "audio": "tf.summary.audio(name, tensor, sample_rate, step=step)",
            "graph": "tf.summary.graph(function.get_concrete_function(...).graph)",
            "generic": "tf.summary.write(tag, tensor, step=step)",
            "always_record_summaries": "tf.summary.record_if(True)",
            "never_record_summaries": "tf.summary.record_if(False)",
            "record_summaries_every_n_global_steps": "tf.summary.record_if(lambda: step % n == 0)",
            "should_record_summaries": "tf.summary.should_record_summaries()",
        },
        G,
    ),
    *noted(
        "cudnn_rnn",
        {
            "CudnnLSTM": "tf.keras.layers.LSTM uses cuDNN on a GPU; the weight layout differs",
            "CudnnGRU": "tf.keras.layers.GRU uses cuDNN on a GPU; the weight layout differs",
            "CudnnCompatibleLSTMCell": "tf.keras.layers.LSTMCell; the weight layout differs",
            "CudnnCompatibleGRUCell": "tf.keras.layers.GRUCell; the weight layout differs",
            "CudnnRNNRelu": "tf.keras.layers.SimpleRNN(activation='relu')",
            "CudnnRNNTanh": "tf.keras.layers.SimpleRNN(activation='tanh')",
        },
        G,
    ),
    M(
        "tf.contrib.distribute.MirroredStrategy",
        "num_gpus becomes a list of devices; tf.distribute.MirroredStrategy",
        MANUAL,
        "semantics_facts 2",
    ),
    M("tf.contrib.training.checkpoints_iterator", "", SAFE, G, native="tf.train.checkpoints_iterator", exact=True),
)
