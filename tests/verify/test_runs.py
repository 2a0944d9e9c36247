"""Test what happens around a run: limits, failures, files, observed values, where the original runs."""

from __future__ import annotations

import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from flowshift.verify import Before, Servers, Verdict, Verification, VerifyOptions, verify_pair

Verify = Callable[..., Verification]


@pytest.fixture
def verify(tmp_path: Path, servers: Servers) -> Verify:
    """Return a function that writes two programs (one for both sides by default) and verifies them."""

    def run(original: str, migrated: str | None = None, **terms: object) -> Verification:
        (tmp_path / "before.py").write_text(textwrap.dedent(original), encoding="utf-8")
        (tmp_path / "after.py").write_text(
            textwrap.dedent(original if migrated is None else migrated), encoding="utf-8"
        )
        options = VerifyOptions(**terms)  # type: ignore[arg-type]
        return verify_pair(tmp_path / "before.py", tmp_path / "after.py", (), options, servers)

    return run


def test_error_of_the_original_names_side_and_line(verify: Verify) -> None:
    result = verify("import tensorflow as tf\ntf.no_such_name(1)\n")
    assert result.verdict is Verdict.FAILED
    assert result.failure is not None
    assert result.failure.side == "tf1"
    assert "no_such_name" in result.failure.error
    assert '"<folder>/before.py", line 2' in result.failure.traceback
    # its own frames; the name alone stands in the paths of its cache folder
    assert "flowshift/verify" not in result.failure.traceback


def test_error_of_the_migrated_program_names_its_side(verify: Verify) -> None:
    result = verify("print(1)\n", "import tensorflow as tf\ntf.placeholder(tf.float32)\n")
    assert result.failure is not None
    assert result.failure.side == "tf2"
    assert "placeholder" in result.failure.error


def test_error_inside_a_layer_says_what_was_wrong(verify: Verify) -> None:
    """Keras puts the layer's name before the error, and what it was called with after it."""
    result = verify(
        "print(1)\n",
        "import tensorflow as tf\ntf.keras.layers.Lambda(lambda x: tf.matmul(x, x))(tf.zeros([2, 3]))\n",
    )
    assert result.failure is not None
    assert "Matrix size-incompatible" in result.failure.error


def test_syntax_error_is_a_failure(verify: Verify) -> None:
    result = verify("print 1\n")
    assert result.failure is not None
    assert result.failure.error.startswith("SyntaxError")


def test_expected_error(verify: Verify) -> None:
    broken, whole = "raise ValueError('too small')\n", "print('runs')\n"
    assert verify(broken, whole, expected_error="too small").verdict is Verdict.EQUAL
    assert verify(broken, whole, expected_error="too large").verdict is Verdict.FAILED
    assert verify(whole, whole, expected_error="too small").verdict is Verdict.FAILED
    assert verify(broken, broken, expected_error="too small").verdict is Verdict.FAILED


def test_time_limit_kills_the_whole_group(verify: Verify, tmp_path: Path) -> None:
    mark = tmp_path / "still-running"
    start = time.monotonic()
    result = verify(
        f"""
        import subprocess, time
        subprocess.Popen(["sh", "-c", "sleep 4; touch {mark}"])
        time.sleep(60)
        """,
        seconds=2,
    )
    assert result.failure is not None
    assert "time limit of 2 s" in result.failure.error
    assert time.monotonic() - start < 30
    time.sleep(3)
    assert not mark.exists()


@pytest.mark.parametrize("side", ["before", "after"])
def test_memory_limit(verify: Verify, side: str) -> None:
    hungry, modest = "import numpy as np\nx = np.ones(2 << 27)\nprint(1)\n", "print(1)\n"
    before, after = (hungry, modest) if side == "before" else (modest, hungry)
    assert verify(before, after).verdict is Verdict.EQUAL
    result = verify(before, after, memory=2 << 30)
    assert result.failure is not None
    assert "MemoryError" in result.failure.error


def test_exit_codes(verify: Verify) -> None:
    assert verify("import sys\nprint(1)\nsys.exit()\n").verdict is Verdict.EQUAL
    assert verify("print(1)\nraise SystemExit(0)\n").verdict is Verdict.EQUAL
    result = verify("import sys\nsys.exit(3)\n")
    assert result.failure is not None
    assert "exit code 3" in result.failure.error


def test_crash_is_a_failure(verify: Verify) -> None:
    result = verify("import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)\n")
    assert result.failure is not None
    assert "signal 11" in result.failure.error


def test_next_case_runs_after_a_crash(verify: Verify) -> None:
    verify("import os\nos._exit(9)\n")
    assert verify("print(1)\n").verdict is Verdict.EQUAL


def test_no_input_is_waited_for(verify: Verify) -> None:
    result = verify("input()\n")
    assert result.failure is not None
    assert result.failure.error.startswith("EOFError")


