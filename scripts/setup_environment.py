"""Makes `.venv` with pinned versions and checks for the system libraries of Qt. Standard library only."""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
STAMP = ENVIRONMENT / "workbench-set-up"
CONSTRAINTS = ROOT / "scripts" / "constraints.txt"
FONTS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts")
OLDEST, NEWEST = (3, 11), (3, 13)
MISTAKE = 2
WINDOWLESS = ("offscreen", "minimal")

LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libX11.so.6": "libx11-6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
}
"""What Qt loads even where it draws offscreen, with the Debian package of each."""

DISPLAY_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
"""What Qt loads besides where it opens windows on a display."""


def python() -> Path:
    """Returns the environment's interpreter."""
    return ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def set_up() -> None:
    """Makes everything ready; takes no time where it already is. Ends the program with a sentence if it cannot."""
    check_python()
    check_system()
    wanted = fingerprint()
    if not is_stamped(wanted, STAMP):
        install()
        STAMP.write_text(wanted)


def check_python() -> None:
    """Ends the program where TensorFlow has no build for this Python."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        oldest, newest = (".".join(map(str, version)) for version in (OLDEST, NEWEST))
        stop(f"Workbench needs Python {oldest} to {newest}, and this is {sys.version.split()[0]}.")


def stop(sentence: str) -> NoReturn:
    """Ends the program with one sentence and the exit status of a mistake that the person can mend."""
    print(sentence, file=sys.stderr)
    raise SystemExit(MISTAKE)


def has_display() -> bool:
    """Whether a window can be shown, or the person chose how."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def opens_windows() -> bool:
    """Whether Qt would load what it needs for a display on Linux."""
    if os.environ.get("QT_QPA_PLATFORM") in WINDOWLESS:
        return False
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def fingerprint(root: Path = ROOT) -> str:
    """Returns what the environment depends on, as one hash."""
    parts = [(root / name).read_bytes() for name in ("pyproject.toml", "scripts/constraints.txt")]
    return hashlib.sha256(b"\0".join([*parts, sys.version.encode(), str(root).encode()])).hexdigest()


def is_stamped(wanted: str, stamp: Path) -> bool:
    """Whether the last set-up that was finished is the one wanted now."""
    return stamp.exists() and stamp.read_text() == wanted


def install() -> None:
    """Makes the environment and installs the pinned packages into it."""
    print("Setting up Workbench; the first time takes a few minutes.", flush=True)
    if not has_pip():
        # --clear also mends an environment whose Python was upgraded, or whose making was broken off
        run([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)], "Python's venv module did not work.")
    options = ["--quiet", "--disable-pip-version-check", "-c", str(CONSTRAINTS)]
    run([str(python()), "-m", "pip", "install", *options, "-e", f"{ROOT}[dev]"], "Is the network there?")


def has_pip() -> bool:
    """Whether the environment is there and can install packages."""
    command = [str(python()), "-m", "pip", "--version"]
    return python().exists() and subprocess.run(command, capture_output=True).returncode == 0


def run(command: list[str], advice: str) -> None:
    """Runs a command and ends the program with a sentence where it fails."""
    if subprocess.run(command).returncode:
        stop(f"The set-up stopped; the message is above. {advice} The command was: {' '.join(command)}")


def check_system() -> None:
    """As root on Debian or Ubuntu installs what the system lacks, else prints the command and ends the program."""
    if not sys.platform.startswith("linux") or not (packages := missing_packages()):
        return
    if not (is_debian_root() and install_packages(packages)):
        stop(
            f"Qt and Python need system packages that are missing; as root, run: {install_command(packages)}"
        )


def missing_packages() -> list[str]:
    """Returns the Debian packages of what this machine lacks."""
    libraries = LIBRARIES | (DISPLAY_LIBRARIES if opens_windows() else {})
    return [*missing_libraries(libraries), *missing_fonts(FONTS), *missing_venv()]


def missing_libraries(libraries: Mapping[str, str]) -> list[str]:
    """Returns the packages of the shared libraries that cannot be loaded."""
    return [package for library, package in libraries.items() if not can_load(library)]


def missing_fonts(folders: Iterable[Path]) -> list[str]:
    """Returns the package of a font where no folder has any: Qt then draws text as empty boxes."""
    found = any(next(folder.rglob("*.[ot]t[fc]"), None) for folder in folders)
    return [] if found else ["fonts-dejavu-core"]


def missing_venv() -> list[str]:
    """Returns the package of the part of Python that Debian leaves out, needed to make `.venv`."""
    if STAMP.exists() or importlib.util.find_spec("ensurepip"):
        return []
    return [f"python{sys.version_info.major}.{sys.version_info.minor}-venv"]


def can_load(library: str) -> bool:
    """Whether the system has a shared library of this name."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def is_debian_root() -> bool:
    """Whether this may install Debian packages."""
    return os.geteuid() == 0 and Path("/usr/bin/apt-get").exists()


def install_command(packages: Iterable[str]) -> str:
    """Returns the exact command that installs `packages` on Debian and Ubuntu."""
    return f"apt-get update && apt-get install -y --no-install-recommends {' '.join(packages)}"


def install_packages(packages: list[str]) -> bool:
    """Installs Debian packages, and returns whether that worked."""
    print(f"Installing system packages: {', '.join(packages)}", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    command = ["sh", "-c", install_command(packages)]
    return subprocess.run(command, stdout=subprocess.DEVNULL, env=environment).returncode == 0
