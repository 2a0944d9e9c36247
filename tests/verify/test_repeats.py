"""Test what a proof says of an original that does not show the same twice, and that wrong migrations of it still differ."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from flowshift.verify import Servers, Verdict, Verification, VerifyOptions, verify_pair
from flowshift.verify.output import rounded_apart

# Chaos: what two runs share is lost after some dozens of steps, wherever the last bits differ.
CHAOS_BEFORE = """
    import tensorflow as tf

    x = tf.Variable(tf.random_uniform([], 0.2, 0.4))
    step = tf.assign(x, 3.9 * x * (1.0 - x))
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for i in range(60):
            value = sess.run(step)
            print(i, "high" if value > 0.5 else "low", value)
"""
CHAOS_AFTER = """
    import tensorflow as tf

    x = tf.Variable(tf.random.uniform([], 0.2, 0.4))

    @tf.function
    def step():
        return x.assign(RATE * x - RATE * x * x)

    for i in range(60):
        value = step().numpy()
        print(i, "high" if value > 0.5 else "low", value)
"""

# A histogram that is fetched with a training step: TF1 reads the variable before or after it.
RACE_BEFORE = """
    import tensorflow as tf

    x = tf.placeholder(tf.float32, [None, 3])
    w = tf.Variable(tf.random_normal([3, 2]))
    b = tf.Variable(tf.zeros([2]))
    loss = tf.reduce_mean(tf.square(tf.matmul(x, w) + b - 1.0))
    tf.summary.histogram("bias", b)
    tf.summary.histogram("weights", w)
    train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
    merged = tf.summary.merge_all()
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        writer = tf.summary.FileWriter("logs")
        for i in range(5):
            summary, value, _ = sess.run([merged, loss, train], {x: [[1.0, 2.0, 3.0], [0.5, 0.0, 1.0]]})
            writer.add_summary(summary, i)
            print(value)
        writer.close()
"""
RACE_AFTER = """
    import tensorflow as tf

    w = tf.Variable(tf.random.normal([3, 2]))
    b = tf.Variable(tf.zeros([2]))
    optimizer = tf.keras.optimizers.SGD(RATE)

    @tf.function
    def train(x, step):
        BEFORE
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.square(tf.matmul(x, w) + b - 1.0))
        optimizer.minimize(loss, [w, b], tape=tape)
        AFTER
        return loss

    writer = tf.summary.create_file_writer("logs")
    for i in range(5):
        with writer.as_default():
            print(train(tf.constant([[1.0, 2.0, 3.0], [0.5, 0.0, 1.0]]), tf.constant(i, tf.int64)).numpy())
    writer.close()
"""
LOGS = 'tf.summary.histogram("bias", FACTOR * b, step); tf.summary.histogram("weights", w, step)'

# Forty numbers, rounded to two decimals: a difference of 4e-5 moves one of them over an edge now and then.
ROUNDED = """
    import tensorflow as tf

    w = tf.Variable(tf.RANDOM([40], SEED))
    START
    for value in VALUE:
        print("%.2f" % (value * SHIFT))
