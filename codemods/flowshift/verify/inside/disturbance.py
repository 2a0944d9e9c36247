"""Run an original unlike before in what TF1 leaves open: the last bits of numbers, and when a summary reads a variable.

Which of two neighbouring floats an initial value is, is chance: no meaning of the program hangs on it. A summary that is
fetched with a training step reads a variable's memory before the step, after it, or between: nothing orders them.
"""

import functools
import time

import numpy as np

WAIT_SECONDS = 0.25  # longer than a step of a small model takes
FIRST_WAITS = 8  # beyond these runs, only the 16th, the 32nd, ... is held up

_SUMMARIES = ("histogram_summary", "scalar_summary", "image_summary", "audio_summary_v2", "tensor_summary_v2")


def nudged(value, number, ordinal):
    """Return an array of floats with each element moved to the next float, up or down by chance; zeros stay."""
    if value is None or value.dtype.kind != "f":
        return value
    up = np.random.RandomState([number, ordinal]).randint(0, 2, value.shape).astype(bool)
    infinity = value.dtype.type(np.inf)
    moved = np.nextafter(value, np.where(up, infinity, -infinity).astype(value.dtype))
    return np.where((value == 0) | ~np.isfinite(value), value, moved).astype(value.dtype)


def hold_summaries_up():
    """Let summaries of TF1's graphs wait until other operations of the same run have had time to end."""
    from tensorflow.python.ops import gen_logging_ops

    for name in _SUMMARIES:
        kernel = getattr(gen_logging_ops, name, None)
        if kernel is not None:
            setattr(gen_logging_ops, name, _held_up(kernel))


def _held_up(kernel):
    @functools.wraps(kernel)
    def make(*args, **kwargs):
        from tensorflow.python.framework import ops

        graph = ops.get_default_graph()
        if ops.executing_eagerly_outside_functions() or graph.building_function:
            return kernel(*args, **kwargs)
        with graph.control_dependencies([_wait_in(graph)]):
            return kernel(*args, **kwargs)

    return make


def _wait_in(graph):
    """Return the operation of a graph that waits; all summaries of the graph share it, so that a run waits once."""
    if not hasattr(graph, "_flowshift_wait"):
        import tensorflow as tf

        runs = [0]

        def wait():
            runs[0] += 1
            if runs[0] <= FIRST_WAITS or runs[0] & (runs[0] - 1) == 0:
                time.sleep(WAIT_SECONDS)
            return np.int32(0)

        with tf.init_scope(), tf.name_scope("flowshift_wait/"):
            graph._flowshift_wait = tf.compat.v1.py_func(wait, [], tf.int32).op
    return graph._flowshift_wait
