"""What training has made, as a project file keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray

from workbench.core.history import History
from workbench.core.project import Project


@dataclass(frozen=True)
class SavedRun:
    """What training has made: arrays by key, the curves, and the project that they belong to."""

    state: Mapping[str, NDArray[Any]]
    history: History
    trained: Project
