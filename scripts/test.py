"""Sets up everything and runs the tests."""

from __future__ import annotations

import os
import subprocess
import sys

from setup_environment import ROOT, python, set_up


def main() -> int:
    """Returns pytest's exit status."""
    set_up()
    arguments = sys.argv[1:]
    if "--install-only" in arguments:
        return 0
    environment = {"QT_QPA_PLATFORM": "offscreen", "TF_CPP_MIN_LOG_LEVEL": "2", **os.environ}
    return subprocess.run([str(python()), "-m", "pytest", *arguments], cwd=ROOT, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main())
