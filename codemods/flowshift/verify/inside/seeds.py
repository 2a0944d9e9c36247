"""Give random ops the same seeds in TF 1.15 and in TF 2.15.

TensorFlow seeds an op without a seed of its own from the op's number in the graph, which differs between the versions
and between a program and its migration. Here the n-th call of a random function (`random_normal`, `random_uniform`,
...) gets the seed n of that function on both sides. Draws for initial values are counted apart: they are replayed,
and where they stand in the program is what a migration changes most.
"""

import contextlib
import sys
import zlib

GRAPH_SEED = 1000

_counts = {}
_seeded = []
_drawing = []


def patch_seeds():
    """Replace TensorFlow's choice of seeds; an op's own seed and the script's graph seed still count."""
    from tensorflow.python.eager import context
    from tensorflow.python.framework import ops, random_seed

    original = random_seed.get_seed

    def get_seed(op_seed):
        if op_seed is not None:
            _seeded.append(op_seed)
            return original(op_seed)
        eager = context.executing_eagerly()
        graph_seed = context.global_seed() if eager else ops.get_default_graph().seed
        graph_seed = GRAPH_SEED if graph_seed is None else graph_seed % (2**31 - 1)
        if _drawing:
            _drawing[-1] += 1
            return graph_seed, _drawing[-1]
        function = sys._getframe(1).f_code.co_name
        # Eager draws are counted apart from those in a graph: in a migrated program the eager ones make initial values.
        key = (function, eager)
        _counts[key] = _counts.get(key, 0) + 1
        return graph_seed, _number(function, _counts[key])

    random_seed.get_seed = get_seed


def _number(function, count):
    return zlib.crc32(function.encode()) % 20000 * 100000 + count


@contextlib.contextmanager
def drawing(ordinal):
    """Seed the random ops made inside from the variable's ordinal, without counting them."""
    _drawing.append((ordinal + 1) * 1000)
    try:
        yield
    finally:
        _drawing.pop()


def is_drawing():
    """Tell whether an initial value is being drawn."""
    return bool(_drawing)


def give_back(tensor):
    """Uncount the random ops that `tensor`, an initial value in a graph, was computed from; return their names."""
    seen, todo, numbers = set(), [tensor.op], {}
    while todo and len(seen) < 500:
        op = todo.pop()
        if op in seen:
            continue
        seen.add(op)
        todo.extend(value.op for value in op.inputs)
        if "seed2" in op.node_def.attr:
            numbers[op.get_attr("seed2")] = op.name
    counted = set()
    for (function, eager), count in list(_counts.items()):
        while not eager and count and _number(function, count) in numbers:
            counted.add(numbers[_number(function, count)])
            count -= 1
        _counts[(function, eager)] = count
    return counted


def draws():
    """Count the random ops that were made, with a seed of their own or without."""
    return random_calls() + len(_seeded)


def random_calls():
    """Count the random ops that got their seed here, the eager ones among them."""
    return sum(_counts.values())
