"""The program as a folder that needs no Python."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from setup_environment import run, stop

from bundle.environment import python
from bundle.icons import write_icns, write_ico
from bundle.left_out import STRIPPED
from bundle.notice import sources_inside, write_licences
from bundle.places import BUILD, CONTENTS, FOLDER
from bundle.product import NAME
from bundle.wheel import install_wheel

SPECIFICATION = Path(__file__).resolve().parent / "workbench.spec"
LOG = BUILD / "pyinstaller.log"
SAMPLES = "samples"
ICONS = {
    "win32": lambda: write_ico(BUILD / "workbench.ico"),
    "darwin": lambda: write_icns(BUILD / "workbench.icns"),
}
"""Drawn before the bundle is made where its program carries one."""


def make_folder() -> Path:
    """Builds the folder from the wheel and the environment, and returns it."""
    install_wheel()
    ICONS.get(sys.platform, lambda: None)()
    run_pyinstaller()
    strip(CONTENTS)
    write_licences(sources_inside(BUILD))
    # Where a person finds them with the Open dialog.
    shutil.copytree(CONTENTS / "resources" / SAMPLES, FOLDER / SAMPLES)
    check_folder(FOLDER)
    return FOLDER


def run_pyinstaller() -> None:
    """Has PyInstaller make the folder; what it and the libraries it looks into say goes to a file."""
    command = [str(python()), "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
    command += ["--distpath", str(FOLDER.parent), "--workpath", str(BUILD / "work"), str(SPECIFICATION)]
    with LOG.open("w", encoding="utf-8") as log:
        done = subprocess.run(command, stdout=log, stderr=subprocess.STDOUT)
    if done.returncode:
        stop(f"PyInstaller could not make the folder; what it says is in {LOG}.")


def strip(contents: Path) -> None:
    """Takes out of some libraries what only a debugger reads, where there is the tool for it."""
    tool = shutil.which("strip") if sys.platform == "linux" else None
    for library in (path for pattern in STRIPPED for path in contents.glob(pattern) if tool):
        run([str(tool), "--strip-unneeded", str(library)], "See the message.")


def check_folder(folder: Path) -> None:
    """Has the program check itself, and ends this one where something of it does not work."""
    run([str(folder / NAME), "--self-test"], "Something that the program needs was left out.")
