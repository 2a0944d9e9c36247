"""Programs of several files become native together or not at all, and say why."""

from __future__ import annotations

from pathlib import Path

import pytest
from flowshift.model import FileResult, Options
from flowshift.workspace import migrate_project
from flowshift.workspace.migration import migrate_file, programs_among

MODEL = """\
import tensorflow as tf

class Model:
    def __init__(self):
        self.x = tf.placeholder(tf.float32, [None])
        self.w = tf.Variable(2.0)
        self.y = self.w * self.x
"""
SCRIPT = """\
import tensorflow as tf
from model import Model

model = Model()
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run(model.y, {model.x: [1.0]}))
"""


def migrate(folder: Path, files: dict[str, str], given: tuple[str, ...] = (), jobs: int = 1) -> dict[str, FileResult]:
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    paths = [str(folder / name) for name in given or files]
    return {Path(found.path).name: found for found in migrate_project(paths, Options(), jobs)}


def kept(result: FileResult) -> str:
    return next((found.message for found in result.findings if found.message.startswith("keeps its Session")), "")


@pytest.mark.parametrize("order", [("model.py", "train.py"), ("train.py", "model.py")])
def test_order_of_files_changes_nothing(tmp_path: Path, order: tuple[str, ...]) -> None:
    files = {"model.py": MODEL, "train.py": SCRIPT}
    found = migrate(tmp_path, {name: files[name] for name in order})
    assert list(found) == list(order)
    assert b"placeholder" not in found["model.py"].after
    assert b"Session" not in found["train.py"].after


def test_workers_migrate_a_program_as_one_process_does(tmp_path: Path) -> None:
    files = {
        "model.py": MODEL,
        "train.py": SCRIPT,
        "data.py": "# " + "x" * 1_100_000 + "\n",
    }
    alone = migrate(tmp_path, {name: files[name] for name in ("model.py", "train.py")})
    found = migrate(tmp_path, files, jobs=2)
    assert {name: found[name].after for name in alone} == {name: result.after for name, result in alone.items()}


def test_module_that_is_not_given_keeps_the_session(tmp_path: Path) -> None:
    found = migrate(tmp_path, {"model.py": MODEL, "train.py": SCRIPT}, given=("train.py",))
    assert "model.py builds a part of its graph, and is not among the given files" in kept(found["train.py"])
    assert b"compat.v1.Session" in found["train.py"].after


def test_module_that_another_file_uses_keeps_the_session(tmp_path: Path) -> None:
    files = {"model.py": MODEL, "train.py": SCRIPT, "sample.py": SCRIPT}
    found = migrate(tmp_path, files, given=("model.py", "train.py"))
    assert "sample.py imports model.py too, and is not among the given files" in kept(found["train.py"])
    assert b"compat.v1.placeholder" in found["model.py"].after


def test_module_that_a_file_without_session_uses_keeps_the_session(tmp_path: Path) -> None:
    exporter = "import tensorflow as tf\nimport model\n\ndef export():\n    return model.Model().y\n"
    found = migrate(tmp_path, {"model.py": MODEL, "train.py": SCRIPT, "export.py": exporter})
    assert "export.py imports model.py too, and opens no session" in kept(found["train.py"])


def test_module_that_runs_as_a_script_keeps_the_session(tmp_path: Path) -> None:
    model = MODEL + "\nif __name__ == '__main__':\n    print(Model().y)\n"
    found = migrate(tmp_path, {"model.py": model, "train.py": SCRIPT})
    assert "the module runs as a script, too (model.py, line 9)" in kept(found["train.py"])


def test_function_that_no_script_uses_keeps_the_session(tmp_path: Path) -> None:
    model = MODEL + "\ndef training(loss):\n    return tf.train.AdamOptimizer().minimize(loss)\n"
    found = migrate(tmp_path, {"model.py": model, "train.py": SCRIPT})
    assert "no script that is given uses training of model.py" in kept(found["train.py"])


def test_construct_in_the_module_is_named_in_both_files(tmp_path: Path) -> None:
    model = MODEL.replace("self.w * self.x", "tf.py_func(abs, [self.w * self.x], tf.float32)")
    found = migrate(tmp_path, {"model.py": model, "train.py": SCRIPT})
    assert "(model.py, line 7)" in kept(found["train.py"])


def test_modules_without_a_graph_belong_to_no_program(tmp_path: Path) -> None:
    for name, text in {"train.py": SCRIPT.replace("model", "data"), "data.py": "Model = dict\n"}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert programs_among([str(tmp_path / "train.py"), str(tmp_path / "data.py")]) == {}


