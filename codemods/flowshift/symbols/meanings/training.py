"""Sessions, collections, optimizers, losses, metrics, summaries, files and flags: what runs the graph or stands beside it."""

from __future__ import annotations

from ...model import Applicability
from ..symbol import Meaning as M

MANUAL, REVIEW, SAFE = Applicability.MANUAL, Applicability.REVIEW, Applicability.SAFE
A, B, C, D = "semantics_facts 4a", "semantics_facts 4b", "semantics_facts 4c", "semantics_facts 4d"
UPGRADE = "tf_upgrade_v2"

_OPTIMIZERS = {
    "GradientDescentOptimizer": "tf.keras.optimizers.SGD(lr) is equal (0 difference)",
    "MomentumOptimizer": "SGD(lr, momentum=m) is equal only at a constant rate and with dense gradients",
    "AdamOptimizer": "tf.keras.optimizers.Adam(lr, epsilon=1e-8): TF1's epsilon is 1e-8, Keras' 1e-7",
    "RMSPropOptimizer": "Keras starts the mean square at 0, TF1 at 1: RMSprop(lr, epsilon=1e-10) with its velocities set to 1",
    "AdagradOptimizer": "tf.keras.optimizers.Adagrad(lr) is equal (6e-8)",
    "AdadeltaOptimizer": "tf.keras.optimizers.Adadelta(lr, epsilon=1e-8); the Keras default 1e-7 is far off",
    "FtrlOptimizer": "tf.keras.optimizers.Ftrl is equal with dense gradients only",
    "ProximalGradientDescentOptimizer": "there is no Keras form; the compat.v1 optimizer is exact inside a tf.function",
    "ProximalAdagradOptimizer": "there is no Keras form; the compat.v1 optimizer is exact inside a tf.function",
    "AdagradDAOptimizer": "there is no Keras form",
}
_SCHEDULES = {
    "exponential_decay": "ExponentialDecay(lr, decay_steps, decay_rate, staircase)",
    "piecewise_constant": "PiecewiseConstantDecay(boundaries, values)",
    "polynomial_decay": "PolynomialDecay",
    "inverse_time_decay": "InverseTimeDecay",
    "natural_exp_decay": "ExponentialDecay(lr, decay_steps, exp(-decay_rate))",
    "cosine_decay": "CosineDecay",
    "cosine_decay_restarts": "CosineDecayRestarts",
}
_LOSSES = {
    "mean_squared_error": "MeanSquaredError()",
    "absolute_difference": "MeanAbsoluteError()",
    "huber_loss": "Huber()",
    "hinge_loss": "Hinge()",
    "softmax_cross_entropy": "CategoricalCrossentropy(from_logits=True)",
    "sigmoid_cross_entropy": "BinaryCrossentropy(from_logits=True)",
    "sparse_softmax_cross_entropy": "SparseCategoricalCrossentropy(from_logits=True)",
    "log_loss": "BinaryCrossentropy(), but for saturated probabilities",
    "cosine_distance": "1 + CosineSimilarity(axis), where the inputs are normalised",
}
_FILES = {
    "Copy": "copy",
    "DeleteRecursively": "rmtree",
    "Exists": "exists",
    "Glob": "glob",
    "IsDirectory": "isdir",
    "ListDirectory": "listdir",
    "MakeDirs": "makedirs",
    "MkDir": "mkdir",
    "Remove": "remove",
    "Rename": "rename",
    "Stat": "stat",
    "Walk": "walk",
}
_FILE_ARGUMENTS = {
    "Copy": (("oldpath", "src"), ("newpath", "dst")),
    "Rename": (("oldname", "src"), ("newname", "dst")),
    "Glob": (("filename", "pattern"),),
    "Walk": (("in_order", "topdown"),),
}
_PATH = (("dirname", "path"), ("filename", "path"), ("top", "top"))
_LOGGING = {
    "debug": "debug",
    "info": "info",
    "warn": "warning",
    "warning": "warning",
    "error": "error",
    "fatal": "fatal",
    "log": "log",
    "log_every_n": "log_every_n",
    "log_first_n": "log_first_n",
    "log_if": "log_if",
    "vlog": "vlog",
    "flush": "flush",
    "get_verbosity": "get_verbosity",
    "set_verbosity": "set_verbosity",
}
_CANNED = [
    "BaselineClassifier",
    "BaselineRegressor",
    "DNNClassifier",
    "DNNRegressor",
    "DNNLinearCombinedClassifier",
    "DNNLinearCombinedRegressor",
    "LinearClassifier",
    "LinearRegressor",
]
_LOG = "absl.logging has the same call; tf.compat.v1.logging writes to TensorFlow's own logger"

