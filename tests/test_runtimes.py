"""Test how runtimes are found, installed, checked and repaired, with a stand-in for uv."""

from __future__ import annotations

import json
import platform
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from flowshift.runtimes import (
    REQUIREMENTS,
    InstallError,
    Kind,
    Runtime,
    RuntimeMissing,
    environments,
    find_runtime,
    install,
    install_runtime,
    list_runtimes,
    pythons,
)

FAKE_UV = """#!{python}
import os, pathlib, sys, time
here = pathlib.Path({folder!r})
with open(here / "calls", "a") as file:
    file.write(" ".join(sys.argv[1:]) + "\\n")
if sys.argv[1] == "venv":
    target = pathlib.Path(sys.argv[-1]) / "bin"
    target.mkdir(parents=True)
    (target / "python").symlink_to(here / "fake-python")
if sys.argv[1] == "pip":
    time.sleep(0.2)
    if (here / "no-network").exists():
        sys.exit("error: could not reach the index")
"""

FAKE_PYTHON = """#!/bin/sh
if [ -e {folder}/broken ]; then echo "ImportError: no tensorflow" >&2; exit 1; fi
echo '{{"python": "3.7.16", "tensorflow": "1.15.5"}}'
"""


@pytest.fixture
def uv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a stand-in for uv in place, whose environments hold a stand-in for Python; return the folder of its notes."""
    folder = tmp_path / "uv"
    folder.mkdir()
    for name, text in (("uv", FAKE_UV), ("fake-python", FAKE_PYTHON)):
        program = folder / name
        program.write_text(text.format(python=sys.executable, folder=str(folder)))
        program.chmod(0o755)
    monkeypatch.setattr(install, "uv_program", lambda: str(folder / "uv"))
    monkeypatch.setattr(install, "find_python", lambda version: Path("/some/python") if version == "3.7" else None)
    monkeypatch.setattr(platform, "machine", lambda: "x86_64")
    monkeypatch.setenv("FLOWSHIFT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.delenv("FLOWSHIFT_TF1_PYTHON", raising=False)
    monkeypatch.delenv("FLOWSHIFT_TF2_PYTHON", raising=False)
    return folder


def calls(uv: Path) -> list[str]:
    path = uv / "calls"
    return path.read_text().splitlines() if path.exists() else []


def test_missing_runtime_names_the_command(uv: Path) -> None:
    with pytest.raises(RuntimeMissing, match="flowshift runtimes install"):
        find_runtime(Kind.TF1)
    assert [type(found) for _, found in list_runtimes()] == [RuntimeMissing, RuntimeMissing]


def test_installed_runtime_is_found_and_reused(uv: Path) -> None:
    made = install_runtime(Kind.TF1)
    assert made.versions["tensorflow"] == "1.15.5"
    assert find_runtime(Kind.TF1).python == made.python
    count = len(calls(uv))
    assert install_runtime(Kind.TF1).python == made.python
    assert len(calls(uv)) == count, "nothing is installed twice"


def test_pinned_packages_are_asked_for(uv: Path) -> None:
    install_runtime(Kind.TF1)
    venv, pip = calls(uv)
    assert "--python /some/python" in venv
    assert "tensorflow==1.15.5" in pip
    assert "numpy==1.18.5" in pip
    assert "protobuf==3.20.3" in pip


def test_python_that_is_not_there_is_left_to_uv(uv: Path) -> None:
    install_runtime(Kind.TF2)
    assert "--python 3.11" in calls(uv)[0]


def test_half_made_runtime_is_made_anew(uv: Path) -> None:
    folder = environments.runtime_folder(Kind.TF1)
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "python").symlink_to(uv / "fake-python")
    (folder / "left-over").touch()
    with pytest.raises(RuntimeMissing):
        find_runtime(Kind.TF1)
    said: list[str] = []
    install_runtime(Kind.TF1, said.append)
    assert not (folder / "left-over").exists()
    assert any("half-made" in text for text in said)


def test_runtime_that_does_not_import_is_repaired(uv: Path) -> None:
    install_runtime(Kind.TF1)
    (uv / "broken").touch()
    said: list[str] = []
    with pytest.raises(InstallError, match="no tensorflow"):
        install_runtime(Kind.TF1, said.append)
    assert any(text.startswith("repairing") for text in said)
    (uv / "broken").unlink()
    assert install_runtime(Kind.TF1).versions["python"] == "3.7.16"


def test_failed_installation_shows_what_uv_said_and_leaves_no_runtime(uv: Path) -> None:
    (uv / "no-network").touch()
    with pytest.raises(InstallError, match="could not reach the index"):
        install_runtime(Kind.TF1)
    with pytest.raises(RuntimeMissing):
        find_runtime(Kind.TF1)


def test_two_installations_at_once_make_one(uv: Path) -> None:
    made: list[Runtime] = []
    threads = [threading.Thread(target=lambda: made.append(install_runtime(Kind.TF1))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 3
    assert len(calls(uv)) == 2, "one venv, one pip"


def test_variable_overrides_the_cache(uv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLOWSHIFT_TF1_PYTHON", sys.executable)
    found = find_runtime(Kind.TF1)
    assert found.python == Path(sys.executable)
    assert found.from_environment


def test_variable_that_names_nothing_is_an_error(uv: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FLOWSHIFT_TF1_PYTHON", str(tmp_path / "nowhere"))
    with pytest.raises(RuntimeMissing, match="FLOWSHIFT_TF1_PYTHON names"):
        find_runtime(Kind.TF1)


def test_arm_machine_is_told_about_the_weaker_proof(uv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "machine", lambda: "arm64")
    for action in (find_runtime, install_runtime):
        with pytest.raises(RuntimeMissing, match=r"no wheel for this machine \(arm64\).*--before compat"):
            action(Kind.TF1)
    assert calls(uv) == []
    install_runtime(Kind.TF2)


def test_other_pins_are_another_folder() -> None:
    assert REQUIREMENTS[Kind.TF1].fingerprint != REQUIREMENTS[Kind.TF2].fingerprint
    assert environments.runtime_folder(Kind.TF1).name == f"tf1-{REQUIREMENTS[Kind.TF1].fingerprint}"


def test_marker_of_another_shape_counts_as_none(uv: Path) -> None:
    made = install_runtime(Kind.TF1)
    marker = made.python.parent.parent / environments.MARKER
    for text in ("", "[]", "{"):
        marker.write_text(text)
        with pytest.raises(RuntimeMissing):
            find_runtime(Kind.TF1)
    marker.write_text(json.dumps({"python": "3.7.16"}))
    assert find_runtime(Kind.TF1).versions == {"python": "3.7.16"}


def python_like(path: Path, version: str) -> Path:
    """Write a program that answers like a Python of `version`."""
    path.parent.mkdir(parents=True)
    path.write_text(f"#!/bin/sh\necho {version} True\n")
    path.chmod(0o755)
    return path


def test_pyenv_is_asked_by_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pythons, "_known_to_uv", lambda version: [])
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    python_like(tmp_path / "versions" / "3.7.1" / "bin" / "python", "3.6")  # the folder's name alone is no proof
    right = python_like(tmp_path / "versions" / "3.7.16" / "bin" / "python", "3.7")
    assert pythons.find_python("3.7") == right
    assert pythons.find_python("3.8") is None


def test_shim_that_fails_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shim = tmp_path / "shims" / "python3.7"
    shim.parent.mkdir()
    shim.write_text("#!/bin/sh\necho 'pyenv: python3.7: command not found' >&2\nexit 127\n")
    shim.chmod(0o755)
    monkeypatch.setattr(pythons, "_known_to_uv", lambda version: [])
    monkeypatch.setenv("PATH", str(shim.parent))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "none"))
    assert pythons.find_python("3.7") is None


def test_list_of_uv_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        {"path": "/a/python3.7", "implementation": "cpython"},
        {"path": "/b/pypy", "implementation": "pypy"},
        {"path": None},
    ]
    answer: Callable[..., subprocess.CompletedProcess[str]] = lambda *args, **kwargs: subprocess.CompletedProcess(  # noqa: E731
        args, 0, json.dumps(rows), ""
    )
    monkeypatch.setattr(subprocess, "run", answer)
    assert pythons._known_to_uv("3.7") == [Path("/a/python3.7")]
