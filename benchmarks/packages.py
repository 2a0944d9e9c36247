"""Download the pinned packages of the corpus and unpack them into the user's cache. Nothing of them is built or run."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

from platformdirs import user_cache_path

LOCK = Path(__file__).parent / "corpus.lock"


def corpus_folder() -> Path:
    """Return the folder that holds a folder per package, after filling it where it is empty.

    Raises:
        CalledProcessError: pip could not download the packages, or their hashes are others.
    """
    cache = user_cache_path("flowshift") / "corpus"
    unpacked = cache / "unpacked"
    if unpacked.is_dir():
        return unpacked
    downloads = cache / "downloads"
    options = ["--no-deps", "--require-hashes", "--requirement", str(LOCK), "--dest", str(downloads)]
    subprocess.run([*_pip(), "download", "--quiet", *options], check=True)
    scratch = cache / "unpacking"
    shutil.rmtree(scratch, ignore_errors=True)
    for archive in sorted(downloads.iterdir()):
        unpack(archive, scratch / package_of(archive))
    scratch.rename(unpacked)
    return unpacked


def _pip() -> list[str]:
    if importlib.util.find_spec("pip") is not None:
        return [sys.executable, "-m", "pip"]
    found = shutil.which("pip")
    if found is None:
        raise FileNotFoundError("pip is needed to download the corpus")
    return [found]


def package_of(archive: Path) -> str:
    """Return the name of the package that an archive holds."""
    return archive.name.split("-")[0] if archive.suffix == ".whl" else archive.name.rsplit("-", 1)[0]


def unpack(archive: Path, folder: Path) -> None:
    """Unpack a wheel or a source distribution."""
    if archive.suffix in (".whl", ".zip"):
        with zipfile.ZipFile(archive) as opened:
            opened.extractall(folder)
        return
    with tarfile.open(archive) as opened:
        if hasattr(tarfile, "data_filter"):
            opened.extractall(folder, filter="data")
        else:
            names = opened.getnames()
            if any(name.startswith("/") or ".." in name.split("/") for name in names):
                raise ValueError(f"{archive.name} has paths that lead out of it")
            opened.extractall(folder)
