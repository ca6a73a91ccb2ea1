"""Makes `.venv` with pinned versions and checks for the system libraries that Qt needs. Standard library only."""

from __future__ import annotations

import ctypes
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
STAMP = ENVIRONMENT / "workbench-set-up"
LAST_MINOR = 13

SYSTEM_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
}
"""What the Qt wheels expect of the system, with the Debian package of each."""


def python() -> Path:
    """Returns the environment's interpreter."""
    return ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def set_up() -> None:
    """Makes everything ready; takes no time where it already is. Ends the program with a sentence if it cannot."""
    check_python()
    check_system_libraries()
    wanted = fingerprint()
    if not STAMP.exists() or STAMP.read_text() != wanted:
        install()
        STAMP.write_text(wanted)


def check_python() -> None:
    """Ends the program where this Python cannot run TensorFlow."""
    if not (3, 11) <= sys.version_info[:2] <= (3, LAST_MINOR):
        sys.exit(f"Workbench needs Python 3.11 to 3.{LAST_MINOR}, and this is {sys.version.split()[0]}.")


def fingerprint() -> str:
    """Returns what the environment depends on, as one hash."""
    parts = [(ROOT / name).read_bytes() for name in ("pyproject.toml", "scripts/constraints.txt")]
    return hashlib.sha256(b"".join([*parts, sys.version.encode(), str(ROOT).encode()])).hexdigest()


def install() -> None:
    """Makes the environment and installs the pinned packages into it."""
    print("Setting up Workbench; the first time takes a few minutes.", flush=True)
    if not python().exists():
        run([sys.executable, "-m", "venv", str(ENVIRONMENT)], "Install Python's venv module (Debian: python3-venv).")
    constraints = str(ROOT / "scripts" / "constraints.txt")
    command = [str(python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*command, "-c", constraints, "-e", f"{ROOT}[dev]"], "Look at the message above, and at the network.")


def run(command: list[str], advice: str) -> None:
    """Runs a command and ends the program with a sentence where it fails."""
    if subprocess.run(command).returncode:
        sys.exit(f"The set-up stopped at: {' '.join(command)}. {advice}")


def missing_packages(libraries: dict[str, str] = SYSTEM_LIBRARIES) -> list[str]:
    """Returns the Debian packages of the libraries that cannot be loaded, and a font where there is none."""
    packages = [package for library, package in libraries.items() if not can_load(library)]
    if not has_font(Path("/usr/share/fonts")):
        packages.append("fonts-dejavu-core")
    return packages


def has_font(folder: Path) -> bool:
    """Whether there is a font that Qt can draw with."""
    return any(folder.rglob("*.[to]tf"))


def can_load(library: str) -> bool:
    """Whether the system has a shared library of this name."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_command(packages: Iterable[str]) -> str:
    """Returns the exact command that installs `packages` on Debian and Ubuntu."""
    return "apt-get update && apt-get install -y --no-install-recommends " + " ".join(packages)


def check_system_libraries() -> None:
    """Installs what Qt misses as root on Debian or Ubuntu, else prints the command and ends the program."""
    if not sys.platform.startswith("linux") or not (missing := missing_packages()):
        return
    command = install_command(missing)
    if os.geteuid() == 0 and Path("/usr/bin/apt-get").exists():
        print(f"Installing system libraries for Qt: {', '.join(missing)}", flush=True)
        if subprocess.run(["sh", "-c", command], stdout=subprocess.DEVNULL).returncode == 0:
            return
    sys.exit(f"Qt needs system libraries that are missing. Run this as root, then try again: {command}")
