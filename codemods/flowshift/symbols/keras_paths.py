"""Find where the modules of standalone Keras live in `tf.keras`.

Keras 2.0 to 2.3 was a package with its implementation modules in the open (`keras.layers.core`); code of that time imports
from them. TF 2.15 has the public ones only.
"""

from __future__ import annotations

# The module of Keras 2.x, and the module of TF 2.15 that has its names; the first that matches counts.
_MOVED = (
    ("keras.layers.advanced_activations", "layers"),
    ("keras.layers.convolutional_recurrent", "layers"),
    ("keras.layers.convolutional", "layers"),
    ("keras.layers.core", "layers"),
    ("keras.layers.cudnn_recurrent", "layers"),
    ("keras.layers.embeddings", "layers"),
    ("keras.layers.local", "layers"),
    ("keras.layers.merge", "layers"),
    ("keras.layers.noise", "layers"),
    ("keras.layers.normalization", "layers"),
    ("keras.layers.pooling", "layers"),
    ("keras.layers.recurrent", "layers"),
    ("keras.layers.wrappers", "layers"),
    ("keras.engine.topology", "layers"),
    ("keras.engine.base_layer", "layers"),
    ("keras.engine.training", "models"),
    ("keras.engine.sequential", "models"),
    ("keras.engine", "layers"),
    ("keras.backend.tensorflow_backend", "backend"),
    ("keras.utils.np_utils", "utils"),
    ("keras.utils.vis_utils", "utils"),
    ("keras.utils.generic_utils", "utils"),
    ("keras.utils.data_utils", "utils"),
    ("keras.utils.io_utils", "utils"),
    ("keras.utils.layer_utils", "utils"),
    ("keras.utils.training_utils", "utils"),
    ("keras.objectives", "losses"),
    ("keras.initializations", "initializers"),
)
# Names that moved on their own, after the module was found.
_RENAMED = {
    "tensorflow.keras.layers.Model": "tensorflow.keras.Model",
    "tensorflow.keras.layers.normalization.BatchNormalization": "tensorflow.keras.layers.BatchNormalization",
}


def public_keras_path(path: str) -> str:
    """Return the path in TF 2.15 of a path of standalone Keras: `keras.layers.core` is `tensorflow.keras.layers`."""
    for module, target in _MOVED:
        if path == module or path.startswith(module + "."):
            found = f"tensorflow.keras.{target}{path[len(module) :]}"
            return _RENAMED.get(found, found)
    return f"tensorflow.{path}"
