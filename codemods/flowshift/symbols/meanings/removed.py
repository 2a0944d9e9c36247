"""Symbols of TF 1.15, outside contrib, of which TF 2.15 has neither a native nor a compat.v1 form."""

from __future__ import annotations

from ...model import Applicability
from ..symbol import Meaning as M

SAFE = Applicability.SAFE
SOURCE = "not in TF 2.15.1"

ROWS = (
    M(
        "tf.config.experimental_list_devices",
        "tf.config.list_logical_devices gives objects; take their .name",
        source=SOURCE,
    ),
    *(
        M(
            f"tf.estimator.BoostedTrees{kind}",
            "removed in TF 2.5: train with the tensorflow_decision_forests package",
            source="TF 2.5 release notes",
        )
        for kind in ("Classifier", "Estimator", "Regressor")
    ),
    M("tf.raw_ops.CompareAndBitpack", "no replacement: compare, then pack bits with tf.bitwise", source=SOURCE),
    M(
        "tf.data.experimental.MapVectorizationOptions",
        "no replacement: vectorise the map function by hand",
        source=SOURCE,
    ),
    M("tf.data.experimental.StatsAggregator", "no replacement: use the TensorFlow profiler", source=SOURCE),
    M("tf.data.experimental.StatsOptions", "no replacement: use the TensorFlow profiler", source=SOURCE),
    M("tf.data.experimental.bytes_produced_stats", "no replacement: use the TensorFlow profiler", source=SOURCE),
    M("tf.data.experimental.latency_stats", "no replacement: use the TensorFlow profiler", source=SOURCE),
    M(
        "tf.keras.experimental.LinearCosineDecay",
        "write a tf.keras.optimizers.schedules.LearningRateSchedule, or use tf.compat.v1.train.linear_cosine_decay",
        source=SOURCE,
    ),
    M(
        "tf.keras.experimental.NoisyLinearCosineDecay",
        "write a tf.keras.optimizers.schedules.LearningRateSchedule, or use "
        "tf.compat.v1.train.noisy_linear_cosine_decay",
        source=SOURCE,
    ),
    M(
        "tf.keras.experimental.PeepholeLSTMCell",
        "tfa.rnn.PeepholeLSTMCell is the same cell",
        Applicability.REVIEW,
        "tfa 0.23",
        native="tfa.rnn.PeepholeLSTMCell",
        exact=True,
    ),
    M("tf.keras.experimental.export_saved_model", "model.save(path, save_format='tf')", source=SOURCE),
    M("tf.keras.experimental.load_from_saved_model", "tf.keras.models.load_model(path)", source=SOURCE),
    M("tf.keras.experimental.terminate_keras_multiprocessing_pools", "not needed in TF 2", source=SOURCE),
    M(
        "tf.keras.utils.HDF5Matrix",
        "read the file with h5py and slice, or tfio.IODataset.from_hdf5 (tensorflow-io)",
        source=SOURCE,
    ),
    M("tf.keras.utils.convert_all_kernels_in_model", "only for Theano kernels: remove the call", source=SOURCE),
    M(
        "tf.keras.utils.multi_gpu_model",
        "build the model under tf.distribute.MirroredStrategy().scope()",
        source="semantics_facts 2",
    ),
    M("tf.lite.experimental.get_potentially_supported_ops", "no replacement", source=SOURCE),
    *(
        M(f"tf.keras.mixed_precision.experimental.{old}", text, source=SOURCE)
        for old, text in (
            (
                "LossScaleOptimizer",
                "tf.keras.mixed_precision.LossScaleOptimizer(optimizer, dynamic=True): other arguments",
            ),
            ("Policy", "tf.keras.mixed_precision.Policy, without loss_scale"),
            ("global_policy", "tf.keras.mixed_precision.global_policy"),
            ("set_policy", "tf.keras.mixed_precision.set_global_policy"),
        )
    ),
    M(
        "tf.keras.wrappers.scikit_learn.KerasClassifier",
        "scikeras.wrappers.KerasClassifier (package scikeras)",
        source=SOURCE,
    ),
    M(
        "tf.keras.wrappers.scikit_learn.KerasRegressor",
        "scikeras.wrappers.KerasRegressor (package scikeras)",
        source=SOURCE,
    ),
    M("tf.lite.experimental.nn.TFLiteLSTMCell", "tf.keras.layers.LSTM converts to TFLite by itself", source=SOURCE),
    M("tf.lite.experimental.nn.TfLiteRNNCell", "tf.keras.layers.SimpleRNN converts to TFLite by itself", source=SOURCE),
    M("tf.lite.experimental.nn.dynamic_rnn", "tf.keras.layers.RNN converts to TFLite by itself", source=SOURCE),
)
