"""Requirement files ask for TensorFlow 2.15 and for what the migrated code imports; everything else stays byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_runs import flowshift
from flowshift import Applicability, Status
from flowshift.dependencies import is_dependency_file, migrate_dependencies

SLIM = frozenset({"tf_slim"})


def migrated(name: str, text: str, needed: frozenset[str] = frozenset()) -> str:
    result = migrate_dependencies(name, text.encode(), needed)
    assert migrate_dependencies(name, result.after).after == result.after, "a second run must change nothing"
    return result.after.decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("tensorflow==1.15.2\n", "tensorflow>=2.15,<2.16\n"),
        ("tensorflow\n", "tensorflow>=2.15,<2.16\n"),
        ("six\nTensorFlow_GPU>=1.4,<2  # pinned\r\n", "six\ntensorflow>=2.15,<2.16  # pinned\r\n"),
        ('tensorflow~=1.14 ; python_version < "3.8"\n', 'tensorflow>=2.15,<2.16 ; python_version < "3.8"\n'),
        ("tensorflow>=1.4", "tensorflow>=2.15,<2.16"),
        ("keras==2.2.4\n", "keras>=2.15,<2.16\n"),
        ("tf-nightly\n", "tensorflow>=2.15,<2.16\n"),
    ],
)
def test_pins_of_tensorflow_1_become_the_target(before: str, after: str) -> None:
    assert migrated("requirements.txt", before) == after


@pytest.mark.parametrize(
    "text",
    [
        "tensorflow>=2.4\n",
        "tensorflow==2.15.1\n",
        "tensorflow-hub==0.7\n",
        "my-tensorflow==1.0\n",
        "-r base.txt\n",
        "# tensorflow==1.15\n",
        "",
    ],
)
def test_what_is_no_tensorflow_1_is_left_alone(text: str) -> None:
    result = migrate_dependencies("requirements.txt", text.encode())
    assert result.status is Status.UNCHANGED
    assert not result.findings


@pytest.mark.parametrize(
    "text",
    ["tensorflow==1.15 --hash=sha256:ab\n", "https://host/tensorflow-1.15-cp37.whl\n", "numpy==1.16.4\n"],
)
def test_what_cannot_be_rewritten_has_a_finding(text: str) -> None:
    result = migrate_dependencies("requirements.txt", text.encode())
    assert result.status is Status.UNCHANGED
    assert [finding.applicability for finding in result.findings] == [Applicability.MANUAL]


def test_packages_that_the_code_needs_follow_tensorflow() -> None:
    needed = frozenset({"tf_slim", "absl"})
    assert migrated("requirements.txt", "tensorflow==1.15\nsix\n", needed) == (
        "tensorflow>=2.15,<2.16\nabsl-py>=1.0\ntf-slim>=1.1\nsix\n"
    )
    assert migrated("requirements.txt", "tf_slim\ntensorflow\n", SLIM) == "tf_slim\ntensorflow>=2.15,<2.16\n"
    assert migrated("requirements.txt", "six\n", SLIM) == "six\n"


def test_setup_py_changes_in_its_lists_of_requirements_only() -> None:
    text = (
        "setup(keywords=['tensorflow'],\n"
        "      install_requires=[\n"
        "          'six',\n"
        "          'tensorflow==1.15',\n"
        "      ],\n"
        "      extras_require={'gpu': ['tensorflow-gpu==1.15']})\n"
    )
    assert migrated("setup.py", text, SLIM) == text.replace(
        "'tensorflow==1.15',\n", "'tensorflow>=2.15,<2.16',\n          'tf-slim>=1.1',\n"
    ).replace("'tensorflow-gpu==1.15'", "'tensorflow>=2.15,<2.16'")
    line = "setup(install_requires=['tensorflow<2', 'six'])\n"
    assert migrated("setup.py", line, SLIM) == (
        "setup(install_requires=['tensorflow>=2.15,<2.16', 'tf-slim>=1.1', 'six'])\n"
    )


def test_setup_cfg_pyproject_and_pipfile() -> None:
    cfg = "[options]\ninstall_requires =\n    tensorflow==1.15\n[metadata]\nkeywords =\n    tensorflow\n"
    assert migrated("setup.cfg", cfg) == cfg.replace("tensorflow==1.15", "tensorflow>=2.15,<2.16")
    project = (
        '[project]\nkeywords = ["tensorflow"]\ndependencies = [\n  "tensorflow<2",\n]\n[tool.x]\ntensorflow = "1.15"\n'
    )
    assert migrated("pyproject.toml", project, SLIM) == project.replace(
        '"tensorflow<2",\n', '"tensorflow>=2.15,<2.16",\n  "tf-slim>=1.1",\n'
    )
    poetry = '[tool.poetry.dependencies]\npython = "^3.6"\ntensorflow-gpu = {version = "^1.15", optional = true}\n'
    assert migrated("pyproject.toml", poetry) == poetry.replace(
        'tensorflow-gpu = {version = "^1.15"', 'tensorflow = {version = ">=2.15,<2.16"'
    )
    assert migrated("Pipfile", '[packages]\ntensorflow = "*"\n', SLIM) == (
        '[packages]\ntensorflow = ">=2.15,<2.16"\ntf-slim = ">=1.1"\n'
    )


def test_conda_environments() -> None:
    text = "dependencies:\n  - python=3.6\n  - tensorflow-gpu=1.14.0=gpu_py36\n  - pip:\n    - tensorflow==1.15\n"
    assert migrated("environment.yml", text, SLIM) == (
        "dependencies:\n  - python=3.11\n  - tensorflow>=2.15,<2.16\n  - pip:\n"
        "    - tensorflow>=2.15,<2.16\n    - tf-slim>=1.1\n"
    )


@pytest.mark.parametrize("coding", ["utf-16", "utf-8-sig"])
def test_byte_order_marks_are_kept(coding: str) -> None:
    result = migrate_dependencies("requirements.txt", "tensorflow==1.15\r\n".encode(coding))
    assert result.after == "tensorflow>=2.15,<2.16\r\n".encode(coding)


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("requirements.txt", b"\xff\xfe\x00"),
        ("requirements.txt", b"caf\xe9==1\n\x00\x00"),
        ("setup.py", b"print 'tensorflow==1.15'\n"),
        ("setup.py", b"install_requires = ['tensorflow==1.15'" + b"(" * 5000),
        ("pyproject.toml", b'[project\ndependencies = [ "tensorflow'),
        ("environment.yml", b"- - - : tensorflow=\n\t- ="),
        ("setup.cfg", b"install_requires"),
        ("Pipfile", b'[packages]\n= = =\n"""\n'),
    ],
)
def test_bad_input_is_left_as_it_is(name: str, source: bytes) -> None:
    assert migrate_dependencies(name, source, SLIM).after == source