ROWS = (
    *(M(f"tf.train.{name}", text, SAFE, A) for name, text in _OPTIMIZERS.items()),
    *(
        M(
            f"tf.train.{name}",
            f"tf.keras.optimizers.schedules.{text} is equal where minimize() gets the same global_step; "
            "without it the TF1 rate never decays",
            SAFE,
            B,
        )
        for name, text in _SCHEDULES.items()
    ),
    *(
        M(
            f"tf.losses.{name}",
            f"tf.keras.losses.{text} is equal without weights; weights that hold zeros are divided by "
            "their count in TF1 and by N in Keras. The compat form is exact",
            SAFE,
            C,
            native="",
            exact=False,
        )
        for name, text in _LOSSES.items()
    ),
    M("tf.losses.get_total_loss", "the collection of losses is empty in eager code: sum the losses by name", SAFE, C),
    M(
        "tf.losses.Reduction",
        "another enumeration; Keras has no SUM_BY_NONZERO_WEIGHTS",
        REVIEW,
        C,
        native="",
        exact=False,
    ),
    M(
        "tf.metrics.mean_absolute_error",
        "tf.keras.metrics.MeanAbsoluteError: the TF2 function has no running state",
        SAFE,
        D,
        native="",
        exact=False,
    ),
    M(
        "tf.metrics.mean_squared_error",
        "tf.keras.metrics.MeanSquaredError: the TF2 function has no running state",
        SAFE,
        D,
        native="",
        exact=False,
    ),
    M("tf.metrics.precision", "tf.keras.metrics.Precision thresholds at 0.5, TF1 casts predictions to bool", SAFE, D),
    M("tf.metrics.recall", "tf.keras.metrics.Recall thresholds at 0.5, TF1 casts predictions to bool", SAFE, D),
    M("tf.metrics.mean_per_class_accuracy", "no Keras class; divide the diagonal of tf.math.confusion_matrix", SAFE, D),
    *(
        M(
            f"tf.gfile.{old}",
            applicability=SAFE,
            source=UPGRADE,
            native=f"tf.io.gfile.{new}",
            exact=True,
            renamed=_FILE_ARGUMENTS.get(old, _PATH),
        )
        for old, new in _FILES.items()
    ),
    M("tf.gfile.FastGFile", applicability=SAFE, source=UPGRADE, native="tf.io.gfile.GFile", exact=True),
    *(
        M(f"tf.logging.{old}", _LOG, SAFE, "semantics_facts 4g", native=f"absl.logging.{new}", exact=True)
        for old, new in _LOGGING.items()
    ),
    *(
        M(f"tf.logging.{level}", _LOG, SAFE, "absl documentation", native=f"absl.logging.{level}", exact=True)
        for level in ("DEBUG", "ERROR", "FATAL", "INFO")
    ),
    M("tf.logging.WARN", _LOG, SAFE, "absl documentation", native="absl.logging.WARNING", exact=True),
    M("tf.logging.TaskLevelStatusMessage", "absl.logging.info", SAFE, "TF 1.15 source"),
    M(
        "tf.app.run",
        "absl.app.run calls main(argv) the same way, but stops at flags that are not defined",
        REVIEW,
        "TF 1.15 app.py calls absl.app.run with a parser that lets unknown flags pass",
        native="absl.app.run",
        exact=False,
    ),
    M("tf.flags", applicability=SAFE, source="TF 1.15 flags.py imports absl.flags", native="absl.flags", exact=True),
    M(
        "tf.app.flags",
        applicability=SAFE,
        source="TF 1.15 flags.py imports absl.flags",
        native="absl.flags",
        exact=True,
    ),
    M("tf.app", "absl.app", SAFE, "TF 1.15 app.py", native="absl.app", exact=True),
    M("tf.logging", _LOG, SAFE, "semantics_facts 4g", native="absl.logging", exact=True),
    M(
        "tf.summary.scalar",
        "tf.summary.scalar(name, tensor, step=...) under a writer, without merge_all",
        SAFE,
        "semantics_facts 1b G13",
    ),
    M(
        "tf.saved_model.load",
        "TF2 loads an object, not into a session; the compat form is exact",
        REVIEW,
        UPGRADE,
        native="",
        exact=False,
    ),
    M(
        "tf.distribute.experimental.ParameterServerStrategy",
        "another strategy under the old name",
        REVIEW,
        UPGRADE,
        native="",
        exact=False,
    ),
    M(
        "tf.distribute.experimental.TPUStrategy",
        "tf.distribute.TPUStrategy; steps_per_run has no counterpart",
        REVIEW,
        UPGRADE,
    ),
    M(
        "tf.distribute.experimental.MultiWorkerMirroredStrategy",
        "tf.distribute.MultiWorkerMirroredStrategy takes communication_options",
        REVIEW,
        UPGRADE,
    ),
    M(
        "tf.lite.TFLiteConverter",
        "the TF2 converter takes concrete functions: from_session and from_frozen_graph exist in the compat form only",
        REVIEW,
        UPGRADE,
        native="",
        exact=False,
    ),
    M("tf.keras.estimator.model_to_estimator", "checkpoint_format 'saver' is TF1's default", SAFE, UPGRADE, exact=True),
    M("tf.keras.backend.get_session", "there is no session in eager code", SAFE, UPGRADE),
    M("tf.keras.backend.set_session", "there is no session in eager code", SAFE, UPGRADE),
    *(
        M(
            f"tf.estimator.{name}",
            "the TF2 form takes Keras optimizers and averages its loss over the batch, where TF1 sums; "
            "the compat form is exact",
            SAFE,
            "signature and TF 2.0 release notes",
            native="",
            exact=False,
        )
        for name in _CANNED
    ),
    *(
        M(
            f"tf.estimator.{name}",
            "the TF2 form writes object-based checkpoints",
            REVIEW,
            "TF 2.0 release notes",
            exact=True,
        )
        for name in ("Estimator", "BaselineEstimator", "DNNEstimator", "DNNLinearCombinedEstimator", "LinearEstimator")
    ),
    M("tf.estimator.classifier_parse_example_spec", applicability=SAFE, source=UPGRADE, exact=True),
    M("tf.estimator.regressor_parse_example_spec", applicability=SAFE, source=UPGRADE, exact=True),
)
