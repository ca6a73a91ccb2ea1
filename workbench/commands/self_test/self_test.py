"""Goes through the table of checks and says of each how it went."""

from __future__ import annotations

import logging
import os
import tempfile
import time
import traceback
from collections.abc import Sequence
from pathlib import Path

from workbench.commands.self_test.check import Check
from workbench.commands.self_test.checks import CHECKS


def self_test(debug: bool = False, checks: Sequence[Check] = CHECKS) -> int:
    """Prints one line a check, and returns the exit status: 0 where all of them passed, else 1.

    Args:
        debug: Whether to print where a check failed.
        checks: What to check; each may use what those before it have left.
    """
    # The window is only painted for the check; whoever wants to see it sets another platform.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Many networks in one process make TensorFlow warn of what is meant here.
    logging.getLogger("tensorflow").setLevel(logging.ERROR)
    # People have such names, and programs stumble over them.
    with tempfile.TemporaryDirectory(prefix="workbench self-test ü ", ignore_cleanup_errors=True) as folder:
        passed = [_passes(check, Path(folder), debug) for check in checks]
    print("Everything works." if all(passed) else f"{passed.count(False)} of {len(passed)} checks failed.")
    return 0 if all(passed) else 1


def _passes(check: Check, folder: Path, debug: bool) -> bool:
    begin = time.monotonic()
    try:
        found = check.run(folder)
    # Whatever is wrong with an installation, the other checks go on.
    except Exception as error:
        _tell("FAILED", begin, check, f"{type(error).__name__}: {error}")
        if debug:
            traceback.print_exc()
        return False
    _tell("ok", begin, check, found)
    return True


def _tell(verdict: str, begin: float, check: Check, found: str) -> None:
    print(f"{verdict:6} {time.monotonic() - begin:5.1f} s  {check.title}: {found}", flush=True)
