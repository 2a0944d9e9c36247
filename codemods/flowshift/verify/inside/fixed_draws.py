"""Hold random draws fixed: a random op gives the same numbers each time it runs, by its kind and the shape that is asked for.

A migrated program may draw in another order than its original, or an op of it may run another number of times: then equal
programs print other numbers. With the draws held fixed they print the same. How often something is drawn is not compared.
"""

import functools
import zlib

from . import seeds


def fix_draws(start):
    """Replace the stateful random kernels by stateless ones, which TF 1.15 and TF 2.15 share number for number.

    Another `start` gives other numbers, also to variables that start from a random tensor of TF1's graph.
    """
    from tensorflow.python.ops import gen_candidate_sampling_ops, gen_random_ops

    for name, make in _KERNELS.items():
        setattr(
            gen_random_ops,
            name,
            _fixed(getattr(gen_random_ops, name), make, start + zlib.crc32(name.encode()) % 100000),
        )
    for name in ("log_uniform", "uniform", "learned_unigram", "fixed_unigram", "all"):
        name += "_candidate_sampler"
        setattr(gen_candidate_sampling_ops, name, _sampler)


def _fixed(kernel, make, number):
    @functools.wraps(kernel)
    def draw(*args, **kwargs):
        if seeds.is_drawing():  # initial values are replayed
            return kernel(*args, **kwargs)
        given = {key: value for key, value in kwargs.items() if key not in ("seed", "seed2", "name")}
        return make(_stateless(), *args, number=number, **given)

    return draw


def _stateless():
    from tensorflow.python.ops import gen_stateless_random_ops

    return gen_stateless_random_ops


def _uniform(ops, shape, dtype, number):
    return ops.stateless_random_uniform(shape, [number, 0], dtype=dtype)


def _normal(ops, shape, dtype, number):
    return ops.stateless_random_normal(shape, [number, 0], dtype=dtype)


def _truncated(ops, shape, dtype, number):
    return ops.stateless_truncated_normal(shape, [number, 0], dtype=dtype)


def _integers(ops, shape, minval, maxval, number):
    return ops.stateless_random_uniform_int(shape, [number, 0], minval, maxval)


def _multinomial(ops, logits, num_samples, number, output_dtype=None):
    import tensorflow as tf

    return ops.stateless_multinomial(logits, num_samples, [number, 0], output_dtype=output_dtype or tf.int64)


def _shuffled(ops, value, number):
    import tensorflow as tf

    value = tf.convert_to_tensor(value)
    keys = ops.stateless_random_uniform(tf.shape(value)[:1], [number, 0], dtype=tf.float32)
    return tf.gather(value, tf.argsort(keys))


_KERNELS = {
    "random_uniform": _uniform,
    "random_standard_normal": _normal,
    "truncated_normal": _truncated,
    "random_uniform_int": _integers,
    "multinomial": _multinomial,
    "random_shuffle": _shuffled,
}


def _sampler(true_classes, num_true, num_sampled, unique, range_max=None, **_):
    """Take the first classes; what matters is that both sides take the same."""
    import tensorflow as tf

    true_classes = tf.convert_to_tensor(true_classes)
    sampled = tf.cast(tf.range(num_sampled) % (range_max or num_sampled), tf.int64)
    expected = tf.fill([num_sampled], 0.5)
    return sampled, tf.ones_like(true_classes, dtype=tf.float32) * 0.5, expected
