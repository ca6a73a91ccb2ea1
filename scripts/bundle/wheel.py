"""The wheel: what pip installs where there is a Python."""

from __future__ import annotations

import shutil
from pathlib import Path

from setup_environment import ROOT, run

from bundle.environment import python
from bundle.places import BUILD, DIST

SOURCE = ("workbench", "resources", "pyproject.toml", "README.md", "LICENSE")


def make_wheel() -> Path:
    """Builds the wheel into `dist` and returns it."""
    source = fresh_source()
    for old in DIST.glob("workbench-*.whl"):
        old.unlink()
    options = ["--quiet", "--disable-pip-version-check", "--no-deps", "--no-build-isolation"]
    run([str(python()), "-m", "pip", "wheel", *options, "-w", str(DIST), str(source)], "See the message.")
    return next(DIST.glob("workbench-*.whl"))


def fresh_source() -> Path:
    """Returns a copy of the program to build from: setuptools would put what an earlier build left into the wheel."""
    copy = BUILD / "source"
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir(parents=True)
    for name in SOURCE:
        path = ROOT / name
        if path.is_dir():
            shutil.copytree(path, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(path, copy / name)
    return copy


def install_wheel() -> None:
    """Puts the program into the environment that the bundle is made from, as pip puts it into any other."""
    wheel = make_wheel()
    options = ["--quiet", "--disable-pip-version-check", "--no-deps", "--force-reinstall"]
    run([str(python()), "-m", "pip", "install", *options, str(wheel)], "See the message.")
