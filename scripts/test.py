"""Sets up everything and runs the tests."""

from __future__ import annotations

import os
import subprocess
import sys

from setup_environment import ROOT, python, set_up
from suite import PASSES, Pass


def main() -> int:
    """Returns pytest's exit status."""
    # before the set-up, which then asks for no libraries of a display
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    set_up()
    arguments = sys.argv[1:]
    if "--install-only" in arguments:
        return 0
    passes = (Pass(tuple(arguments)),) if arguments else PASSES
    # Both run even where the first fails, so that one look shows everything.
    return max(run(one) for one in passes)


def run(one: Pass) -> int:
    """Returns pytest's exit status for one pass."""
    # A file stays in one process, whose fixtures its tests share.
    together = [] if "-n" in one.arguments else ["-n", "2", "--dist", "loadfile"]
    command = [str(python()), "-m", "pytest", *together, *one.arguments]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **one.environment}).returncode


if __name__ == "__main__":
    sys.exit(main())
