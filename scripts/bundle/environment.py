"""The environment that bundles are made from: pinned versions, without what is left out."""

from __future__ import annotations

import hashlib
import os
import platform
import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path

from setup_environment import CONSTRAINTS, ROOT, check_python, is_stamped, run

from bundle.build_system import check_build_system
from bundle.left_out import take_out
from bundle.places import BUILD

ENVIRONMENT = BUILD / "environment"
STAMP = ENVIRONMENT / "workbench-set-up"
HERE = Path(__file__).resolve().parent
TOOLS = ("pyinstaller", "setuptools", "wheel")
EXTRAS = ("onnx",)
"""Extras of the program that an installed app has, since nobody can add them to it."""

LIGHTER = {("linux", "x86_64"), ("win32", "AMD64")}
"""Where there is a TensorFlow without what only graphics cards need."""


def python() -> Path:
    """Returns the interpreter of the environment."""
    return ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def set_up() -> None:
    """Makes the environment, where it is not there as it is wanted."""
    check_python()
    check_build_system()
    wanted = fingerprint()
    if is_stamped(wanted, STAMP):
        return
    print("Setting up the environment for packages; that takes a minute.", flush=True)
    run([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)], "Python's venv module did not work.")
    limits = ["-c", str(CONSTRAINTS), "-c", str(HERE / "constraints.txt")]
    # PyInstaller compiles what it takes, so nothing need be compiled before.
    options = ["--quiet", "--disable-pip-version-check", "--no-compile", *limits]
    run([str(python()), "-m", "pip", "install", *options, *requirements(), *TOOLS], "Is the network there?")
    print(f"Left out {take_out(packages()) / 1e6:,.0f} MB that the program never uses.", flush=True)
    STAMP.write_text(wanted)


def requirements(system: str = sys.platform, machine: str | None = None) -> list[str]:
    """Returns what the program needs, with the lighter TensorFlow where there is one."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = [requirement for name in EXTRAS for requirement in project["optional-dependencies"][name]]
    name = "tensorflow-cpu" if (system, machine or platform.machine()) in LIGHTER else "tensorflow"
    needed = [*project["dependencies"], *extras]
    return [name + row[len("tensorflow") :] if row.startswith("tensorflow>") else row for row in needed]


def packages() -> Path:
    """Returns the folder of installed packages."""
    command = [str(python()), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    return Path(subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip())


def fingerprint() -> str:
    """Returns what the environment depends on, as one hash."""
    files = (
        ROOT / "pyproject.toml",
        CONSTRAINTS,
        *(HERE / name for name in ("constraints.txt", "left_out.py")),
    )
    parts = [path.read_bytes() for path in files]
    return hashlib.sha256(
        b"\0".join([*parts, sys.version.encode(), sysconfig.get_platform().encode()])
    ).hexdigest()