def test_names_that_hide_each_other_are_kept_apart(tmp_path: Path) -> None:
    model = "import tensorflow as tf\nSIZE = 3\n\ndef y(x):\n    return x * SIZE\n"
    script = (
        "import tensorflow as tf\nimport model as m\n\nSIZE = 4\nx = tf.placeholder(tf.float32, [SIZE])\ny = m.y(x)\n"
        "with tf.Session() as sess:\n    print(sess.run(y, {x: [1.0] * SIZE}), m.SIZE)\n"
    )
    found = migrate(tmp_path, {"model.py": model + "\ndef unused(x):\n    return tf.log(x)\n", "train.py": script})
    assert kept(found["train.py"]) == ""
    text = found["train.py"].after.decode()
    assert "y = m.y(x)" in text
    assert "m.SIZE" in text
    assert "[1.0] * SIZE" in text
    assert "__of_" not in text


def test_files_without_a_session_that_could_go_are_migrated_as_each_is_alone(tmp_path: Path) -> None:
    model = "import tensorflow as tf\n\ndef loss(x):\n    return tf.reduce_mean(tf.log(x))\n"
    script = (
        "import tensorflow as tf\nimport model\n\nclass Session:\n    value = model.loss([1.0])\n\ny = tf.log(2.0)\n"
    )
    found = migrate(tmp_path, {"model.py": model, "train.py": script})
    assert programs_among([result.path for result in found.values()])
    assert found == {name: migrate_file(str(tmp_path / name), Options()) for name in found}


BRAIN = """\
import tensorflow as tf

tf.set_random_seed(1)


class Brain:
    def __init__(self, size):
        self.x = tf.placeholder(tf.float32, [None, size])
        self.kept = tf.get_collection(size)
        self.sess = tf.Session()
        self.sess.run(tf.global_variables_initializer())

    def double(self, rows):
        return self.sess.run(self.x * self.kept[0], {self.x: rows})
"""
SWITCH = b"tf.compat.v1.disable_v2_behavior()\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("run.py", "import sys\nfrom brain import Brain\n\nbrain = Brain(2)\n"),
        ("run.py", "import brain\n\n\ndef main():\n    brain.Brain(2)\n\n\nif __name__ == '__main__':\n    main()\n"),
        ("run.py", "from brain import *\n\nprint(Brain(2))\n"),
        ("run.py", '"""Learn."""\n\nfrom agents import make\n\nmake()\n'),
        ("test_brain.py", "from brain import Brain\n\n\ndef test_size():\n    assert Brain(2).x.shape[1] == 2\n"),
        ("run.py", "import tensorflow as tf\nfrom brain import Brain\n\ntf.set_random_seed(2)\nBrain(2)\n"),
    ],
)
def test_script_that_starts_a_graph_of_others_switches_it_on(tmp_path: Path, name: str, text: str) -> None:
    agents = "from brain import Brain\n\n\ndef make():\n    return Brain(2)\n"
    found = migrate(tmp_path, {name: text, "agents.py": agents, "brain.py": BRAIN})
    after = found[name].after
    assert after.count(SWITCH) == 1
    # the module's seed is for the graph: at that time it must be on
    assert after.index(b"import tensorflow as tf\n") < after.index(SWITCH) < after.index(b"import", after.index(SWITCH))
    assert [finding.rule for finding in found[name].findings][:1] == ["session-run"]
    assert not found["agents.py"].findings
    assert SWITCH not in found["brain.py"].after
    (tmp_path / name).write_bytes(after)
    (tmp_path / "brain.py").write_bytes(found["brain.py"].after)
    assert migrate(tmp_path, {}, (name, "agents.py", "brain.py"))[name].after == after


def test_script_that_calls_something_else_tf_imports_tensorflow_by_another_name(tmp_path: Path) -> None:
    found = migrate(tmp_path, {"run.py": "from brain import Brain as tf\n\ntf(2)\n", "brain.py": BRAIN})
    start = b"import tensorflow\n\ntensorflow.compat.v1.disable_v2_behavior()\n\nfrom brain import Brain as tf\n"
    assert found["run.py"].after.startswith(start)


@pytest.mark.parametrize(
    "text",
    [
        "from brain import Brain\n\n\ndef later():\n    return Brain(2)\n",
        "from other import Brain\n\nBrain(2)\n",
        "from brain import Brain\n\nprint('nothing yet')\n",
    ],
)
def test_script_that_starts_no_graph_stays(tmp_path: Path, text: str) -> None:
    found = migrate(tmp_path, {"run.py": text, "brain.py": BRAIN, "other.py": "class Brain:\n    pass\n"})
    assert found["run.py"].after == text.encode()
    assert not found["run.py"].findings


def test_script_of_a_native_module_stays(tmp_path: Path) -> None:
    native = BRAIN.replace("self.kept = tf.get_collection(size)", "self.kept = [tf.constant(2.0)]")
    found = migrate(
        tmp_path, {"run.py": "from brain import Brain\n\nprint(Brain(2).double([[1, 2]]))\n", "brain.py": native}
    )
    assert b"placeholder" not in found["brain.py"].after
    assert not found["run.py"].findings
