"""Run TF1 calls, or what became of them, inside one runtime: results, and gradients with respect to the inputs.

Usage: python inside_sweep.py CALLS.json graph|eager; prints a JSON list of {"results", "gradients"} or {"error"}.
"""

import json
import sys

import numpy as np
import tensorflow as tf

SEED = 1  # what is drawn is the same in every run, or a distribution would look like another one now and then


def inputs():
    """Return the constants that calls may name; the same on both sides."""
    r = np.random.RandomState(1)
    rest = {
        "i": np.array([0, 3, 1, 1, 3], np.int32),
        "b": np.array([[1, 0, 1, 1], [1, 1, 1, 1], [0, 0, 0, 1]], bool),
        "rowcond": np.array([True, False, True]),
        "lengths": np.array([3, 2], np.int32),
        "tags": np.array([[0, 1, 2], [1, 1, 0]], np.int32),
        "s": np.array([b"abc", b"banana", b"xyz"]),
    }
    square = r.randn(3, 3)
    floats = {
        "x": r.randn(3, 4),
        "y": r.randn(3, 4),
        "z": r.randn(3, 4) * (r.rand(3, 4) > 0.5),
        "v": np.array([0.3, 1.7, 2.2, 4.1]),
        "y4": r.randn(4, 2),
        "p": np.array([[0.1, 0.2, 0.3, 0.4], [0.7, 0.1, 0.1, 0.1], [0.0, 0.5, 0.5, 0.0]]),
        "pp": r.uniform(0.1, 0.9, [3, 4]),
        "pos": r.uniform(0.5, 2.0, [3, 4]),
        "s0": np.array(0.4),
        "spd": square.dot(square.T) + np.eye(3),
        "img": r.randn(2, 6, 6, 3),
        "img5": r.randn(2, 6, 6, 5),
        "bts": r.randn(8, 3, 3, 2),
        "bts4": r.randn(2, 3, 3, 8),
        "seq": r.randn(2, 5, 3),
        "k1": r.randn(2, 3, 4),
        "k2": r.randn(3, 3, 3, 5),
        "k3": r.randn(2, 2, 2, 2, 3),
        "kd": r.randn(2, 2, 3, 2),
        "kp": r.randn(1, 1, 6, 4),
        "vol": r.randn(1, 4, 4, 4, 2),
        "vol5": r.randn(1, 4, 4, 4, 3),
        "c3": r.randn(3),
        "c3p": r.uniform(0.5, 2.0, [3]),
        "crf": r.randn(2, 3, 3),
        "trans": r.randn(3, 3),
        "ctc": r.randn(5, 2, 4),
        "flow": r.randn(2, 6, 6, 2),
        "warp": r.uniform(0.5, 4.0, [2, 3, 2]),
        "pts": r.randn(1, 5, 2),
        "pts2": r.uniform(0.5, 5.0, [2, 4, 2]),
        "unit": np.eye(4)[:3] * 0.6 + 0.4,
        "dense_sp": r.randn(3, 4),
        "v5": r.rand(5),
        "mask": np.array([[1, 1, 1], [1, 1, 0]]),
        "six": r.randn(6, 4) / 3,
        "big": np.ones([300, 100]),
        "big4": r.rand(1, 16, 16, 1),
    }
    return {name: array.astype(np.float32) for name, array in floats.items()}, rest


def made(name, array, dense_shape):
    """Return a SparseTensor."""
    return tf.SparseTensor(np.array(name, np.int64), array, dense_shape)


def namespace():
    """Return the names that a call sees, and the float tensors among them."""
    floats, rest = inputs()
    tensors = {name: tf.constant(array) for name, array in floats.items()}
    names = dict(tensors, tf=tf, np_x=floats["x"])
    names.update({name: tf.constant(array) for name, array in rest.items()})
    names["sp"] = made([[0, 1], [1, 0], [2, 3]], np.array([1.5, 2.5, -3.0], np.float32), [3, 4])
    names["spi"] = made([[0, 0], [0, 1], [1, 0]], np.array([0, 2, 1], np.int64), [2, 2])
    names["spl"] = made([[0, 0], [0, 1], [1, 0]], np.array([1, 2, 1], np.int32), [2, 2])
    return names, tensors