"""
TF1_ROUNDED = ROUNDED.replace("RANDOM", "random_normal").replace("SHIFT", "1.0")
TF1_ROUNDED = TF1_ROUNDED.replace("START", "sess = tf.Session(); sess.run(tf.global_variables_initializer())")
TF1_ROUNDED = TF1_ROUNDED.replace("VALUE", "sess.run(w)")
TF2_ROUNDED = ROUNDED.replace("RANDOM", "random.normal").replace("START", "").replace("VALUE", "w.numpy()")


def verify(folder: Path, servers: Servers, before: str, after: str, **terms: int) -> Verification:
    (folder / "before.py").write_text(textwrap.dedent(before))
    (folder / "after.py").write_text(textwrap.dedent(after))
    return verify_pair(folder / "before.py", folder / "after.py", (), VerifyOptions(**terms), servers)


def race_after(rate: str = "0.1", before: str = "pass", after: str = "pass", factor: str = "1.0") -> str:
    text = RACE_AFTER.replace("RATE", rate).replace("BEFORE", before).replace("AFTER", after)
    return text.replace("FACTOR", factor)


def test_numbers_that_grow_out_of_last_bits_are_within_what_the_original_repeats(
    tmp_path: Path, servers: Servers
) -> None:
    result = verify(tmp_path, servers, CHAOS_BEFORE, CHAOS_AFTER.replace("RATE", "3.9"))
    assert result.verdict is Verdict.WITHIN_REPEATS, result
    assert any("does not show the same twice" in note for note in result.notes)
    assert all(row.unsteady for row in result.differing)
    assert not any(row.unsteady for row in result.observations[:10]), "the first steps are equal"


def test_a_wrong_constant_in_chaos_is_different(tmp_path: Path, servers: Servers) -> None:
    result = verify(tmp_path, servers, CHAOS_BEFORE, CHAOS_AFTER.replace("RATE", "3.899"))
    assert result.verdict is Verdict.DIFFERENT, result
    assert not result.differing[0].unsteady


def test_without_repeats_equality_is_demanded(tmp_path: Path, servers: Servers) -> None:
    result = verify(tmp_path, servers, CHAOS_BEFORE, CHAOS_AFTER.replace("RATE", "3.9"), repeats=0)
    assert result.verdict is Verdict.DIFFERENT, result


@pytest.mark.parametrize("place", ["before", "after"])
def test_a_race_of_a_summary_with_the_step_may_end_either_way(tmp_path: Path, servers: Servers, place: str) -> None:
    logs = LOGS.replace("FACTOR", "1.0")
    result = verify(tmp_path, servers, RACE_BEFORE, race_after(**{place: logs}))
    assert result.verdict in (Verdict.EQUAL, Verdict.WITHIN_REPEATS), result


def test_one_way_of_a_race_is_found_in_other_runs_of_the_original(tmp_path: Path, servers: Servers) -> None:
    logs = LOGS.replace("FACTOR", "1.0")
    verdicts = {
        verify(tmp_path, servers, RACE_BEFORE, race_after(**{place: logs})).verdict for place in ("before", "after")
    }
    assert Verdict.WITHIN_REPEATS in verdicts, "TF1 shows one of the two on one thread"


def test_a_wrong_value_in_a_racing_summary_is_different(tmp_path: Path, servers: Servers) -> None:
    result = verify(tmp_path, servers, RACE_BEFORE, race_after(after=LOGS.replace("FACTOR", "50.0")))
    assert result.verdict is Verdict.DIFFERENT, result


def test_a_wrong_rate_beside_a_race_is_different(tmp_path: Path, servers: Servers) -> None:
    result = verify(tmp_path, servers, RACE_BEFORE, race_after(rate="0.11", after=LOGS.replace("FACTOR", "1.0")))
    assert result.verdict is Verdict.DIFFERENT, result


def test_lines_one_apart_in_the_last_decimal_may_show_the_same_number() -> None:
    assert rounded_apart("cost 0.748 of 3", "cost 0.749 of 3")
    assert rounded_apart("cost -0.10", "cost -0.09")
    assert not rounded_apart("cost 0.748", "cost 0.750")
    assert not rounded_apart("step 3", "step 4")
    assert not rounded_apart("cost 0.74", "cost 0.749")
    assert not rounded_apart("cost 0.748", "loss 0.749")
    assert not rounded_apart("1e-05", "2e-05")


@pytest.mark.parametrize(
    ("shift", "verdict"), [("1.00009", Verdict.EQUAL), ("1.01", Verdict.DIFFERENT)], ids=["within", "beyond"]
)
def test_rounded_numbers_are_proved_from_other_initial_values(
    tmp_path: Path, servers: Servers, shift: str, verdict: Verdict
) -> None:
    before, after = TF1_ROUNDED.replace(", SEED", ""), TF2_ROUNDED.replace(", SEED", "").replace("SHIFT", shift)
    result = verify(tmp_path, servers, before, after)
    assert result.verdict is verdict, result


def test_every_run_has_a_fresh_copy_of_the_folder(tmp_path: Path, servers: Servers) -> None:
    marked = """
        import os
        print("marked" if os.path.exists("mark") else "fresh")
        open("mark", "w").close()
    """
    result = verify(tmp_path, servers, marked + "    print(1.0)", marked + "    print(2.0)")
    assert [(row.tf1, row.tf2) for row in result.observations] == [("fresh", "fresh"), ("1.0", "2.0")]
    assert result.verdict is Verdict.DIFFERENT, "the original shows 1.0 each time"
    assert not (tmp_path / "mark").exists()


def test_versions_of_tensorflow_are_no_difference(tmp_path: Path, servers: Servers) -> None:
    program = "import tensorflow as tf\nprint('TensorFlow', tf.__version__)\n"
    assert verify(tmp_path, servers, program, program).verdict is Verdict.EQUAL
    other = program.replace("tf.__version__", "'2.14.0'")
    assert verify(tmp_path, servers, program, other).verdict is Verdict.DIFFERENT
