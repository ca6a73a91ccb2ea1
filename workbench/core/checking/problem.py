"""Something wrong or doubtful."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "hint"]


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong or doubtful.

    Attributes:
        severity: An `error` stops training, a `warning` will likely spoil it, a `hint` is worth a thought.
        message: What is wrong and what to do, as plain sentences.
        control: The object name of the control that mends it.
    """

    severity: Severity
    message: str
    control: str
