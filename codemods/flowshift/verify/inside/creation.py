"""See every variable before it is made, and choose its initial value."""

import collections
import inspect
import sys
import threading

import numpy as np

Request = collections.namedtuple("Request", "name dtype initial_value trainable layer weight origin")

# Larger arrays do not go into the graph as constants: a GraphDef ends at 2 GB.
LARGEST_CONSTANT = 8 << 20

_layers = threading.local()

# Variables that such code makes follow from the other variables: optimizer slots, metric counters, random states.
ORIGINS = (
    ("optimizer", ("slot_creator.py", "optimizer.py", "optimizer_v2.py", "moving_averages.py", "optimizer_v1.py")),
    ("metric", ("metrics_impl.py", "metrics.py", "base_metric.py", "metric_ops.py")),
    ("generator", ("stateful_random_ops.py",)),
)
KERAS_COUNTERS = ("_init_batch_counters", "_configure_steps_per_execution")
OPTIMIZER_FOLDERS = ("/keras/src/optimizers/", "/keras/optimizers/", "/tensorflow_addons/optimizers/", "/contrib/opt/")


def origin_of_caller():
    """Say which part of TensorFlow is making a variable for itself, or "" for one of the script's own."""
    frame = sys._getframe(2)
    while frame is not None:
        path = frame.f_code.co_filename.replace("\\", "/")
        if "/site-packages/" in path:
            name = path.rsplit("/", 1)[1]
            if frame.f_code.co_name in KERAS_COUNTERS:
                return "counter"
            if any(folder in path for folder in OPTIMIZER_FOLDERS):
                return "optimizer"
            for origin, files in ORIGINS:
                if name in files:
                    return origin
        elif frame.f_globals.get("__name__") == "__main__":
            return ""
        frame = frame.f_back
    return ""


def intercept_variables(choose, made):
    """Call `choose(request)` before each variable is made and `made(choice, variable)` after.

    `choose` returns a pair: the array that the variable starts from (None leaves it as it is) and the choice to hand
    on. The hook sits on the class and not in a `tf.variable_creator_scope`: such a scope holds for one graph and one
    thread only, and a tf.function that is being traced puts its own creator in front.
    """
    from tensorflow.python.ops import variables

    classes = {variables.Variable: "_variable_v2_call"}
    try:
        from tensorflow.python.ops import variable_v1

        classes[variable_v1.VariableV1] = "_variable_v1_call"
    except ImportError:  # TF 1.15
        classes[variables.VariableV1] = "_variable_v1_call"
    metaclass = type(variables.Variable)
    original = metaclass.__call__

    def call(cls, *args, **kwargs):
        method = classes.get(cls)
        if method is None or _in_other_replica():
            return original(cls, *args, **kwargs)
        signature = inspect.signature(getattr(cls, method, None) or cls._variable_call)
        arguments = signature.bind_partial(*args, **kwargs).arguments
        arguments.update(arguments.pop("kwargs", {}))
        if arguments.get("variable_def") is not None:
            return original(cls, *args, **kwargs)
        layer, weight = (getattr(_layers, "stack", None) and _layers.stack[-1]) or (None, None)
        request = Request(
            arguments.get("name"),
            arguments.get("dtype"),
            arguments.get("initial_value"),
            arguments.get("trainable"),
            layer,
            weight,
            origin_of_caller(),
        )
        array, choice = choose(request)
        if array is not None:
            arguments["initial_value"] = _replacement(request, array)
        variable = original(cls, **arguments)
        made(choice, variable)
        return variable

    metaclass.__call__ = call


def intercept_layers():
    """Remember, while a Keras layer adds a weight, which layer and which weight it is."""
    import tensorflow as tf

    base = tf.keras.layers.Layer
    original = base.add_weight

    def add_weight(self, name=None, *args, **kwargs):
        if not hasattr(_layers, "stack"):
            _layers.stack = []
        _layers.stack.append((self, name))
        try:
            return original(self, name, *args, **kwargs)
        finally:
            _layers.stack.pop()

    base.add_weight = add_weight


def _in_other_replica():
    # Each replica of a strategy asks for the variable, and all get the one of the first.
    import tensorflow as tf

    replica = tf.distribute.get_replica_context()
    number = getattr(replica, "replica_id_in_sync_group", 0) if replica is not None else 0
    return isinstance(number, int) and number > 0


def _replacement(request, array):
    import tensorflow as tf

    dtype = request.dtype
    if array.nbytes > LARGEST_CONSTANT and not tf.executing_eagerly():

        def value():
            tensor = tf.compat.v1.py_func(lambda: array, [], tf.as_dtype(array.dtype), stateful=True)
            tensor.set_shape(array.shape)
            return tensor

        return value if callable(request.initial_value) else value()
    if callable(request.initial_value):
        return lambda *unused, **unused_keywords: tf.constant(array, dtype=dtype)
    return np.array(array)
