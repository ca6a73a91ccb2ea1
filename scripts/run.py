"""Sets up everything and opens the workbench; without a display, leaves a screenshot of a demonstration."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import NoReturn

from setup_environment import ROOT, has_display, python, set_up

SCREENSHOT = ROOT / "workbench-demonstration.png"


def main() -> int:
    """Returns the workbench's own exit status."""
    arguments = sys.argv[1:]
    set_up()
    if "--install-only" in arguments:
        return 0
    if not arguments and not has_display():
        return demonstrate()
    become([str(python()), "-m", "workbench", *arguments])


def become(command: list[str]) -> NoReturn:
    """Replaces this program by a command, so that signals and the exit status are the command's own."""
    if os.name == "nt":  # where os.execv returns to the prompt while the new program still runs
        sys.exit(subprocess.run(command).returncode)
    os.execv(command[0], command)


def demonstrate() -> int:
    """Runs the window offscreen on real data; it says where its screenshot is."""
    print("There is no display, so the same window runs offscreen through a short demonstration.", flush=True)
    command = [str(python()), "-m", "workbench", "--demonstration", str(SCREENSHOT)]
    return subprocess.run(command, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}).returncode


if __name__ == "__main__":
    sys.exit(main())
