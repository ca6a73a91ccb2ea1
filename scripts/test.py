"""Sets up everything and runs the tests."""

from __future__ import annotations

import os
import subprocess
import sys

from setup_environment import ROOT, python, set_up


def main() -> int:
    """Returns pytest's exit status."""
    # before the set-up, which then asks for no libraries of a display
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    set_up()
    arguments = sys.argv[1:]
    if "--install-only" in arguments:
        return 0
    # A file stays in one process, whose fixtures its tests share.
    together = [] if "-n" in arguments else ["-n", "2", "--dist", "loadfile"]
    return subprocess.run([str(python()), "-m", "pytest", *together, *arguments], cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main())