def flat(value):
    """Return the tensors of a result, in order."""
    if value is None:
        return []
    if isinstance(value, (tf.SparseTensor, tf.compat.v1.SparseTensorValue)):
        return [value.indices, value.values, value.dense_shape]
    if isinstance(value, tf.RaggedTensor):
        return flat(value.to_sparse())
    if isinstance(value, dict):
        return [item for key in sorted(value) for item in flat(value[key])]
    if isinstance(value, (list, tuple)):
        return [item for part in value for item in flat(part)]
    if isinstance(value, tf.Operation):
        return []
    return [tf.convert_to_tensor(value)]


def weighed(results):
    """Return one number whose gradient tells the elements of float results apart."""
    total = 0.0
    for result in results:
        if result.dtype == tf.float32:
            column = tf.reshape(result, [-1])
            total += tf.reduce_sum(column * tf.cast(tf.range(tf.size(column)) % 7 + 1, tf.float32) / 7.0)
    return total


def plain(array):
    """Return an array as JSON can hold it."""
    array = np.asarray(array)
    if array.dtype.kind in "SUO":
        return {"text": [repr(item) for item in array.reshape(-1).tolist()], "shape": list(array.shape)}
    if array.dtype.kind == "c":
        array = np.stack([array.real, array.imag])
    kind = "f" if array.dtype.kind == "f" else array.dtype.name
    return {"kind": kind, "shape": list(array.shape), "values": array.reshape(-1).astype(float).tolist()}


def used(code, tensors):
    """Return the float inputs that the code names."""
    words = set("".join(c if c.isalnum() or c == "_" else " " for c in code).split())
    return [name for name in sorted(tensors) if name in words and name not in ("big", "big4")]


def in_graph(code):
    """Run the code in a graph and a session."""
    v1 = tf.compat.v1
    with tf.Graph().as_default():
        v1.set_random_seed(SEED)
        names, tensors = namespace()
        exec(code, names)
        results = flat(names["result"])
        total = weighed(results)
        wanted = used(code, tensors)
        gradients = [None] * len(wanted)
        if isinstance(total, tf.Tensor):
            try:
                gradients = v1.gradients(total, [tensors[name] for name in wanted])
            except LookupError:  # the operation has no gradient
                wanted = []
        gradients = [None if g is None else tf.convert_to_tensor(g) for g in gradients]
        with v1.Session() as session:
            session.run([v1.global_variables_initializer(), v1.tables_initializer()])
            known = [g for g in gradients if g is not None]
            values, found = session.run([results, known])
        found = iter(found)
        gradients = [None if g is None else next(found) for g in gradients]
    return values, dict(zip(wanted, gradients))


def in_eager(code):
    """Run the code in a function of TF2, as migrated programs do."""
    wanted = []
    tf.random.set_seed(SEED)

    @tf.function
    def step():
        names, tensors = namespace()
        wanted[:] = used(code, tensors)
        with tf.GradientTape() as tape:
            tape.watch([tensors[name] for name in wanted])
            exec(code, names)
            results = flat(names["result"])
            total = weighed(results)
        gradients = [None] * len(wanted)
        if isinstance(total, tf.Tensor):
            try:
                gradients = tape.gradient(total, [tensors[name] for name in wanted])
            except LookupError:  # the operation has no gradient
                wanted[:], gradients = [], []
        return (
            results,
            [tf.constant([]) if g is None else tf.convert_to_tensor(g) for g in gradients],
            [g is None for g in gradients],
        )

    results, gradients, missing = step()
    values = [result.numpy() for result in results]
    return values, {name: None if bool(none) else g.numpy() for name, g, none in zip(wanted, gradients, missing)}


def main():
    with open(sys.argv[1]) as stream:
        codes = json.load(stream)
    eager = sys.argv[2] == "eager"
    if not eager:
        tf.compat.v1.disable_v2_behavior()
    out = []
    for code in codes:
        try:
            values, gradients = (in_eager if eager else in_graph)(code)
            out.append(
                {
                    "results": [plain(value) for value in values],
                    "gradients": {name: None if g is None else plain(g) for name, g in gradients.items()},
                }
            )
        except Exception as error:
            out.append({"error": type(error).__name__ + ": " + str(error)[:300]})
    print("\n" + json.dumps(out))


if __name__ == "__main__":
    main()
