"""Starts parts of this program as processes of their own, from source and from an installed app alike.

An installed app has no Python to hand a program to: there the app itself is started again, and told what for.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from pathlib import Path

CHILDREN = {"read-model": "workbench.engine.opening.child"}
"""What such a process is for, and the module whose `main` does it."""

SWITCH = "--child-process"
PACKAGE_ROOT = Path(__file__).resolve().parents[2]
PROGRAM = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); "
    "from workbench.engine.child_process import serve; serve(sys.argv[2:])"
)


def is_frozen() -> bool:
    """Whether this is an installed app that brings its own Python along."""
    return bool(getattr(sys, "frozen", False))


def child_command(purpose: str, *arguments: str) -> list[str]:
    """Returns the command that starts a process for a purpose, a key of `CHILDREN`.

    The process is isolated: neither the folder that it runs in nor the environment says what Python imports.
    """
    words = [SWITCH, purpose, *arguments]
    if is_frozen():
        return [sys.executable, *words]
    return [sys.executable, "-I", "-c", PROGRAM, str(PACKAGE_ROOT), *words]


def is_child(words: Sequence[str]) -> bool:
    """Whether the words of a command line are those of `child_command`."""
    return len(words) > 1 and words[0] == SWITCH and words[1] in CHILDREN


def serve(words: Sequence[str]) -> None:
    """Does what this process was started for.

    Args:
        words: The purpose and its arguments, as `child_command` was given them.
    """
    purpose, *arguments = words
    importlib.import_module(CHILDREN[purpose]).main(arguments)
