"""Runs the program as `python -m workbench`, and as an installed app, which starts its own processes with it too."""

from __future__ import annotations

import os
import sys
from collections.abc import MutableMapping

from workbench.engine.child_process import is_child, is_frozen, serve


def main() -> int:
    """Returns the exit status of the command line, or of the process that the command line is for."""
    if is_frozen():
        import multiprocessing

        restore_library_path(os.environ)
        # Takes over, and never returns, where this is a process that multiprocessing started.
        multiprocessing.freeze_support()
    if is_child(sys.argv[1:]):
        serve(sys.argv[2:])
        return 0
    # Not at the head of the file: a process of our own needs none of it, and is waited for.
    from workbench.cli import main

    return main()


def restore_library_path(environment: MutableMapping[str, str]) -> None:
    """Takes back where an installed app has the system look for libraries.

    That is for this process, which has been started. A browser that opens a link would take libraries from there too.
    """
    before = environment.pop("LD_LIBRARY_PATH_ORIG", None)
    if before is not None:
        environment["LD_LIBRARY_PATH"] = before
    else:
        environment.pop("LD_LIBRARY_PATH", None)


if __name__ == "__main__":
    sys.exit(main())
