"""A pytest plugin that makes the window's and the engine's libraries impossible to import, where asked to."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

BLOCKED = frozenset({"PySide6", "shiboken6", "pyqtgraph", "tensorflow", "keras"})
SWITCH = "WORKBENCH_BLOCK_QT_AND_TENSORFLOW"


class Blocker(MetaPathFinder):
    """Refuses the blocked packages before any other finder is asked."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] in BLOCKED:
            raise ImportError(f"{fullname} must not be needed here")
        return None


if os.environ.get(SWITCH) == "1":
    sys.meta_path.insert(0, Blocker())
