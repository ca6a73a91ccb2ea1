"""What the machine must have on which bundles are made: Qt's libraries, which come along, and the tools."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping

from setup_environment import (
    DISPLAY_LIBRARIES,
    LIBRARIES,
    install_command,
    install_packages,
    is_debian_root,
    missing_libraries,
    stop,
)

TOOLS = {"objdump": "binutils", "strip": "binutils", "tar": "tar", "xz": "xz-utils", "dpkg-deb": "dpkg"}
"""Programs by the Debian packages that have them."""


def check_build_system() -> None:
    """As root on Debian or Ubuntu installs what is missing, else prints the command and ends the program.

    A library that is missing here would be missing in every bundle, and found out by whoever starts it on a display.
    """
    packages = missing_packages() if sys.platform == "linux" else []
    if packages and not (is_debian_root() and install_packages(packages)):
        stop(f"Bundles need system packages that are missing; as root, run: {install_command(packages)}")


def missing_packages() -> list[str]:
    """Returns the Debian packages of what this machine lacks."""
    return sorted({*missing_libraries(LIBRARIES | DISPLAY_LIBRARIES), *missing_tools(TOOLS)})


def missing_tools(tools: Mapping[str, str]) -> list[str]:
    """Returns the packages of the programs that cannot be found."""
    return [package for program, package in tools.items() if shutil.which(program) is None]
