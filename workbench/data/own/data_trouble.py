"""Own data that a project refers to and that is not as it was."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from workbench.core.errors import UserError
from workbench.core.own_data import OwnData

Trouble = Literal["missing", "changed", "unreadable"]


class DataTrouble(UserError):
    """Own data cannot be had; the project itself is whole.

    Attributes:
        kind: What is the matter.
        own: The data that is meant.
        path: The file that is the matter.
    """

    def __init__(self, message: str, kind: Trouble, own: OwnData, path: Path) -> None:
        super().__init__(message)
        self.kind, self.own, self.path = kind, own, path