def test_files_beside_the_script_are_found_and_nothing_is_left(verify: Verify, tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text("1,2\n3,4\n")
    (tmp_path / "seeds.py").write_text("VALUE = 7\n")  # as a module of the proof is called
    result = verify(
        """
        import os
        import numpy as np
        import seeds
        print(np.loadtxt("data.csv", delimiter=","), seeds.VALUE, os.path.dirname(__file__))
        open("written.txt", "w").write("x")
        """,
    )
    assert result.verdict is Verdict.EQUAL, result
    assert "7" in result.observations[0].tf1
    assert not (tmp_path / "written.txt").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["after.py", "before.py", "data.csv", "seeds.py"]


def test_script_is_main_and_gets_its_arguments(verify: Verify) -> None:
    result = verify(
        """
        import pickle, sys
        class Point:
            pass
        pickle.dumps(Point())
        if __name__ == "__main__":
            print(sys.argv[1:])
        """,
        arguments=("--steps", "3"),
    )
    assert result.verdict is Verdict.EQUAL, result
    assert result.observations[0].tf1 == "['--steps', '3']"


def test_numpy_and_random_start_alike(verify: Verify) -> None:
    result = verify("import random\nimport numpy as np\nprint(np.random.rand(3), random.random())\n")
    assert result.verdict is Verdict.EQUAL, result


def test_plots_need_no_screen(verify: Verify) -> None:
    result = verify("import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\nprint(plt.get_backend().lower())\n")
    assert result.verdict is Verdict.EQUAL, result
    assert result.observations[0].tf1 == "agg"


OBSERVED_BEFORE = """
    import tensorflow as tf
    W = tf.Variable([1.0, 2.0], name="W")
    x = tf.placeholder(tf.float32)
    y = W * x
    doubled = W * 2.0
    pair = {"a": 1, "b": [1.5, None]}
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        sess.run(W.assign_add([1.0, 1.0]))
        result = sess.run(y, {x: 3.0})
"""
OBSERVED_AFTER = """
    import tensorflow as tf
    W = tf.Variable([1.0, 2.0], name="W")
    W.assign_add([1.0, 1.0])
    y = 3.0 * W
    doubled = W * 2.0
    pair = {"a": 1, "b": [1.5, None]}
    result = y.numpy()
"""


def test_observed_values_survive_the_session(verify: Verify) -> None:
    result = verify(OBSERVED_BEFORE, OBSERVED_AFTER, observe=("W", "doubled", "pair", "result"))
    assert result.verdict is Verdict.EQUAL, result
    assert [row.tf1 for row in result.observations][:2] == ["[2.0, 3.0]", "[4.0, 6.0]"]


def test_observed_value_that_cannot_be_had_says_why(verify: Verify) -> None:
    result = verify(OBSERVED_BEFORE, OBSERVED_AFTER, observe=("y", "nothing"))
    assert result.verdict is Verdict.DIFFERENT
    assert "feed a value for placeholder" in result.observations[0].tf1
    assert result.observations[1].tf1 == "(no such global)"


def test_nothing_to_compare_is_said(verify: Verify) -> None:
    assert any("nothing was printed" in note for note in verify("x = 1\n").notes)


GRAPH_PROGRAM = """
    import tensorflow as tf
    w = tf.get_variable("w", [3, 2])
    x = tf.placeholder(tf.float32, [None, 3])
    sess = tf.InteractiveSession()
    sess.run(tf.global_variables_initializer())
    print(sess.run(tf.matmul(x, w), {x: [[1.0, 2.0, 3.0]]}))
"""


def test_compat_stands_in_for_tf1_and_says_so(verify: Verify) -> None:
    migrated = GRAPH_PROGRAM.replace(
        "import tensorflow as tf", "import tensorflow.compat.v1 as tf; tf.disable_v2_behavior()"
    )
    result = verify(GRAPH_PROGRAM, migrated, before=Before.COMPAT)
    assert result.verdict is Verdict.EQUAL, result
    assert any("weaker proof" in note for note in result.notes)
    assert verify(GRAPH_PROGRAM, migrated).verdict is Verdict.EQUAL, "the real TF 1.15 says the same"


def test_compat_has_no_contrib(verify: Verify) -> None:
    result = verify("import tensorflow as tf\ntf.contrib.rnn.GRUCell(3)\n", "print(1)\n", before=Before.COMPAT)
    assert result.failure is not None
    assert "contrib" in result.failure.error


def test_isolated_run_gets_its_environment_before_tensorflow(verify: Verify) -> None:
    result = verify(
        "import os, sys\nimport tensorflow as tf\nprint(os.environ['MARK'])\n",
        isolated=True,
        environment=(("MARK", "set"),),
    )
    assert result.verdict is Verdict.EQUAL, result


def test_missing_runtime_is_a_failure_that_names_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLOWSHIFT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.delenv("FLOWSHIFT_TF1_PYTHON", raising=False)
    script = tmp_path / "a" / "before.py"
    script.parent.mkdir()
    script.write_text("print(1)\n")
    result = verify_pair(script, script)
    assert result.verdict is Verdict.FAILED
    assert result.failure is not None
    assert result.failure.side == "tf1"


def test_python_without_tensorflow_is_a_failure_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setenv("FLOWSHIFT_TF1_PYTHON", sys.executable)
    script = tmp_path / "before.py"
    script.write_text("print(1)\n")
    result = verify_pair(script, script)
    assert result.failure is not None
    assert "No module named 'tensorflow'" in result.failure.error


def test_modules_beside_the_script_hide_installed_ones(verify: Verify, tmp_path: Path) -> None:
    """TensorFlow loads `absl` of both runtimes: the script gets its own, as when it is run by hand."""
    (tmp_path / "absl").mkdir()
    (tmp_path / "absl" / "__init__.py").write_text("from . import own\n", encoding="utf-8")
    (tmp_path / "absl" / "own.py").write_text("NAME = 'own'\n", encoding="utf-8")
    result = verify("import tensorflow as tf\nimport absl\nprint(absl.own.NAME)\n")
    assert result.verdict is Verdict.EQUAL, result.failure
    assert [row.tf1 for row in result.observations] == ["own"]
