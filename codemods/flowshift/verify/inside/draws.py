"""Evaluate a variable's initial value before the variable exists."""

import random

import numpy as np

from . import seeds


class CannotDraw(Exception):
    """Say why an initial value could not be evaluated."""


def draw(initial_value, dtype, ordinal):
    """Evaluate an initial value twice; return the array, and the second one if it is another (else None).

    `initial_value` is what `tf.Variable` takes: a tensor, an array, or a callable. `ordinal` seeds the draw. Two
    draws tell a constant, which a migration must keep, from a random one.

    Raises:
        CannotDraw: it depends on something that has no value yet.
    """
    import tensorflow as tf

    if not callable(initial_value) and not tf.is_tensor(initial_value):
        with np.errstate(all="ignore"):
            try:
                plain = np.array(initial_value, dtype=tf.as_dtype(dtype).as_numpy_dtype if dtype else None)
            except (TypeError, ValueError):
                plain = None
        # Python floats become float32 in TensorFlow. With objects inside (tensors in a list) TensorFlow has to convert.
        if plain is not None and plain.dtype != object:
            if not dtype and not hasattr(initial_value, "dtype"):
                plain = plain.astype({"f": np.float32, "i": np.int32}.get(plain.dtype.kind, plain.dtype))
            return plain, None
    with tf.init_scope():
        eager = tf.executing_eagerly()
    try:
        first, second = (
            _draw_eagerly(initial_value, dtype, ordinal) if eager else _draw_in_graph(initial_value, dtype, ordinal)
        )
    except Exception as error:
        text = str(error).split("\n", 1)[0]
        raise CannotDraw(f"{type(error).__name__}: {text}") from error
    return first, None if _same(first, second) else second


def _same(first, second):
    if first.dtype.kind in "fc":
        return np.array_equal(np.nan_to_num(first), np.nan_to_num(second))
    return np.array_equal(first, second)


def _draw_eagerly(initial_value, dtype, ordinal):
    import tensorflow as tf

    with tf.init_scope():
        if not callable(initial_value):
            value = tf.convert_to_tensor(initial_value, dtype=dtype).numpy()
            # A tensor that was drawn before: what it was drawn from cannot be seen. Call it random, unless it is
            # uniform.
            return value, value if value.size < 2 or (value == value.flat[0]).all() else np.zeros_like(value)
        with seeds.drawing(ordinal):
            first = tf.convert_to_tensor(initial_value(), dtype=dtype).numpy()
        states = random.getstate(), np.random.get_state()
        with seeds.drawing(ordinal + 500000):
            second = tf.convert_to_tensor(initial_value(), dtype=dtype).numpy()
        random.setstate(states[0])
        np.random.set_state(states[1])
        return first, second


def _draw_in_graph(initial_value, dtype, ordinal):
    import tensorflow as tf

    v1 = tf.compat.v1
    if callable(initial_value):
        # In a graph of its own the draw leaves no ops and uses up no op numbers in the script's graph.
        graph = tf.Graph()
        graph.seed = v1.get_default_graph().seed
        try:
            with graph.as_default(), seeds.drawing(ordinal):
                value = tf.convert_to_tensor(initial_value(), dtype=dtype)
                with v1.Session(graph=graph) as session:
                    return np.asarray(session.run(value)), np.asarray(session.run(value))
        except ValueError:  # it uses a tensor of the script's graph
            with tf.init_scope(), seeds.drawing(ordinal):
                initial_value = initial_value()
    with tf.init_scope():
        value = tf.convert_to_tensor(initial_value, dtype=dtype)
    try:
        return _draw_from_copy(value, ordinal)
    except tf.errors.FailedPreconditionError:  # computed from other variables: theirs are fixed by now
        with value.graph.as_default(), v1.Session() as session:
            session.run([variable.initializer for variable in v1.global_variables()])
            return np.asarray(session.run(value)), np.asarray(session.run(value))


def _draw_from_copy(value, ordinal):
    """Evaluate a tensor in a copy of the graph behind it, with seeds of its own.

    The random ops behind it are uncounted, so the next op gets the seed that they had: two variables would start alike.
    """
    import tensorflow as tf

    v1 = tf.compat.v1
    uncounted = seeds.give_back(value)
    definition = v1.graph_util.extract_sub_graph(value.graph.as_graph_def(), [value.op.name])
    for position, node in enumerate(definition.node):
        if node.name in uncounted:
            node.attr["seed2"].i = (ordinal + 1) * 1000 + position % 1000
    with tf.Graph().as_default() as graph:
        (copied,) = v1.import_graph_def(definition, return_elements=[value.name], name="")
        with v1.Session(graph=graph) as session:
            return np.asarray(session.run(copied)), np.asarray(session.run(copied))