def test_names_of_files() -> None:
    wanted = ["a/requirements-gpu.txt", "requirements/base.txt", "setup.py", "x/environment.yaml", "Pipfile"]
    assert all(is_dependency_file(name) for name in wanted)
    assert not any(is_dependency_file(name) for name in ["notes.txt", "setup_data.py", "config.yml"])


def test_diff_and_apply_take_requirements_along(tmp_path: Path) -> None:
    (tmp_path / "model.py").write_text("import tensorflow as tf\nnet = tf.contrib.layers.flatten(x)\n")
    (tmp_path / "requirements.txt").write_text("tensorflow==1.15\n")
    shown = flowshift("diff", "--style", "graph", ".", cwd=tmp_path)
    assert b"+tensorflow>=2.15,<2.16\n+tf-slim>=1.1\n" in shown.out
    flowshift("apply", "--allow-dirty", "--style", "graph", ".", cwd=tmp_path)
    assert (tmp_path / "requirements.txt").read_text() == "tensorflow>=2.15,<2.16\ntf-slim>=1.1\n"
    again = flowshift("diff", "--style", "graph", ".", cwd=tmp_path)
    assert again.code == 0, again.out


def test_requirements_stay_where_the_rule_is_ignored(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("tensorflow==1.15\n")
    assert flowshift("diff", "--ignore", "dependency", ".", cwd=tmp_path).code == 0


def test_a_table_does_not_get_the_key_tensorflow_twice() -> None:
    text = '[tool.poetry.dependencies]\ntensorflow = "^1.15"\ntensorflow-gpu = "^1.15"\n'
    result = migrate_dependencies("pyproject.toml", text.encode())
    assert result.after.decode() == text.replace('tensorflow = "^1.15"', 'tensorflow = ">=2.15,<2.16"')
    assert [f.line for f in result.findings if f.applicability is Applicability.MANUAL] == [3]


def test_requirements_under_any_name_of_setup_py_are_found() -> None:
    lists = 'REQS = ["six", "tensorflow>=1.4"]\nmore = {"gpu": [\'tensorflow-gpu==1.4; extra == "x"\']}\n'
    before = lists + 'REQS += ["tensorflow==%s" % v]\n'
    result = migrate_dependencies("setup.py", before.encode())
    assert result.after.decode().splitlines() == [
        'REQS = ["six", "tensorflow>=2.15,<2.16"]',
        'more = {"gpu": [\'tensorflow>=2.15,<2.16; extra == "x"\']}',
        'REQS += ["tensorflow==%s" % v]',
    ]
    assert [f.line for f in result.findings if f.applicability is Applicability.MANUAL] == [3]


def test_a_requirement_on_the_line_of_its_key_is_read() -> None:
    assert migrated("setup.cfg", "[options.extras_require]\ngpu = tensorflow-gpu==1.12\n").endswith(
        "gpu = tensorflow>=2.15,<2.16\n"
    )


@pytest.mark.parametrize(
    ("bound", "reported"),
    [('">=3.5,<3.8"', True), ('"==3.7.*"', True), ('">=3.6"', False), ('"~=3.9"', False), ('"^3.6"', False)],
)
def test_a_python_that_tensorflow_does_not_run_on_is_reported(bound: str, reported: bool) -> None:
    text = f'[project]\nrequires-python = {bound}\ndependencies = ["tensorflow==1.15"]\n'
    findings = migrate_dependencies("pyproject.toml", text.encode()).findings
    assert [f.line for f in findings if f.symbol == "python"] == ([2] if reported else [])
