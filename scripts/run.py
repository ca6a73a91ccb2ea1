"""Sets up everything and opens the workbench; without a display it runs a demonstration and leaves a screenshot."""

from __future__ import annotations

import os
import subprocess
import sys

from setup_environment import ROOT, python, set_up

SCREENSHOT = "workbench-demonstration.png"


def has_display() -> bool:
    """Whether a window can be shown, or the person chose how."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def main() -> int:
    """Returns the workbench's own exit status."""
    arguments = sys.argv[1:]
    set_up()
    if "--install-only" in arguments:
        return 0
    command = [str(python()), "-m", "workbench", *arguments]
    if not arguments and not has_display():
        print("There is no display, so the same window runs offscreen through a short demonstration.", flush=True)
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        command += ["--demonstration", str(ROOT / SCREENSHOT)]
    return subprocess.run(command).returncode


if __name__ == "__main__":
    sys.exit(main())
